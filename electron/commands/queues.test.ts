import { expect, test } from 'vitest';
import { by, stories, type World } from '../testing/story.ts';

const slot = (number: number) => ({ case: 'CASE-13', slot: number });

const { begin } = stories(
  { command: 'case.add', code: 'CASE-13', slots: 4 },
  { command: 'holder.add', name: 'Bob' },
  { command: 'asset.add', tag: 'DDC4CY-002645', barcode: '4006381333931', slot: slot(2) },
  { command: 'asset.add', tag: 'R-1', slot: slot(1) },
);

const scan = (code: string, kind = 'issue') => ({ command: 'queue.scan', kind, code });
const lines = ({ custody, cast }: World, who: keyof World['cast'] = 'admin', kind = 'issue') => {
  const answer = custody.query('queue.get', { kind }, cast[who]);
  if (!answer.ok) throw new Error(JSON.stringify(answer.error));
  // the contract's list; here only its lines are looked at
  return (answer.value as { rows: { item: string; code: string; tag: string | null; repeats: number }[] }).rows;
};
const short = (world: World, who?: keyof World['cast'], kind?: string) =>
  lines(world, who, kind).map(({ code, tag, repeats }) => [code, tag, repeats]);

test('a scan is kept exactly as it was read, and leaves no event', async () => {
  const world = await begin();
  const before = world.lastSeq();
  for (const code of [' ddc4cy 002645', 'nobody-knows', '4006381333931', 'nobody-knows']) await world.tell(scan(code));
  expect(short(world)).toEqual([
    [' ddc4cy 002645', 'DDC4CY-002645', 1],
    ['nobody-knows', null, 1],
  ]);
  expect(world.lastSeq()).toBe(before);
});

test('each operator has a queue of their own for each kind', async () => {
  const world = await begin(scan('R-1'), by('technician', scan('R-1')), scan('R-1', 'return'));
  const [line] = lines(world, 'technician');
  expect(await world.does({ command: 'queue.remove', kind: 'issue', item: line?.item })).toMatchObject({
    error: { code: 'NOT_FOUND', details: { entity: 'item' } },
  });
  await world.tell(by('technician', { command: 'queue.remove', kind: 'issue', item: line?.item }));
  await world.tell({ command: 'queue.discard', kind: 'return' });
  expect([short(world, 'technician'), short(world), short(world, 'admin', 'return')]).toEqual([
    [],
    [['R-1', 'R-1', 0]],
    [],
  ]);
});

test('one scan of a case brings all that is in it, or all that is out of it and at home there', async () => {
  const world = await begin(scan('case-13'));
  expect(short(world).map(([, tag]) => tag)).toEqual(['R-1', 'DDC4CY-002645']);
  await world.tell({ command: 'asset.issue', tag: 'R-1', holder: 'Bob' }, scan('CASE-13', 'return'));
  expect(short(world, 'admin', 'return').map(([, tag]) => tag)).toEqual(['R-1']);
});

test('the label of a slot stands for what is in it, or belongs there and is out; an empty slot is refused by name', async () => {
  const world = await begin({ command: 'asset.issue', tag: 'R-1', holder: 'Bob' }, scan(' case-13/2 '));
  expect(short(world)).toEqual([['DDC4CY-002645', 'DDC4CY-002645', 0]]);
  await world.refuses(scan('CASE-13/1'), 'NOT_FOUND', { entity: 'asset', case: 'CASE-13', slot: 1, belongs: 'R-1' });
  await world.refuses(scan('CASE-13/4'), 'NOT_FOUND', { entity: 'asset', case: 'CASE-13', slot: 4, belongs: null });
  await world.refuses(scan('CASE-13/5'), 'NO_SUCH_SLOT', { case: 'CASE-13', slot: 5, slots: 4 });
  await world.tell(scan('CASE-13/1', 'return'), scan('CASE-13/1', 'transfer'));
  // Somebody else's thing lies in its slot: the one that is out is meant all the same.
  await world.tell({ command: 'asset.move', tag: 'DDC4CY-002645', slot: slot(1) });
  await world.tell(scan('CASE-13/1', 'return'));
  expect(short(world, 'admin', 'return')).toEqual([['R-1', 'R-1', 1]]);
  expect(short(world, 'admin', 'transfer')).toEqual([['R-1', 'R-1', 0]]);
});

test('a commit takes its lines off the queue; what it left out, and what was not committed, stays', async () => {
  const world = await begin(scan('R-1'), scan('4006381333931'), scan('LATER'));
  const commit = { command: 'handover.commit', kind: 'issue', holder: 'Bob', items: [{ tag: 'R-1' }] };
  await world.does({ ...commit, dryRun: true });
  await world.does({ ...commit, items: [{ tag: 'R-1' }, { tag: 'UNKNOWN' }] });
  expect(short(world)).toHaveLength(3);
  await world.tell({ command: 'asset.add', tag: 'LATER' }, { ...commit, items: [{ tag: 'R-1' }, { tag: 'LATER' }] });
  expect(short(world)).toEqual([['4006381333931', 'DDC4CY-002645', 0]]);
});

test('a scan that is only tried is not kept', async () => {
  const world = await begin();
  expect(await world.does({ ...scan('R-1'), dryRun: true })).toMatchObject({
    ok: true,
    errors: [],
    item: { tag: 'R-1' },
  });
  expect(short(world)).toEqual([]);
});

test('a code that is no text is refused', async () => {
  const world = await begin();
  for (const code of ['', 'a\0b', 'a\uD800', 'x'.repeat(401)])
    await world.refuses(scan(code), 'INVALID', { field: 'code' });
});
