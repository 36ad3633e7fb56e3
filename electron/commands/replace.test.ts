import { expect, test } from 'vitest';
import { at, stories, today } from '../testing/story.ts';

const slot = (number: number) => ({ case: 'CASE-13', slot: number });
const replace = { command: 'asset.replace', tag: 'R-1', replacement: 'R-2', reason: 'screen broken' };

const { given, begin } = stories(
  { command: 'case.add', code: 'CASE-13', slots: 5 },
  { command: 'holder.add', name: 'Bob' },
  { command: 'asset.add', tag: 'R-1', slot: slot(1) },
);

test('an unplaced asset takes the slot and the home of the one that it replaces', async () => {
  const world = await given({ command: 'asset.add', tag: 'R-2', home: slot(4) })
    .when(replace)
    .records(
      { type: 'ASSET_REPLACED', data: { replacement: 'R-2', reason: 'screen broken' } },
      { type: 'ASSET_PLACED', data: { slot: slot(1), home: slot(1) } },
    );
  expect([world.whereIs('R-1'), world.whereIs('R-2')]).toEqual(['retired', 'CASE-13/1']);
  const [replaced, placed] = world.story().slice(-2);
  expect(placed).toMatchObject({ correlationId: replaced?.correlationId, recordedAt: replaced?.recordedAt });
});

test('from a holder it passes to the holder, with due date and home', async () => {
  const dueAt = today('18:00');
  const world = await given({ command: 'asset.issue', tag: 'R-1', holder: 'Bob', dueAt })
    .when({ ...replace, add: { model: 'DP4801e', serial: '42' } })
    .records(
      { type: 'ASSET_REPLACED' },
      { type: 'ASSET_ADDED', data: { tag: 'R-2', model: 'DP4801e', serial: '42' } },
      { type: 'ASSET_ISSUED', data: { holder: 'Bob', dueAt, home: slot(1) } },
    );
  await world.tell({ command: 'asset.return', tag: 'R-2' });
  expect(world.whereIs('R-2')).toBe('CASE-13/1');
});

test('the home goes along even when its case was retired meanwhile', () =>
  given(
    { command: 'asset.issue', tag: 'R-1', holder: 'Bob' },
    { command: 'case.retire', code: 'CASE-13', reason: 'broken hinge' },
  )
    .when({ ...replace, add: {} })
    .records({ type: 'ASSET_REPLACED' }, { type: 'ASSET_ADDED' }, { type: 'ASSET_ISSUED', data: { home: slot(1) } }));

test('the replacement must be known or described, and be another asset', async () => {
  const world = await begin();
  await world.refuses(replace, 'NOT_FOUND', { entity: 'asset', field: 'replacement', tag: 'R-2' });
  await world.refuses({ ...replace, replacement: 'r1' }, 'INVALID', { field: 'replacement' });
  await world.refuses({ ...replace, add: { barcode: 'R-1' } }, 'DUPLICATE', { field: 'add.barcode' });
  await world.tell({ command: 'asset.add', tag: 'R-2' });
  await world.refuses({ ...replace, add: {} }, 'DUPLICATE', { field: 'replacement' });
});

test('the replacement must be unplaced: what has a place of its own is not torn out of it', async () => {
  const placed = { command: 'asset.add', tag: 'R-2', slot: slot(2) };
  const issued = { command: 'asset.issue', tag: 'R-1', holder: 'Bob' };
  const own = { tag: 'R-2', custody: { status: 'slot', case: 'CASE-13', slot: 2 } };
  const world = await given(placed).when(replace).refuses('ILLEGAL_TRANSITION', own);
  await world.tell(issued);
  await world.refuses(replace, 'ILLEGAL_TRANSITION', own);
});

test('what is retired by it stays retired, and its tag stays taken', async () => {
  const world = await begin({ command: 'asset.add', tag: 'R-2' }, replace);
  const back = { command: 'asset.place', tag: 'R-1', slot: slot(3) };
  await world.refuses(back, 'ILLEGAL_TRANSITION', { custody: { status: 'retired' } });
  await world.refuses({ command: 'asset.add', tag: 'R-1' }, 'DUPLICATE');
});

test('a backdated replacement takes over as things stood then', () =>
  given(
    at('09:00', { command: 'asset.add', tag: 'R-2' }),
    at('10:00', { command: 'asset.issue', tag: 'R-1', holder: 'Bob', occurredAt: today('09:50') }),
    at('10:30', { command: 'asset.return', tag: 'R-1', occurredAt: today('10:20') }),
  )
    .when(at('11:00', { ...replace, occurredAt: today('10:25') }))
    .records(
      { type: 'ASSET_REPLACED' },
      { type: 'ASSET_PLACED', occurredAt: today('10:25'), data: { slot: slot(1) } },
    ));
