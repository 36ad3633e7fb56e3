import type { EventJson } from '../../shared/event.ts';
import { assetChoice } from './assetChoice.ts';
import type { Wish, WishKind } from './commandArbitraries.ts';
import {
  all,
  anySlot,
  type CommandJson,
  FIRST_HOUR,
  freshCode,
  freshName,
  HOUR_MS,
  likely,
  open,
  someCase,
  taken,
  UNKNOWN_ID,
  type View,
} from './commandView.ts';
import { correctionChoice } from './correctionChoice.ts';
import { type Dice, rollDice } from './dice.ts';
import { handoverChoice, queueChoice } from './handoverChoice.ts';
import { versionOf } from './naiveCustodyDrafts.ts';
import { assetNamed, caseNamed, holderNamed } from './naiveDraft.ts';
import { effectiveFacts, walk, worldAt } from './naiveModel.ts';
import { allowedTo, operatorsOf, type Verdict, verdictOf } from './naiveVerdict.ts';
import type { CaseState, HolderState } from './naiveWorld.ts';

export interface Choice {
  /** operator's id */
  readonly as: string;
  readonly command: CommandJson;
}

const TRIES = 12;

/**
 * Turns a wish into a command: the first of some likely ones that is what the wish aims at.
 *
 * @param sessions ids of the operators who may be asked to give it
 */
export function choose(wish: Wish, log: readonly EventJson[], now: number, sessions: readonly string[]): Choice {
  const first = attempt(wish, log, now, sessions);
  const instead = BEFORE_IT[wish.kind];
  if (first.hit || !instead) return first;
  const second = attempt({ ...wish, kind: instead }, log, now, sessions);
  return second.hit ? second : first;
}

/** What makes a wish possible another time. */
const BEFORE_IT: { readonly [kind in WishKind]?: WishKind } = {
  'asset.return': 'asset.issue',
  'asset.transfer': 'asset.issue',
  'asset.place': 'slot.vacate',
  'asset.find': 'asset.lose',
  'asset.issue': 'asset.return',
  'case.unseal': 'case.seal',
  'case.retire': 'case.add',
  'event.dismiss_flag': 'event.flag',
  'handover.commit': 'asset.issue',
  'slot.vacate': 'asset.place',
};

/** @returns a choice, and whether it is what the wish was aimed at */
function attempt(
  wish: Wish,
  log: readonly EventJson[],
  now: number,
  sessions: readonly string[],
): Choice & { readonly hit: boolean } {
  const dice = rollDice(wish.dice);
  const as = actorFor(wish, log, sessions, dice);
  const latest = walk(effectiveFacts(log)).world;
  const hour = Math.floor((now - FIRST_HOUR) / HOUR_MS);
  for (let tried = 1; ; tried += 1) {
    // A wish that finds nothing to do so long ago is tried nearer to now.
    const ago = wish.ago === null ? null : Math.min(hour, tried > TRIES / 2 ? 0 : wish.ago);
    const at = ago === null ? now : FIRST_HOUR + (hour - ago) * HOUR_MS;
    const wild = wish.aim === 'wild' || (wish.aim === 'wrong' && dice.chance(40));
    const view: View = { log, now, world: worldAt(log, at), latest, wild, dice };
    const own = choiceFor(wish, view);
    const time = ago === null || TIMELESS.test(wish.kind) ? {} : { occurredAt: written(at, dice) };
    const command = { command: wish.kind, ...own, ...time };
    const hit = hits(wish.aim, verdictOf(log, command, now, as));
    if (hit || tried === TRIES) return { as, command: twisted(wish, command, view), hit };
  }
}

function hits(aim: Wish['aim'], verdict: Verdict): boolean {
  if (aim === 'legal') return verdict.verdict === 'accepted';
  if (aim === 'wrong') return verdict.verdict === 'refused' && !verdict.codes.some((code) => FORMAL.includes(code));
  return true;
}

/** Refusals that say nothing about custody. */
const FORMAL: readonly string[] = ['INVALID', 'NOT_FOUND', 'NOT_ALLOWED', 'NOT_SIGNED_IN', 'IN_FUTURE', 'DUPLICATE'];

/** Settings, queues and operators are judged at recording; a correction's time is that of what it corrects. */
const TIMELESS = /^(operator|queue|settings|event)[.]/;

/** The same instant in UTC or as a laptop one hour east would write it. */
function written(at: number, dice: Dice): string {
  return dice.chance(70) ? new Date(at).toISOString() : `${new Date(at + HOUR_MS).toISOString().slice(0, -1)}+01:00`;
}

function actorFor(wish: Wish, log: readonly EventJson[], sessions: readonly string[], dice: Dice): string {
  const operators = operatorsOf(log);
  const able = sessions.filter((id) => {
    const operator = operators.get(id);
    return operator?.active && allowedTo(wish.kind, operator.role);
  });
  // Each operator has queues of their own.
  if (wish.kind.startsWith('queue.') && wish.aim === 'legal' && able[0]) return able[0];
  const anyone = wish.aim === 'wild' && dice.chance(40);
  return (anyone ? undefined : dice.one(able)) ?? dice.one(sessions) ?? '';
}

function choiceFor(wish: Wish, view: View): CommandJson {
  if (wish.kind === 'event.correct') return correctionChoice(view);
  const [entity] = wish.kind.split('.');
  switch (entity) {
    case 'case':
      return caseChoice(wish, view);
    case 'holder':
      return holderChoice(wish, view);
    case 'operator':
      return operatorChoice(wish, view);
    case 'asset':
      return assetChoice(wish, view);
    case 'slot':
      return { slot: taken(view) ?? anySlot(view), reason: 'forced open' };
    case 'queue':
      return queueChoice(wish, view);
    case 'handover':
      return handoverChoice(view);
    case 'event':
      return flagChoice(wish, view);
    default:
      return { set: settingsSet(view.dice) };
  }
}

function caseChoice(wish: Wish, view: View): CommandJson {
  const { dice } = view;
  if (wish.kind === 'case.add') {
    return {
      code: freshCode(view),
      slots: 2 + dice.below(3),
      ...(dice.chance(30) ? { name: 'Kit', place: 'Depot' } : {}),
    };
  }
  const empty = (box: CaseState) =>
    all(view.world.assets).every(({ where }) => where.status !== 'slot' || where.caseId !== box.id);
  const fits: Readonly<Record<string, (box: CaseState) => boolean>> = {
    'case.seal': open,
    'case.unseal': (box) => box.sealed,
    'case.retire': (box) => open(box) && empty(box),
  };
  const box = someCase(view, fits[wish.kind] ?? ((one) => !one.retired));
  const code = box?.code ?? 'CASE-99';
  switch (wish.kind) {
    case 'case.change': {
      const slots = (box?.slots ?? 1) + (view.wild ? dice.below(4) - 2 : 1 + dice.below(2));
      return { code, set: dice.chance(50) ? { slots: Math.max(1, slots) } : { place: `Room ${dice.below(100_000)}` } };
    }
    case 'case.check':
      return { code, seen: dice.some(all(view.world.assets), 4).map(({ tag }) => tag) };
    case 'case.retire':
      return { code, reason: 'broken hinge' };
    default:
      return { code, seal: `S-${dice.below(1000)}` };
  }
}

function holderChoice(wish: Wish, view: View): CommandJson {
  const { dice } = view;
  if (wish.kind === 'holder.add') return { name: freshName(view) };
  const idle = ({ id }: HolderState) =>
    all(view.world.assets).every(({ where }) => where.status !== 'holder' || where.holderId !== id);
  const holder = likely(
    view,
    all(view.world.holders),
    (one) => one.active && (wish.kind === 'holder.change' || idle(one)),
  );
  // Commands name people as they are called now.
  const name = (holder && view.latest.holders.get(holder.id)?.name) ?? 'Nobody';
  if (wish.kind === 'holder.deactivate') return { name, reason: 'left' };
  return { name, set: dice.chance(30) ? { name: freshName(view) } : { reference: `R-${dice.below(100_000)}` } };
}

function operatorChoice(wish: Wish, view: View): CommandJson {
  const { dice } = view;
  const operators = all(operatorsOf(view.log));
  const pin = '246810';
  const role = dice.one(['technician', 'coordinator', 'admin', 'auditor'] as const);
  if (wish.kind === 'operator.add') return { name: `Op ${dice.below(view.wild ? 3 : 100_000)}`, role, pin };
  const name = likely(view, operators, (one) => one.active && one.role !== role)?.name ?? 'Nobody';
  if (wish.kind === 'operator.set_role') return { name, role };
  return { name, ...(wish.kind === 'operator.set_pin' ? { pin } : { reason: 'left' }) };
}

function flagChoice(wish: Wish, view: View): CommandJson {
  const { dice, log } = view;
  const superseded = new Set(log.map((event) => event.supersedesEventId));
  const facts = log.filter(
    ({ streamType, type, eventId }) =>
      FLAGGABLE.includes(streamType) && !type.startsWith('EVENT_') && !superseded.has(eventId),
  );
  const flagged = new Set(log.filter(({ type }) => type === 'EVENT_FLAGGED').map(({ data }) => data.eventId));
  if (wish.kind === 'event.flag') {
    // A second flag on one event is left alone: the domain does not say what it means.
    const event = dice.one(facts.filter(({ eventId }) => !flagged.has(eventId)));
    return { eventId: event?.eventId ?? UNKNOWN_ID, note: 'wrong slot, I think' };
  }
  return {
    eventId: likely(view, facts, ({ eventId }) => flagged.has(eventId))?.eventId ?? UNKNOWN_ID,
    reason: 'it was right',
  };
}

const FLAGGABLE: readonly string[] = ['asset', 'case', 'holder'];

function settingsSet(dice: Dice): CommandJson {
  return dice.chance(50) ? { threshold: 1 + dice.below(90_000) } : { termsText: `Terms ${dice.below(100_000)}` };
}

function twisted(wish: Wish, command: CommandJson, view: View): CommandJson {
  const stream = streamOf(command, view);
  switch (wish.twist) {
    case 'repeat':
      return { ...command, commandId: `once-${view.log.length}` };
    case 'version':
    case 'stale':
      return stream
        ? { ...command, expectedVersion: versionOf(view.log, stream) - (wish.twist === 'stale' ? 1 : 0) }
        : command;
    case 'no reason':
      return 'reason' in command ? { ...command, reason: '  ' } : command;
    case 'tomorrow':
      return TIMELESS.test(wish.kind)
        ? command
        : { ...command, occurredAt: new Date(view.now + 24 * HOUR_MS).toISOString() };
    case 'unknown':
      return 'tag' in command && wish.kind !== 'asset.add' ? { ...command, tag: 'T-99' } : command;
    default:
      return command;
  }
}

function streamOf(command: CommandJson, view: View): string | undefined {
  const world = view.latest;
  switch (String(command.command).split('.')[0]) {
    case 'asset':
      return assetNamed(world, command.tag)?.id;
    case 'case':
      return caseNamed(world, command.code)?.id;
    case 'holder':
      return holderNamed(world, command.name)?.id;
    default:
      return undefined;
  }
}
