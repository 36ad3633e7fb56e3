import { commandRoles, isCommandName, pinCommands } from '../../shared/contract/commands.ts';
import { parseCommand } from '../../shared/contract/parse.ts';
import { accept, type Result, refuse } from '../../shared/result.ts';
import type { Session } from '../../shared/session.ts';
import { MINUTE_MS, parseInstant } from '../../shared/time.ts';
import { hashPin } from '../auth/pin.ts';
import { commandHash } from './canonical.ts';
import type { EngineNeeds, Ready } from './engineNeeds.ts';

/** A PIN counts as just confirmed for this long. */
const PIN_FRESH_MS = 2 * MINUTE_MS;

/** Lets in what is allowed and well formed: authority first, then form. */
export function openGate({
  lookups,
  clock,
  disguise,
  binding,
}: Pick<EngineNeeds, 'lookups' | 'clock' | 'disguise' | 'binding'>) {
  const pinIsFresh = ({ pinConfirmedAt }: Session): boolean =>
    pinConfirmedAt !== null && clock.monotonic() - pinConfirmedAt < PIN_FRESH_MS;

  async function prepare(raw: unknown, session: Session): Promise<Result<Ready>> {
    const actor = lookups.operatorById(session.operatorId);
    if (!actor?.active) return refuse('NOT_SIGNED_IN');
    if (raw === null || typeof raw !== 'object' || Array.isArray(raw)) {
      return refuse('INVALID', { field: 'command', why: 'is no object' });
    }
    const fields = raw as Readonly<Record<string, unknown>>; // the check above
    const name = fields.command;
    if (!isCommandName(name))
      return refuse('INVALID', { field: 'command', why: 'is no known command', value: name ?? null });
    const needed = commandRoles[name];
    if (!needed.includes(actor.role)) return refuse('NOT_ALLOWED', { command: name, needs: needed, role: actor.role });
    // Trying it out writes nothing: what it would lead to is seen before the PIN is given.
    if (pinCommands.has(name) && fields.dryRun !== true && !pinIsFresh(session)) {
      return refuse('NOT_ALLOWED', { command: name, needs: 'pin' });
    }
    const parsed = parseCommand(name, fields);
    if (!parsed.ok) return parsed;
    const command = parsed.value;
    const occurredAt = command.occurredAt === undefined ? null : parseInstant(command.occurredAt);
    const pinHash =
      (command.command === 'operator.add' || command.command === 'operator.set_pin') && command.dryRun !== true
        ? await hashPin(command.pin, binding.wanted())
        : null;
    return accept({ command, actor, session, hash: commandHash(fields, disguise), occurredAt, pinHash });
  }

  return { prepare, pinIsFresh };
}
