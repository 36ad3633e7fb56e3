import type { OperatorSeen } from '../../shared/decide/look.ts';
import { eventJson, type StoredEvent } from '../../shared/event.ts';
import type { Refusal } from '../../shared/refusal.ts';
import { type Result, refuse } from '../../shared/result.ts';
import type { Session } from '../../shared/session.ts';
import type { Outcome } from '../store/transaction.ts';
import { type CommandResult, refused } from './commandResult.ts';
import type { Batch, EngineNeeds, Ready } from './engineNeeds.ts';
import type { Player, PlayerParts } from './player.ts';

/** Commands between two words on how far a batch is. */
const BETWEEN = 100;

/**
 * One try at a batch: all commands under one correlation id, and one event of the store beside them.
 *
 * @param faults  commands known to be at fault, by their place; they are left out, and more are added here
 * @returns null as value, with `faults` grown, when commands turned out to be at fault: try again without them
 */
export function playBatch(
  needs: Pick<EngineNeeds, 'projector' | 'newId'>,
  { recorder, timekeeper, refusals }: Pick<PlayerParts, 'recorder' | 'timekeeper' | 'refusals'>,
  player: Player,
  prepared: readonly Result<Ready>[],
  faults: Map<number, Refusal>,
  { session, actor }: { readonly session: Session; readonly actor: OperatorSeen },
  { kind, data, strict, dryRun, settle, onPlayed }: Batch,
): Outcome<readonly CommandResult[] | null> {
  const unit = player.newUnit();
  const signedIn = dryRun ? [] : recorder.recordSignIn(session);
  const reading = timekeeper.read();
  const correlationId = needs.newId(reading.recordedAt);
  const results: CommandResult[] = [];
  const commandOf = new Map<string, number>();
  const kept: StoredEvent[] = [];
  for (const [i, one] of prepared.entries()) {
    if (onPlayed && i % BETWEEN === 0) onPlayed(i, prepared.length);
    const fault = faults.get(i);
    const played = fault
      ? refuse(fault.code, fault.details)
      : one.ok
        ? player.play(one.value, unit, reading, correlationId)
        : one;
    if (!played.ok) {
      faults.set(i, played.error);
      results.push(refused(played.error));
      continue;
    }
    for (const { eventId } of played.value) commandOf.set(eventId, i);
    kept.push(...played.value);
    results.push({ ok: true, events: played.value.map(eventJson) });
  }
  const known = faults.size;
  const violations = unit.violations();
  for (const { entry, refusal } of violations) {
    const i = commandOf.get(entry.eventId);
    if (i !== undefined && !faults.has(i)) faults.set(i, refusal);
  }
  if (violations.length > 0)
    return { keep: null, value: faults.size > known ? null : clashing(refusals(violations, new Set()), prepared) };
  if (dryRun || (strict && faults.size > 0) || kept.length === 0) return { keep: null, value: results };
  const said = settle ? settle(results) : data;
  if (said === null) return { keep: null, value: results };
  const own = recorder.recordOwn(
    [{ type: kind, data: { ...said, recorded: commandOf.size } }],
    reading,
    actor,
    reading.recordedAt,
    correlationId,
  );
  needs.projector.write(unit.touched());
  recorder.signInIsRecorded(session);
  return { keep: [...signedIn, ...kept, ...own], value: results };
}

/** Everything was legal by itself, and yet an earlier record became illegal: then nothing of the batch is recorded. */
function clashing([first]: readonly Refusal[], prepared: readonly unknown[]): readonly CommandResult[] {
  if (!first) throw new Error('a batch was refused without a reason');
  return prepared.map(() => refused(first));
}
