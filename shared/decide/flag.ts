import type { CommandOf } from '../contract/commands.ts';
import * as f from '../contract/fields.ts';
import { accept, type Result, refuse } from '../result.ts';
import { formatInstant } from '../time.ts';
import { needReason } from './common.ts';
import type { Draft, Look } from './look.ts';

/** A technician says that an event is mistaken; an admin's correction closes the flag, or a dismissal with a reason. */
export function flagEvent(look: Look, { eventId, note }: CommandOf<'event.flag'>): Result<readonly Draft[]> {
  if (!f.uuid.safeParse(eventId).success) return refuse('INVALID', { field: 'eventId', why: 'is no event id' });
  const said = note?.trim() ?? '';
  if (said === '') return refuse('INVALID', { field: 'note', why: 'must say what is mistaken' });
  const target = look.event(eventId);
  if (!target) return refuse('NOT_FOUND', { entity: 'event', field: 'eventId', eventId });
  const by = look.supersededBy(eventId);
  if (by) return refuse('ALREADY_SUPERSEDED', { eventId, by: by.eventId, at: formatInstant(by.recordedAt) });
  if (look.unansweredFlag(eventId)) return refuse('DUPLICATE', { field: 'eventId', value: eventId, entity: 'flag' });
  const { streamType, streamId } = target;
  const changes = [{ field: 'flag', before: null, after: said }];
  return accept([{ streamType, streamId, type: 'EVENT_FLAGGED', data: { eventId }, note: said, changes }]);
}

export function dismissFlag(look: Look, command: CommandOf<'event.dismiss_flag'>): Result<readonly Draft[]> {
  const { eventId } = command;
  if (!f.uuid.safeParse(eventId).success) return refuse('INVALID', { field: 'eventId', why: 'is no event id' });
  const reason = needReason(command.reason);
  if (!reason.ok) return reason;
  const event = look.event(eventId);
  if (!event) return refuse('NOT_FOUND', { entity: 'event', field: 'eventId', eventId });
  // People may point at the mistaken event or at the flag itself.
  const targetId = event.type === 'EVENT_FLAGGED' ? String(event.data.eventId) : eventId;
  const flag = look.unansweredFlag(targetId);
  if (!flag) return refuse('NOT_FOUND', { entity: 'flag', field: 'eventId', eventId });
  const { streamType, streamId } = event;
  const changes = [{ field: 'flag', before: flag.note, after: null }];
  const data = { eventId: targetId, flagId: flag.eventId, reason: reason.value };
  return accept([{ streamType, streamId, type: 'EVENT_FLAG_DISMISSED', data, changes }]);
}
