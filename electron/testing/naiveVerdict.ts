import type { EventJson } from '../../shared/event.ts';
import { correctionDrafts, setsOf } from './naiveCorrection.ts';
import { custodyDrafts, versionOf } from './naiveCustodyDrafts.ts';
import {
  assetNamed,
  type Command,
  caseNamed,
  type Drafted,
  draft,
  holderNamed,
  isRefusal,
  type Log,
  no,
  RULE_CODES,
  readCommand,
  type Scene,
} from './naiveDraft.ts';
import { effectiveFacts, walk } from './naiveModel.ts';
import { normalName, textIn } from './naiveWorld.ts';

/** What the domain says of a command: refused with one of `codes`, or accepted with facts like `drafts`. */
export type Verdict =
  | { readonly verdict: 'accepted'; readonly drafts: Log }
  | { readonly verdict: 'refused'; readonly codes: readonly string[] };

type Role = NonNullable<EventJson['actorRole']>;

const EVERYONE: readonly Role[] = ['technician', 'coordinator', 'admin', 'auditor'];
const TECHNICIAN_UP: readonly Role[] = ['technician', 'coordinator', 'admin'];
const COORDINATOR_UP: readonly Role[] = ['coordinator', 'admin'];
const ADMIN: readonly Role[] = ['admin'];

const WHO: Readonly<Record<string, readonly Role[]>> = {
  'case.add': COORDINATOR_UP,
  'case.change': COORDINATOR_UP,
  'case.seal': TECHNICIAN_UP,
  'case.unseal': TECHNICIAN_UP,
  'case.check': TECHNICIAN_UP,
  'case.retire': COORDINATOR_UP,
  'holder.add': TECHNICIAN_UP,
  'holder.change': COORDINATOR_UP,
  'holder.deactivate': COORDINATOR_UP,
  'operator.add': ADMIN,
  'operator.set_role': ADMIN,
  'operator.set_pin': EVERYONE,
  'operator.deactivate': ADMIN,
  'asset.add': COORDINATOR_UP,
  'asset.change': COORDINATOR_UP,
  'asset.place': TECHNICIAN_UP,
  'asset.move': TECHNICIAN_UP,
  'asset.issue': TECHNICIAN_UP,
  'asset.return': TECHNICIAN_UP,
  'asset.transfer': TECHNICIAN_UP,
  'asset.inspect': TECHNICIAN_UP,
  'asset.lose': TECHNICIAN_UP,
  'asset.find': TECHNICIAN_UP,
  'asset.replace': COORDINATOR_UP,
  'asset.retire': COORDINATOR_UP,
  'slot.vacate': COORDINATOR_UP,
  'queue.scan': TECHNICIAN_UP,
  'queue.remove': TECHNICIAN_UP,
  'queue.discard': TECHNICIAN_UP,
  'handover.commit': TECHNICIAN_UP,
  'event.flag': TECHNICIAN_UP,
  'event.dismiss_flag': ADMIN,
  'event.correct': ADMIN,
  'settings.change': ADMIN,
};

export const allowedTo = (command: string, role: Role): boolean => WHO[command]?.includes(role) ?? false;

export interface OperatorState {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly active: boolean;
}

/** The operators as their events, in order of arrival, have made them. */
export function operatorsOf(log: Log): Map<string, OperatorState> {
  const operators = new Map<string, OperatorState>();
  for (const { type, streamId, data } of log.filter((event) => event.streamType === 'operator')) {
    const known = operators.get(streamId);
    const role = (textIn(data, 'role') ?? known?.role ?? 'technician') as Role; // the four words are checked by the contract
    if (type === 'OPERATOR_ADDED')
      operators.set(streamId, { id: streamId, name: textIn(data, 'name') ?? '', role, active: true });
    if (type === 'OPERATOR_ROLE_CHANGED' && known) operators.set(streamId, { ...known, role });
    if (type === 'OPERATOR_DEACTIVATED' && known) operators.set(streamId, { ...known, active: false });
  }
  return operators;
}

/**
 * The verdict of the domain on a command of form `{command, …}`.
 *
 * @param now ms at which the command would be recorded
 * @param actorId the operator who gives it
 */
export function verdictOf(log: Log, json: Readonly<Record<string, unknown>>, now: number, actorId: string): Verdict {
  const command = readCommand(json);
  const operators = operatorsOf(log);
  const actor = operators.get(actorId);
  if (!actor?.active) return { verdict: 'refused', codes: ['NOT_SIGNED_IN', 'NOT_ALLOWED'] };
  if (!allowedTo(command.name, actor.role)) return { verdict: 'refused', codes: ['NOT_ALLOWED'] };
  if (command.at !== null && command.at > now) return { verdict: 'refused', codes: ['IN_FUTURE'] };
  if (NEEDS_REASON.includes(command.name) && !command.text('reason')?.trim()) {
    return { verdict: 'refused', codes: ['REASON_REQUIRED'] };
  }
  const scene: Scene = { log, now, at: command.at ?? now, world: walk(effectiveFacts(log)).world };
  const drafted = command.name.startsWith('operator.')
    ? operatorDrafts(scene, command, operators, actor)
    : (correctionDrafts(scene, command) ?? custodyDrafts(scene, command) ?? []);
  const also = nameIsTaken(scene, command) ? ['DUPLICATE'] : [];
  if (isRefusal(drafted)) return { verdict: 'refused', codes: [...drafted.refused, ...also] };
  const verdict = judge(log, drafted, also);
  const expected = command.field('expectedVersion');
  const named = namedStream(scene, command);
  if (expected === undefined || named === undefined || expected === versionOf(log, named)) return verdict;
  return { verdict: 'refused', codes: ['VERSION_CONFLICT', ...(verdict.verdict === 'refused' ? verdict.codes : [])] };
}

/** Of several things that are wrong with a command, that a name is taken may be the one that is answered. */
function nameIsTaken({ world }: Scene, command: Command): boolean {
  const { name } = command;
  const sets = name === 'event.correct' ? setsOf(command) : [];
  const names = (field: string, adding: string) => [
    ...(name === adding ? [command.text(field)] : []),
    ...sets.map((set) => set[field]),
  ];
  return (
    names('code', 'case.add').some((code) => caseNamed(world, code)) ||
    names('name', 'holder.add').some((person) => holderNamed(world, person)) ||
    [...names('tag', 'asset.add'), ...names('barcode', 'asset.add')].some((code) => assetNamed(world, code))
  );
}

/** The stream of the entity that a command names first. */
function namedStream({ world }: Scene, command: Command): string | undefined {
  if (command.name.startsWith('asset.')) return assetNamed(world, command.text('tag'))?.id;
  if (command.name.startsWith('case.')) return caseNamed(world, command.text('code'))?.id;
  return command.name.startsWith('holder.') ? holderNamed(world, command.text('name'))?.id : undefined;
}

const NEEDS_REASON: readonly string[] = [
  'case.retire',
  'holder.deactivate',
  'operator.deactivate',
  'asset.lose',
  'asset.replace',
  'asset.retire',
  'slot.vacate',
  'event.dismiss_flag',
  'event.correct',
];

/** One rule for every append: with it in place the whole order is still legal. */
function judge(log: Log, drafts: Log, also: readonly string[]): Verdict {
  const { faults } = walk(effectiveFacts([...log, ...drafts]));
  if (faults.length === 0) return { verdict: 'accepted', drafts };
  const mine = new Set(drafts.map((event) => event.eventId));
  const codes = faults.flatMap((fault) => {
    if (mine.has(fault.fact.eventId)) return fault.codes;
    return fault.codes.includes('DUPLICATE') ? ['DUPLICATE', 'CLASHES_WITH_HISTORY'] : ['CLASHES_WITH_HISTORY'];
  });
  // Several corrections that are wrong in several ways: which of them is named first is left to the app.
  const any = faults.length > 1 && drafts.some((event) => event.supersedesEventId !== null) ? RULE_CODES : [];
  return { verdict: 'refused', codes: [...new Set([...codes, ...also, ...any])] };
}

function operatorDrafts(
  scene: Scene,
  command: Command,
  operators: Map<string, OperatorState>,
  actor: OperatorState,
): Drafted {
  const name = command.text('name') ?? '';
  const operator = [...operators.values()].find((one) => normalName(one.name) === normalName(name));
  if (command.name === 'operator.add') {
    if (operator) return no('DUPLICATE');
    return [draft(scene, 'operator', 'draft-operator', 'OPERATOR_ADDED', { name, role: command.text('role') })];
  }
  if (command.name === 'operator.set_pin' && operator?.id !== actor.id && actor.role !== 'admin')
    return no('NOT_ALLOWED', 'NOT_FOUND');
  if (!operator) return no('NOT_FOUND');
  const admins = [...operators.values()].filter((one) => one.active && one.role === 'admin');
  const lastAdmin = admins.length === 1 && admins[0]?.id === operator.id;
  if (command.name === 'operator.set_pin') return operator.active ? [] : no('ILLEGAL_TRANSITION', 'NOT_ALLOWED');
  if (!operator.active) return no('ILLEGAL_TRANSITION', 'NOT_ALLOWED', 'INVALID');
  if (command.name === 'operator.deactivate') return lastAdmin ? no('ILLEGAL_TRANSITION', 'NOT_ALLOWED') : [];
  const role = command.text('role');
  if (role === operator.role) return no('INVALID', 'ILLEGAL_TRANSITION');
  return lastAdmin ? no('ILLEGAL_TRANSITION', 'NOT_ALLOWED') : [];
}
