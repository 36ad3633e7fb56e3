import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { commandForms } from '../../shared/contract/commands.ts';
import { stories } from '../testing/story.ts';
import { day, evening, NEW_PIN, PIN, slot, tellWholeDay } from '../testing/wholeDay.ts';

const { begin } = stories();

const wholeDay = () => tellWholeDay(begin);

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
