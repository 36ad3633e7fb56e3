import { eventJson, type StoredEvent } from '../../shared/event.ts';
import type { Refusal } from '../../shared/refusal.ts';
import type { Result } from '../../shared/result.ts';
import type { Session } from '../../shared/session.ts';
import type { Outcome } from '../store/transaction.ts';
import { type CommandResult, refused } from './commandResult.ts';
import type { EngineNeeds, Ready } from './engineNeeds.ts';
import type { Player, PlayerParts } from './player.ts';
import { tried } from './preview.ts';
import { isQueueCommand } from './queues.ts';

/** Lines of one transaction are all recorded or all only tried. */
const SOME_TRIED: Refusal = {
  code: 'INVALID',
  details: { field: 'dryRun', why: 'must be on every line that goes together, or on none' },
};
const A_DRAFT: Refusal = { code: 'INVALID', details: { field: 'command', why: 'is a draft, which is never atomic' } };

/**
 * Prepared commands as one: legality judged once at the end, all recorded or none.
 *
 * @returns what the transaction is to keep, with a result for each command, in order. When any is refused the others
 *          answer the same refusal, with `details.line` naming the first command at fault, from 1
 */
export function playAtomic(
  needs: Pick<EngineNeeds, 'projector' | 'clock' | 'newId'>,
  { recorder, timekeeper, refusals }: Pick<PlayerParts, 'recorder' | 'timekeeper' | 'refusals'>,
  player: Player,
  prepared: readonly Result<Ready>[],
  session: Session,
): Outcome<readonly CommandResult[]> {
  const failed = (faults: ReadonlyMap<number, Refusal>): Outcome<readonly CommandResult[]> => {
    const [line = 0, first] = [...faults].sort(([a], [b]) => a - b)[0] ?? [];
    if (!first) throw new Error('nothing is at fault');
    const others = refused({ ...first, details: { ...first.details, line: line + 1 } });
    const value = prepared.map((_, i) => {
      const own = faults.get(i);
      return own ? refused(own) : others;
    });
    return { keep: null, value };
  };
  const faults = new Map(prepared.flatMap((one, i) => (one.ok ? [] : [[i, one.error] as const])));
  if (faults.size > 0) return failed(faults);
  const commands = prepared.flatMap((one) => (one.ok ? [one.value] : []));
  const dryRun = commands[0]?.command.dryRun === true;
  const odd = commands.findIndex(({ command }) => (command.dryRun === true) !== dryRun);
  if (odd >= 0) return failed(new Map([[odd, SOME_TRIED]]));
  const draft = commands.findIndex(({ command }) => isQueueCommand(command));
  if (draft >= 0) return failed(new Map([[draft, A_DRAFT]]));

  const unit = player.newUnit();
  const signedIn = dryRun ? [] : recorder.recordSignIn(session);
  const results: CommandResult[] = [];
  const lineOf = new Map<string, number>();
  const kept: StoredEvent[] = [...signedIn];
  for (const [i, ready] of commands.entries()) {
    const before = player.repeated(ready);
    if (before?.ok === false) return failed(new Map([[i, before.error]]));
    if (before) {
      results.push(before);
      continue;
    }
    const played = player.play(ready, unit, timekeeper.read(), needs.newId(needs.clock.now()));
    if (!played.ok) return failed(new Map([[i, played.error]]));
    for (const { eventId } of played.value) lineOf.set(eventId, i);
    kept.push(...played.value);
    results.push({ ok: true, events: played.value.map(eventJson) });
  }
  const violations = unit.violations();
  const wrong = refusals(violations, new Set(lineOf.keys()));
  const [first] = wrong;
  if (first) {
    const atFault = violations.map(({ entry }) => lineOf.get(entry.eventId)).find((line) => line !== undefined);
    const { value } = failed(new Map([[atFault ?? 0, first]]));
    const errors = wrong.map((refusal) => refused(refusal).error);
    return { keep: null, value: dryRun ? value.map((one) => ({ ...one, errors })) : value };
  }
  if (dryRun) {
    // Each shows its own assets: all of them with each of a thousand would be more than a message holds.
    const own = results.map((one) => (one.ok ? one.events.map(({ streamId }) => streamId) : []));
    const others = new Set(own.flat());
    const value = results.map((one, i) => {
      for (const id of own[i] ?? []) others.delete(id);
      const shown = tried([], [], unit, others);
      for (const id of own[i] ?? []) others.add(id);
      return { ...shown, ...one };
    });
    return { keep: null, value };
  }
  if (lineOf.size === 0) return { keep: null, value: results };
  needs.projector.write(unit.touched());
  recorder.signInIsRecorded(session);
  return { keep: kept, value: results };
}
