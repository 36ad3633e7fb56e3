import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { commandForms } from '../../shared/contract/commands.ts';
import { type Step, stories, today, type World } from '../testing/story.ts';

const { begin } = stories();

const slot = (number: number) => ({ case: 'CASE-13', slot: number });
const PIN = '271828182845';
const NEW_PIN = '314159265358';
const about =
  (type: string, command: object): Step =>
  ({ the }: World) => ({ ...command, eventId: the(type).eventId });
const assignment =
  (command: object): Step =>
  ({ the }: World) => ({ ...command, assignmentId: the('ASSIGNMENT_DISPATCHED').streamId });
const read: Step = ({ the }: World) => {
  const { streamId, data } = the('ASSIGNMENT_DISPATCHED');
  return { command: 'assignment.read', assignmentId: streamId, textHash: data.textHash };
};

/** A day on which every command is given once or more, none backdated. */
const day: readonly Step[] = [
  { command: 'settings.change', set: { threshold: 2, termsText: 'Bring it back.' } },
  { command: 'operator.add', name: 'Otto', role: 'technician', pin: PIN, commandId: 'add-otto' },
  { command: 'operator.set_role', name: 'Otto', role: 'coordinator' },
  { command: 'operator.set_pin', name: 'Otto', pin: NEW_PIN, commandId: 'pin-otto' },
  { command: 'case.add', code: 'CASE-13', slots: 3, labels: { 1: 'left' } },
  { command: 'case.add', code: 'CASE-14', slots: 1 },
  { command: 'case.change', code: 'CASE-13', set: { name: 'Radios', slots: 4, labels: { 1: 'top', 2: 'low' } } },
  { command: 'holder.add', name: 'Bob', contact: '+49 1' },
  { command: 'holder.add', name: 'Eve' },
  { command: 'holder.change', name: 'Bob', set: { name: 'Robert', contact: null } },
  { command: 'asset.add', tag: 'R-1', slot: slot(1), attributes: { Band: 'UHF' } },
  { command: 'asset.add', tag: 'R-2' },
  { command: 'asset.add', tag: 'R-3' },
  { command: 'asset.change', tag: 'R-1', set: { model: 'DP4801', attributes: { Colour: 'grey' }, home: slot(4) } },
  { command: 'asset.place', tag: 'R-2', slot: slot(2) },
  { command: 'asset.move', tag: 'R-2', slot: slot(3) },
  { command: 'asset.issue', tag: 'R-2', holder: 'Robert', dueAt: today('18:00'), condition: 'good' },
  { command: 'asset.transfer', tag: 'R-2', holder: 'Eve' },
  { command: 'asset.return', tag: 'R-2', condition: 'worn' },
  { command: 'asset.inspect', tag: 'R-2', condition: 'worn', seal: 'S-7' },
  { command: 'asset.lose', tag: 'R-2', reason: 'gone' },
  { command: 'asset.find', tag: 'R-2', slot: slot(2) },
  { command: 'asset.replace', tag: 'R-2', replacement: 'R-3', reason: 'broken' },
  { command: 'slot.vacate', slot: slot(1), reason: 'nobody knows' },
  { command: 'asset.retire', tag: 'R-1', reason: 'worn out' },
  { command: 'case.check', code: 'CASE-13', seen: ['R-3'] },
  { command: 'case.check', code: 'CASE-13', seen: ['R-3'] },
  { command: 'case.seal', code: 'CASE-13', seal: 'S-1' },
  { command: 'case.unseal', code: 'CASE-13', seal: 'S-1' },
  { command: 'case.retire', code: 'CASE-14', reason: 'broken hinge' },
  { command: 'queue.scan', kind: 'issue', code: 'R-3' },
  { command: 'handover.commit', kind: 'issue', holder: 'Eve', items: [{ tag: 'R-3' }] },
  { command: 'handover.commit', kind: 'transfer', holder: 'Eve', to: 'Robert', items: [{ tag: 'R-3' }] },
  { command: 'handover.commit', kind: 'return', items: [{ tag: 'R-3' }] },
  about('ASSET_LOST', { command: 'event.flag', note: 'was it?' }),
  about('ASSET_LOST', { command: 'event.dismiss_flag', reason: 'it was' }),
  about('ASSET_RETIRED', { command: 'event.correct', reason: 'said better', set: { reason: 'beyond repair' } }),
  about('ASSET_INSPECTED', { command: 'event.correct', reason: 'not looked at', void: true }),
  { command: 'holder.deactivate', name: 'Robert', reason: 'left' },
  { command: 'assignment.dispatch', title: 'Count CASE-13', recipient: 'Ada', cases: ['CASE-13'] },
  assignment({ command: 'assignment.decline', reason: 'on leave' }),
  assignment({ command: 'assignment.cancel', note: 'then not' }),
  { command: 'assignment.dispatch', title: 'Count CASE-14', recipient: 'Ada' },
];
/** After Ada has signed in, so that the assignment has reached her. */
const evening: readonly Step[] = [
  read,
  assignment({ command: 'assignment.acknowledge' }),
  assignment({ command: 'assignment.complete' }),
  { command: 'operator.rename', name: 'Otto', newName: 'Otto Ash' },
  { command: 'operator.unlock', name: 'Otto Ash' },
  { command: 'operator.deactivate', name: 'Otto Ash', reason: 'left' },
];

async function wholeDay(): Promise<World> {
  const world = await begin(...day);
  const session = await world.custody.signIn('Ada', '135790', 'command-line');
  if (!session.ok) throw new Error(session.error.code);
  await world.tell(...evening);
  return world;
}

test('every command leaves who, when, what, and each field before and after', async () => {
  const world = await wholeDay();
  const given = [...day, ...evening].map((step) => (typeof step === 'function' ? step(world) : step));
  const names = new Set(given.map((step) => 'command' in step && step.command));
  expect(Object.keys(commandForms).filter((name) => !names.has(name))).toEqual([
    'queue.remove',
    'queue.discard',
    'import.undo',
    'store.acknowledge_restore',
  ]);
  for (const event of world.story()) {
    const { type, changes, actorKind, actorId, actorRole } = event;
    expect(changes.length, type).toBeGreaterThan(0);
    for (const { field, before, after } of changes) expect([field, before, after], type).not.toContain(undefined);
    const system = ['ASSIGNMENT_DELIVERED', 'THRESHOLD_REACHED'].includes(type);
    expect({ actorKind, actorId, actorRole }, type).toEqual(
      system
        ? { actorKind: 'system', actorId: null, actorRole: null }
        : { actorKind: 'user', actorId: world.cast.admin.operatorId, actorRole: 'admin' },
    );
  }
  expect(world.custody.verify().findings).toEqual([]);
});

test('the changes of an entity, one after the other, lead from nothing to what it is now', async () => {
  const world = await wholeDay();
  const log = world.story().filter(({ streamType }) => ['asset', 'case', 'holder'].includes(streamType));
  const corrected = new Set(
    log.filter(({ supersedesEventId }) => supersedesEventId !== null).map(({ streamId }) => streamId),
  );
  const now = new Map<string, Map<string, unknown>>();
  for (const { streamId, type, changes } of log.filter((event) => !corrected.has(event.streamId))) {
    if (type.startsWith('EVENT_')) continue;
    const fields = now.get(streamId) ?? new Map();
    now.set(streamId, fields);
    for (const { field, before, after } of changes) {
      expect({ type, field, before }).toEqual({ type, field, before: fields.get(field) ?? null });
      fields.set(field, after);
    }
  }
  const of = (type: string, named: string) => Object.fromEntries(now.get(world.the(type, named).streamId) ?? []);
  expect(of('ASSET_ADDED', 'R-3')).toMatchObject({
    tag: 'R-3',
    status: 'slot',
    slot: slot(3),
    home: slot(3),
    holder: null,
  });
  expect(of('CASE_ADDED', 'CASE-13')).toMatchObject({
    name: 'Radios',
    slots: 4,
    'labels.1': 'top',
    'labels.2': 'low',
    seal: null,
  });
});

test('an inspection or a count with the same result as before says what it states', async () => {
  const world = await begin(...day);
  expect(world.the('ASSET_INSPECTED').changes).toEqual([
    { field: 'condition', before: 'worn', after: 'worn' },
    { field: 'seal', before: null, after: 'S-7' },
  ]);
  expect(world.the('CASE_CHECKED').changes.map(({ field }) => field)).toEqual(['seen', 'missing', 'extra']);
});

test('no PIN is anywhere: not in an answer, not in the log, not in the file', async () => {
  const world = await wholeDay();
  const { custody, cast, path } = world;
  const answers = [
    await custody.execute({ command: 'operator.add', name: 'Olga', role: 'nobody', pin: PIN }, cast.admin),
    await custody.execute(
      { command: 'operator.add', name: 'Otto Ash', role: 'auditor', pin: PIN, dryRun: true },
      cast.admin,
    ),
    await custody.execute({ command: 'operator.set_pin', name: 'Nobody', pin: NEW_PIN }, cast.admin),
    await custody.execute({ command: 'operator.set_pin', name: 'Otto', pin: `${NEW_PIN}0` }, cast.admin),
    ...world.story(),
  ];
  expect(answers.slice(0, 4).map((answer) => 'ok' in answer && answer.ok)).toEqual([false, false, false, false]);
  const everything = [
    JSON.stringify(answers),
    ...['', '-wal'].map((end) => readFileSync(`${path}${end}`, 'latin1')),
  ].join();
  expect(everything).toContain('OPERATOR_PIN_SET');
  expect([PIN, NEW_PIN].filter((pin) => everything.includes(pin))).toEqual([]);
});
