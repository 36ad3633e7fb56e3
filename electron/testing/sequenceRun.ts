import { deepStrictEqual } from 'node:assert/strict';
import Database from 'better-sqlite3';
import { z } from 'zod';
import type { EventJson } from '../../shared/event.ts';
import type { Session } from '../../shared/session.ts';
import type { CommandResult } from '../custody.ts';
import type { Wish } from './commandArbitraries.ts';
import { choose } from './commandChoices.ts';
import { type CommandJson, FIRST_HOUR, HOUR_MS } from './commandView.ts';
import {
  compareCustody,
  compareEntities,
  compareFilters,
  compareList,
  compareSpans,
  custodyRows,
} from './compareAnswers.ts';
import { custodyAt, worldInWords } from './naiveAnswers.ts';
import { effectiveFacts, isLegal, walk } from './naiveModel.ts';
import { allowedTo, operatorsOf, type Verdict, verdictOf } from './naiveVerdict.ts';
import type { Cast, TestStore } from './openTestStore.ts';

/**
 * One command of a sequence as it can be kept and given again: `event 3.0` is the first event of the step numbered 3,
 * and `event 0.…` those about cases, holders and assets that were in the log before.
 */
export interface Step {
  readonly step: number;
  /** hours that pass before it */
  readonly hours: number;
  readonly as: keyof Cast;
  readonly command: CommandJson;
}

/** How often each command was accepted and refused. */
export type Tally = Map<string, { accepted: number; refused: number }>;

/** A sequence that is being played, on the app and on the model. */
export interface SequenceRun {
  readonly steps: readonly Step[];
  wish(wish: Wish): Promise<void>;
  play(step: Step): Promise<void>;
  /** What can be asked of the whole history: custody at every hour, as believed then, spans, verify. */
  finish(): void;
  close(): void;
}

const Queue = z.object({ rows: z.array(z.object({ item: z.string() })) });
/** Milliseconds between two commands of one hour. */
const TICK_MS = 7;

/** Plays commands on a real store and holds every answer against the naive model; what differs is thrown. */
export function startRun({ custody, cast, clock, path }: TestStore, tally: Tally): SequenceRun {
  const log: EventJson[] = [...custody.events({})];
  const steps: Step[] = [];
  const resultsOf = new Map<number, readonly EventJson[]>([
    [0, log.filter(({ streamType }) => STAGE_STREAMS.includes(streamType))],
  ]);
  const beliefs: { readonly at: number; readonly knownAt: number; readonly rows: unknown }[] = [];
  const reader = new Database(path, { readonly: true });
  let hour = 0;

  const roles = Object.keys(cast) as (keyof Cast)[]; // the keys of an interface that is exact
  const roleOf = (operatorId: string) => roles.find((role) => cast[role].operatorId === operatorId) ?? 'admin';
  /** Grows with every change that any other connection commits. */
  const commits = (): unknown => reader.pragma('data_version', { simple: true });

  function pass(hours: number): number {
    hour += hours;
    const now = FIRST_HOUR + hour * HOUR_MS + (steps.length + 1) * TICK_MS;
    clock.set(now);
    return now;
  }

  async function play(step: Step): Promise<void> {
    const now = pass(step.hours);
    const session = cast[step.as];
    steps.push(step);
    const command = resolved(step.command, (text) => eventNamed(text) ?? lineNamed(text, step.command, session));
    const foreseen = foresee(command, now, session);
    const before = commits();
    const tried = await tryOut(command, session);
    deepStrictEqual(commits(), before, 'a dry run changed a row');
    const result = await custody.execute(command, session);
    const name = String(command.command);
    const counts = tally.get(name) ?? { accepted: 0, refused: 0 };
    tally.set(name, {
      ...counts,
      ...(result.ok ? { accepted: counts.accepted + 1 } : { refused: counts.refused + 1 }),
    });
    resultsOf.set(step.step, result.ok ? result.events : []);
    compareVerdicts(foreseen, result, 'the command');
    if (tried) compareTrial(tried, result);
    if (!result.ok) {
      deepStrictEqual(commits(), before, 'a refused command changed a row');
      return;
    }
    takeAccepted(result.events, foreseen);
    await repeat(command, session, result.events);
    if (steps.length % 3 === 0) believe();
  }

  function foresee(command: CommandJson, now: number, session: Session): Verdict {
    const verdict = verdictOf(log, command, now, session.operatorId);
    if (verdict.verdict === 'refused' || command.command !== 'queue.remove') return verdict;
    return command.item === NO_ITEM ? { verdict: 'refused', codes: ['NOT_FOUND'] } : verdict;
  }

  async function tryOut(command: CommandJson, session: Session): Promise<CommandResult | null> {
    if (String(command.command).startsWith('queue.')) return null;
    return custody.execute({ ...command, dryRun: true }, session);
  }

  function compareTrial(tried: CommandResult, real: CommandResult): void {
    const brief = (result: CommandResult) =>
      result.ok ? result.events.map(({ type, data }) => ({ type, data: withoutIds(data) })) : result.error.code;
    deepStrictEqual(brief(tried), brief(real), 'the dry run answered otherwise');
  }

  function takeAccepted(events: readonly EventJson[], foreseen: Verdict): void {
    const appended = [...custody.events({ fromSeq: log.length + 1 })];
    deepStrictEqual(appended.slice(-events.length || appended.length), events, 'the answer is not what was appended');
    const before = [...log];
    log.push(...appended);
    deepStrictEqual(
      log.map(({ seq }) => seq),
      log.map((_, i) => i + 1),
      'seq has a gap',
    );
    if (!isLegal(log)) throw new Error('an illegal history was accepted');
    if (foreseen.verdict === 'refused') return;
    const said = (all: typeof before | typeof foreseen.drafts) => worldInWords(walk(effectiveFacts(all)));
    deepStrictEqual(said(log), said([...before, ...atThisMoment(foreseen.drafts, events)]), 'the facts differ');
  }

  async function repeat(command: CommandJson, session: Session, events: readonly EventJson[]): Promise<void> {
    if (command.commandId === undefined || events.length === 0) return;
    // Who has just taken the right from themselves is refused for that first.
    const actor = operatorsOf(log).get(session.operatorId);
    if (!actor?.active || !allowedTo(String(command.command), actor.role)) return;
    const before = commits();
    const again = await custody.execute(command, session);
    deepStrictEqual(again.ok && again.events, events, 'a repeat gave another result');
    const other = await custody.execute({ ...command, note: 'another' }, session);
    deepStrictEqual(other.ok || other.error.code, 'DUPLICATE', 'another command took the same commandId');
    deepStrictEqual(commits(), before, 'a repeat changed a row');
  }

  /** Asks what is believed now of some hour, to ask the same again at the end. */
  function believe(): void {
    const knownAt = Date.parse(log.at(-1)?.receivedAt ?? '');
    const at = FIRST_HOUR + ((steps.length * 5) % (hour + 1)) * HOUR_MS;
    beliefs.push({ at, knownAt, rows: custodyRows(custody, at, knownAt) });
  }

  function eventNamed(text: string): string | undefined {
    const [, step, index] = /^event (\d+)[.](\d+)$/.exec(text) ?? [];
    return resultsOf.get(Number(step))?.[Number(index)]?.eventId;
  }

  function lineNamed(text: string, { kind }: CommandJson, session: Session): string | undefined {
    const [, line] = /^line (\d+)$/.exec(text) ?? [];
    if (line === undefined) return undefined;
    const answer = custody.query('queue.get', { kind }, session);
    return (answer.ok ? Queue.parse(answer.value).rows[Number(line)]?.item : undefined) ?? NO_ITEM;
  }

  function keepable(command: CommandJson): CommandJson {
    const names = new Map(
      [...resultsOf].flatMap(([i, events]) => events.map(({ eventId }, j) => [eventId, `event ${i}.${j}`] as const)),
    );
    return resolved(command, (text) => names.get(text));
  }

  return {
    steps,
    play,
    wish(wish) {
      const now = FIRST_HOUR + (hour + wish.hours) * HOUR_MS + (steps.length + 1) * TICK_MS;
      const { as, command } = choose(
        wish,
        log,
        now,
        roles.map((role) => cast[role].operatorId),
      );
      return play({ step: steps.length + 1, hours: wish.hours, as: roleOf(as), command: keepable(command) });
    },
    close: () => reader.close(),
    finish() {
      const hours = Array.from({ length: hour + 2 }, (_, i) => FIRST_HOUR + i * HOUR_MS);
      for (const at of hours) compareCustody(custody, log, at);
      for (const { at, knownAt, rows } of beliefs) {
        deepStrictEqual(custodyRows(custody, at, knownAt), rows, `what was believed of ${at} at ${knownAt} changed`);
        deepStrictEqual(rows, custodyAt(log, at, knownAt), 'what was believed was not what was known');
      }
      for (const at of [FIRST_HOUR + (hour >> 1) * HOUR_MS, FIRST_HOUR + (hour + 1) * HOUR_MS]) {
        compareEntities(custody, log, at);
        compareFilters(custody, log, at);
        compareList(custody, log, at);
      }
      for (const { at, knownAt } of beliefs.slice(-2)) {
        compareFilters(custody, log, at, knownAt);
        compareList(custody, log, at, knownAt);
      }
      compareSpans(custody, log);
      deepStrictEqual(custody.verify().findings, [], 'verify found something');
    },
  };

  function compareVerdicts(foreseen: Verdict, result: CommandResult, what: string): void {
    if (foreseen.verdict === 'accepted') {
      if (!result.ok) throw new Error(`${what} is legal and was refused: ${JSON.stringify(result.error)}`);
      return;
    }
    if (result.ok) throw new Error(`${what} was accepted; expected one of ${foreseen.codes.join(', ')}`);
    if (!foreseen.codes.includes(result.error.code)) {
      throw new Error(
        `${what} was refused with ${JSON.stringify(result.error)}; expected one of ${foreseen.codes.join(', ')}`,
      );
    }
  }
}

const STAGE_STREAMS: readonly string[] = ['case', 'holder', 'asset'];
const NO_ITEM = '01900000-0000-7000-8000-000000000001';

/** Ids are made anew at each run, so a trial's differ. */
const withoutIds = (data: EventJson['data']) =>
  Object.fromEntries(Object.entries(data).filter(([field]) => !field.endsWith('Id')));

/** A command without a time happened when the app recorded it, which can be a little after the clock. */
function atThisMoment<T extends { readonly occurredAt: string; readonly supersedesEventId: string | null }>(
  drafts: readonly T[],
  events: readonly EventJson[],
): readonly T[] {
  const [first] = events;
  if (!first) return drafts;
  return drafts.map((one) => (one.supersedesEventId === null ? { ...one, occurredAt: first.occurredAt } : one));
}

/** The same JSON with some of its texts put otherwise. */
function resolved(json: CommandJson, otherwise: (text: string) => string | undefined): CommandJson {
  const walkJson = (value: unknown): unknown => {
    if (typeof value === 'string') return otherwise(value) ?? value;
    if (Array.isArray(value)) return value.map(walkJson);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, walkJson(one)]));
  };
  return walkJson(json) as CommandJson; // an object stays an object
}
