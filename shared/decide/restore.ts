import type { CommandOf } from '../contract/commands.ts';
import { accept, type Result, refuse } from '../result.ts';
import { needReason } from './common.ts';
import type { Draft, Look } from './look.ts';

/** An admin has looked at what a restore left out, and says what was done about it. Until then the app shows it. */
export function acknowledgeRestore(
  look: Look,
  command: CommandOf<'store.acknowledge_restore'>,
): Result<readonly Draft[]> {
  const { eventId } = command;
  const reason = needReason(command.reason);
  if (!reason.ok) return reason;
  const restored = look.event(eventId);
  if (restored?.type !== 'STORE_RESTORED') return refuse('NOT_FOUND', { entity: 'event', field: 'eventId', eventId });
  if (!look.restoreWaits(eventId)) return refuse('INVALID', { field: 'eventId', why: 'is acknowledged already' });
  const data = { eventId, reason: reason.value };
  const changes = [{ field: 'acknowledged', before: null, after: reason.value }];
  return accept([{ streamType: 'store', streamId: look.storeId, type: 'RESTORE_ACKNOWLEDGED', data, changes }]);
}
