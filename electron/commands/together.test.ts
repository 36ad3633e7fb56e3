import { expect, test } from 'vitest';
import type { CommandResult } from '../custody.ts';
import { at, by, stories, today, type World } from '../testing/story.ts';

const slot = (number: number) => ({ case: 'CASE-13', slot: number });

const { given, begin } = stories(
  { command: 'case.add', code: 'CASE-13', slots: 3 },
  { command: 'holder.add', name: 'Bob' },
  { command: 'asset.add', tag: 'R-1', slot: slot(1) },
  { command: 'asset.add', tag: 'R-2', slot: slot(2) },
);

const issue = { command: 'asset.issue', tag: 'R-1', holder: 'Bob' };
const version = ({ custody, cast }: World, name: string, args: object): number => {
  const answer = custody.query(name, args, cast.auditor);
  if (!answer.ok) throw new Error(JSON.stringify(answer.error));
  return (answer.value as { version: number }).version; // the contract: every `….get` gives it
};
const atomic = ({ custody, cast }: World, ...commands: object[]) => custody.executeAtomic(commands, cast.admin);
const codes = (results: readonly CommandResult[]) => results.map((result) => (result.ok ? 'ok' : result.error.code));

test('a command that is given twice under one id happens once, and answers the same', async () => {
  const world = await begin();
  const once = { ...issue, commandId: 'scan-17', note: 'with charger' };
  const first = await world.does(once);
  const before = world.lastSeq();
  const { note, ...rest } = once;
  const second = await world.does(by('technician', { note, ...rest }));
  expect(second).toEqual({ ...first, repeated: true });
  expect(await world.does({ ...once, dryRun: true })).toMatchObject({ repeated: true });
  expect(codes(await atomic(world, once, { command: 'asset.return', tag: 'R-1' }))).toEqual(['ok', 'ok']);
  expect(world.lastSeq()).toBe(before + 1);
  expect(codes(await atomic(world, once))).toEqual(['ok']);
  expect(world.lastSeq()).toBe(before + 1);
});

test('another content under the same id is refused; a refusal is not remembered', async () => {
  const world = await begin({ ...issue, commandId: 'scan-17' });
  const other = { ...issue, commandId: 'scan-17', note: 'x' };
  await world.refuses(other, 'DUPLICATE', { field: 'commandId', value: 'scan-17', entity: 'command' });
  const early = { command: 'asset.issue', tag: 'R-3', holder: 'Bob', commandId: 'scan-18' };
  await world.refuses(early, 'NOT_FOUND');
  await world.tell({ command: 'asset.add', tag: 'R-3' });
  await world.records(early, { type: 'ASSET_ISSUED', commandId: 'scan-18' });
});

test('every event of a command carries its id', () =>
  given({ command: 'asset.add', tag: 'R-3' })
    .when({ command: 'asset.replace', tag: 'R-1', replacement: 'R-3', reason: 'broken', commandId: 'swap' })
    .records({ commandId: 'swap' }, { commandId: 'swap' }));

test('who looked at an older version is told so', async () => {
  const world = await begin();
  const looked = version(world, 'asset.get', { tag: 'R-1' });
  await world.tell({ command: 'asset.inspect', tag: 'R-1', condition: 'good', expectedVersion: looked });
  const now = version(world, 'asset.get', { tag: 'R-1' });
  await world.refuses({ ...issue, expectedVersion: looked }, 'VERSION_CONFLICT', { expected: looked, found: now });
  // A correction moves the version on of the asset that it leaves and of the one that it comes to.
  const right = version(world, 'asset.get', { tag: 'R-2' });
  const { eventId } = world.the('ASSET_INSPECTED');
  await world.tell({
    command: 'event.correct',
    eventId,
    set: { asset: 'R-2' },
    reason: 'the other one',
    expectedVersion: now,
  });
  const both = [version(world, 'asset.get', { tag: 'R-1' }), version(world, 'asset.get', { tag: 'R-2' })];
  expect(both).toEqual([world.lastSeq(), world.lastSeq()]);
  await world.refuses({ ...issue, tag: 'R-2', expectedVersion: right }, 'VERSION_CONFLICT');
});

test('cases and holders have versions too; what is new has none yet', async () => {
  const world = await begin();
  const [box, bob] = [version(world, 'case.get', { code: 'CASE-13' }), version(world, 'holder.get', { name: 'Bob' })];
  await world.tell(
    { command: 'case.seal', code: 'CASE-13', seal: 'S-1', expectedVersion: box },
    { command: 'holder.change', name: 'Bob', set: { contact: '1' }, expectedVersion: bob },
    { command: 'holder.add', name: 'Eve', expectedVersion: 0 },
  );
  const late = { command: 'case.unseal', code: 'CASE-13', seal: 'S-1', expectedVersion: box };
  await world.refuses(late, 'VERSION_CONFLICT', { expected: box });
  await world.refuses({ command: 'holder.add', name: 'Ed', expectedVersion: 7 }, 'VERSION_CONFLICT', { found: 0 });
});

test('a command that is only tried answers what it would come to, and writes nothing', async () => {
  const world = await begin();
  const before = world.lastSeq();
  const tried = await world.does(at('10:00', { ...issue, occurredAt: today('09:00'), dryRun: true }));
  expect(tried).toMatchObject({
    ok: true,
    events: [{ type: 'ASSET_ISSUED', data: { holder: 'Bob' } }],
    errors: [],
    before: {
      custody: [{ tag: 'R-1', status: 'slot', case: 'CASE-13', slot: 1 }],
      spans: [{ status: 'slot', to: null }],
    },
    after: {
      custody: [{ tag: 'R-1', status: 'holder', holder: 'Bob', since: today('09:00') }],
      spans: [
        { status: 'slot', to: today('09:00') },
        { status: 'holder', from: today('09:00'), to: null },
      ],
    },
  });
  expect([world.lastSeq(), world.whereIs('R-1')]).toEqual([before, 'CASE-13/1']);
});

test('a tried command answers all that is wrong with it, also with its form', async () => {
  const world = await begin(
    { command: 'asset.add', tag: 'R-3' },
    { command: 'case.seal', code: 'CASE-13', seal: 'S-1' },
  );
  const errors = async (command: object) => {
    const result = await world.does({ ...command, dryRun: true });
    expect(result).toMatchObject({ ok: false, before: {}, after: {} });
    return (result.errors as { code: string }[]).map(({ code }) => code);
  };
  expect(await errors({ command: 'asset.place', tag: 'R-3', slot: slot(1) })).toEqual(['CASE_SEALED', 'SLOT_OCCUPIED']);
  expect(await errors({ command: 'asset.add', tag: ' ', slot: { case: 'CASE-13' } })).toEqual(['INVALID', 'INVALID']);
  expect(await errors({ command: 'asset.add', tag: 'R-1' })).toEqual(['DUPLICATE']);
});

test('lines go together: each is recorded, in order, or none', async () => {
  const world = await begin();
  const swap = [
    { command: 'slot.vacate', slot: slot(1), reason: 'swap' },
    { command: 'asset.move', tag: 'R-2', slot: slot(1) },
    { command: 'asset.place', tag: 'R-1', slot: slot(2) },
  ];
  expect(codes(await atomic(world, ...swap))).toEqual(['ok', 'ok', 'ok']);
  expect([world.whereIs('R-1'), world.whereIs('R-2')]).toEqual(['CASE-13/2', 'CASE-13/1']);

  const before = world.lastSeq();
  const results = await atomic(world, issue, { ...issue, tag: 'R-9' }, { ...issue, tag: 'R-2' });
  expect(codes(results)).toEqual(['NOT_FOUND', 'NOT_FOUND', 'NOT_FOUND']);
  expect(results).toMatchObject([
    { error: { details: { line: 2, tag: 'R-9' } } },
    { error: { details: { tag: 'R-9' } } },
    {},
  ]);
  expect([world.lastSeq(), world.whereIs('R-1')]).toEqual([before, 'CASE-13/2']);
});

test('what goes together is judged once, with all of it in place', async () => {
  const world = await begin();
  const into = at('12:00', { command: 'asset.move', tag: 'R-1', slot: slot(2), occurredAt: today('11:00') });
  await world.refuses(into, 'SLOT_OCCUPIED', { by: 'R-2' });
  const results = await atomic(
    world,
    { command: 'asset.move', tag: 'R-1', slot: slot(2), occurredAt: today('11:00') },
    { command: 'asset.issue', tag: 'R-2', holder: 'Bob', occurredAt: today('10:30') },
  );
  expect(codes(results)).toEqual(['ok', 'ok']);
  const wrong = await atomic(
    world,
    { command: 'asset.inspect', tag: 'R-1', condition: 'good' },
    { command: 'asset.add', tag: 'R-3', slot: slot(2) },
  );
  expect(wrong).toMatchObject([
    { error: { code: 'SLOT_OCCUPIED', details: { line: 2 } } },
    { error: { code: 'SLOT_OCCUPIED', details: { by: 'R-1', tag: 'R-3' } } },
  ]);
});

test('a return in the same run finds its home taken by an earlier line, and goes to no slot', async () => {
  const world = await begin(issue);
  const results = await atomic(
    world,
    { command: 'asset.move', tag: 'R-2', slot: slot(1) },
    { command: 'asset.return', tag: 'R-1' },
  );
  expect(codes(results)).toEqual(['ok', 'ok']);
  expect(world.whereIs('R-1')).toBe('unplaced');
});

test('later lines know what earlier ones added and renamed', async () => {
  const world = await begin();
  const results = await atomic(
    world,
    { command: 'case.add', code: 'CASE-14', slots: 1 },
    { command: 'holder.change', name: 'Bob', set: { name: 'Robert' } },
    { command: 'holder.add', name: 'Bob' },
    { command: 'asset.add', tag: 'R-3', slot: { case: 'case-14', slot: 1 } },
    { command: 'asset.issue', tag: 'r3', holder: 'Robert' },
    { command: 'operator.add', name: 'Otto', role: 'technician', pin: '135791' },
    { command: 'operator.set_role', name: 'Otto', role: 'coordinator' },
  );
  expect(codes(results)).toEqual(Array(7).fill('ok'));
  expect(world.whereIs('R-3')).toBe('Robert');
  expect(world.custody.verify().findings).toEqual([]);
});

test('lines that go together are all tried or all recorded; drafts never go together', async () => {
  const world = await begin();
  const before = world.lastSeq();
  const move = { command: 'asset.move', tag: 'R-1', slot: slot(3) };
  const tried = await atomic(world, { ...issue, dryRun: true }, { command: 'asset.return', tag: 'R-1', dryRun: true });
  expect(tried).toMatchObject([
    { ok: true, errors: [], after: { custody: [{ tag: 'R-1', status: 'slot' }] } },
    { ok: true, events: [{ type: 'ASSET_RETURNED' }] },
  ]);
  // Each line shows what becomes of its own assets: a thousand lines are not a thousand times a thousand.
  const inspect = { command: 'asset.inspect', tag: 'R-2', condition: 'worn' };
  const apart = await atomic(world, { ...issue, dryRun: true }, { ...inspect, dryRun: true });
  const shown = ({ after }: CommandResult) => JSON.stringify(after).match(/R-\d/g);
  expect(apart.map((one) => [...new Set(shown(one))])).toEqual([['R-1'], ['R-2']]);
  expect(await atomic(world, { ...issue, dryRun: true }, { ...move, dryRun: true })).toMatchObject([
    { ok: false },
    { ok: false, errors: [{ code: 'ILLEGAL_TRANSITION' }] },
  ]);
  expect(codes(await atomic(world, { ...issue, dryRun: true }, move))).toEqual(['INVALID', 'INVALID']);
  const scan = { command: 'queue.scan', kind: 'issue', code: 'R-1' };
  expect(codes(await atomic(world, issue, scan))).toEqual(['INVALID', 'INVALID']);
  expect([world.lastSeq(), world.whereIs('R-1')]).toEqual([before, 'CASE-13/1']);
});

test('a batch leaves out what is refused, unless it is strict; it is one transaction with an event of its own', async () => {
  const world = await begin();
  const { custody, cast } = world;
  const rows = [
    { command: 'asset.add', tag: 'B-1', slot: slot(3) },
    { command: 'asset.add', tag: 'B-2', slot: slot(3) },
    { command: 'asset.add', tag: 'R-1' },
    { command: 'asset.add', tag: '' },
    { command: 'asset.add', tag: 'B-3' },
  ];
  const batch = { kind: 'IMPORT_COMMITTED', data: { file: 'list.csv' } } as const;
  const before = world.lastSeq();
  const expected = ['ok', 'SLOT_OCCUPIED', 'DUPLICATE', 'INVALID', 'ok'];
  expect(codes(await custody.executeBatch(rows, cast.admin, { ...batch, dryRun: true }))).toEqual(expected);
  expect(codes(await custody.executeBatch(rows, cast.admin, { ...batch, strict: true }))).toEqual(expected);
  expect(codes(await custody.executeBatch(rows, cast.admin, { ...batch, settle: () => null }))).toEqual(expected);
  expect(world.lastSeq()).toBe(before);
  const settle = (results: readonly CommandResult[]) => ({
    file: 'list.csv',
    refused: results.filter(({ ok }) => !ok).length,
  });
  expect(codes(await custody.executeBatch(rows, cast.admin, { ...batch, settle }))).toEqual(expected);
  const recorded = world.story().filter(({ seq }) => seq > before);
  expect(recorded.map(({ type }) => type)).toEqual(['ASSET_ADDED', 'ASSET_ADDED', 'IMPORT_COMMITTED']);
  expect(recorded.at(-1)?.data).toEqual({ file: 'list.csv', refused: 3, recorded: 2 });
  expect(new Set(recorded.map(({ correlationId }) => correlationId)).size).toBe(1);
});

test('what is no command is refused and harms nothing', async () => {
  const world = await begin();
  for (const raw of [null, 'asset.add', [], 7, {}, { command: 'constructor' }, { command: 'asset.explode' }]) {
    const result = await world.custody.execute(raw, world.cast.admin);
    expect(result).toMatchObject({ ok: false, error: { code: 'INVALID', details: { field: 'command' } } });
  }
  await world.refuses({ ...issue, colour: 'red' }, 'INVALID', { field: 'colour', why: 'is not a known field' });
  await world.refuses({ ...issue, note: 'a\0b' }, 'INVALID', { field: 'note' });
  await world.refuses({ ...issue, note: 'x'.repeat(2001) }, 'INVALID', { field: 'note' });
});

test('a wish larger than an event may be is refused, not a crash', async () => {
  const world = await begin();
  const attributes = Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`a${i}`, '漢'.repeat(4000)]));
  await world.refuses({ command: 'asset.change', tag: 'R-1', set: { attributes } }, 'INVALID', { field: 'command' });
  await world.records(issue, { type: 'ASSET_ISSUED' });
});
