import { expect, test } from 'vitest';
import { at, by, type Step, stories, today, type World } from '../testing/story.ts';

const slot = (number: number) => ({ case: 'CASE-13', slot: number });
const reason = 'wrong label read';

const { given, begin } = stories(
  { command: 'case.add', code: 'CASE-13', slots: 5 },
  { command: 'holder.add', name: 'Bob' },
  { command: 'holder.add', name: 'Eve' },
  { command: 'asset.add', tag: 'R-1', slot: slot(1) },
  { command: 'asset.add', tag: 'R-2', slot: slot(2) },
);

/** Corrects the last event of a type (about an asset, case or holder of that name). */
const correct =
  (type: string, set: object, named?: string): Step =>
  ({ the }: World) => ({ command: 'event.correct', eventId: the(type, named).eventId, set, reason });
const voiding =
  (type: string, named?: string): Step =>
  ({ the }: World) => ({ command: 'event.correct', eventId: the(type, named).eventId, void: true, reason });
/** Several corrections in one transaction. */
const together =
  (...corrections: readonly ((world: World) => object)[]): Step =>
  (world: World) => ({ command: 'event.correct', reason, corrections: corrections.map((one) => one(world)) });
const part =
  (type: string, named: string, change: object) =>
  ({ the }: World) => ({ eventId: the(type, named).eventId, ...change });

const toBob = { command: 'asset.issue', tag: 'R-1', holder: 'Bob', note: 'with charger', dueAt: today('18:00') };

test('a correction keeps everything that it does not change, and says what it changed', async () => {
  const world = await given(at('10:00', by('technician', toBob)))
    .when(at('11:00', correct('ASSET_ISSUED', { holder: 'Eve' })))
    .records({
      type: 'ASSET_ISSUED',
      occurredAt: today('10:00'),
      recordedAt: today('11:00'),
      actorRole: 'admin',
      note: 'with charger',
      data: { holder: 'Eve', dueAt: today('18:00') },
      changes: [{ field: 'holder', before: 'Bob', after: 'Eve' }],
      correctionReason: reason,
    });
  const [issued, corrected] = world.story().slice(-2);
  expect(corrected).toMatchObject({ streamId: issued?.streamId, supersedesEventId: issued?.eventId });
  expect(issued).toMatchObject({ actorRole: 'technician', data: { holder: 'Bob' } });
  expect(world.whereIs('R-1')).toBe('Eve');
  expect(world.custody.verify().findings).toEqual([]);
});

test('the wrong one was scanned: the event moves to the other asset', async () => {
  const world = await begin(toBob);
  await world.records(correct('ASSET_ISSUED', { asset: 'r 2' }), {
    type: 'ASSET_ISSUED',
    streamId: world.the('ASSET_ADDED', 'R-2').streamId,
    changes: [{ field: 'asset', before: 'R-1', after: 'R-2' }],
  });
  expect([world.whereIs('R-1'), world.whereIs('R-2')]).toEqual(['CASE-13/1', 'Bob']);
  expect(world.custody.verify().findings).toEqual([]);
});

test('a tag that was read wrongly is free again, the right one is taken', async () => {
  const world = await given({ command: 'asset.add', tag: 'R-7' })
    .when(correct('ASSET_ADDED', { tag: 'R-9' }, 'R-7'))
    .records({ type: 'ASSET_ADDED', changes: [{ field: 'tag', before: 'R-7', after: 'R-9' }] });
  await world.refuses({ command: 'asset.add', tag: 'R-9' }, 'DUPLICATE');
  await world.records({ command: 'asset.add', tag: 'R-7' }, { type: 'ASSET_ADDED' });
  await world.refuses(correct('ASSET_ADDED', { tag: 'R-7' }, 'R-9'), 'DUPLICATE', { field: 'set.tag', value: 'R-7' });
});

test('two slots that were noted the wrong way round are corrected together', async () => {
  const first = part('ASSET_ADDED', 'R-1', { set: { slot: slot(2) } });
  const second = part('ASSET_ADDED', 'R-2', { set: { slot: slot(1) } });
  const world = await begin();
  const clash = { type: 'ASSET_ADDED', tag: 'R-2', because: { code: 'SLOT_OCCUPIED' } };
  await world.refuses(together(first), 'CLASHES_WITH_HISTORY', clash);
  await world.records(together(first, second), { data: { slot: slot(2) } }, { data: { slot: slot(1) } });
  expect([world.whereIs('R-1'), world.whereIs('R-2')]).toEqual(['CASE-13/2', 'CASE-13/1']);
  expect(world.custody.verify().findings).toEqual([]);
});

test('two tags, codes or names that were given the wrong way round are exchanged together', async () => {
  const world = await begin({ command: 'case.add', code: 'CASE-14', slots: 1 });
  for (const [type, one, other, field] of [
    ['ASSET_ADDED', 'R-1', 'R-2', 'tag'],
    ['CASE_ADDED', 'CASE-13', 'CASE-14', 'code'],
    ['HOLDER_ADDED', 'Bob', 'Eve', 'name'],
  ] as const) {
    const named = (a: string, b: string) =>
      together(part(type, one, { set: { [field]: a } }), part(type, other, { set: { [field]: b } }));
    await world.refuses(named('X-1', 'x-1'), 'DUPLICATE', { field });
    await world.records(named(other, one), { type, data: { [field]: other } }, { type, data: { [field]: one } });
  }
  expect(world.custody.verify().findings).toEqual([]);
});

test('a name that comes back by a void must still be free', async () => {
  const world = await begin(
    { command: 'holder.change', name: 'Bob', set: { name: 'Robert' } },
    { command: 'holder.add', name: 'Bob' },
  );
  await world.refuses(voiding('HOLDER_CHANGED'), 'CLASHES_WITH_HISTORY', {
    eventId: world.the('HOLDER_ADDED', 'Bob').eventId,
    because: { code: 'DUPLICATE' },
  });
});
