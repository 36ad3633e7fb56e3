import { expect, test } from 'vitest';
import { by, type Step, stories } from '../testing/story.ts';

const slot = (number: number) => ({ case: 'CASE-13', slot: number });
const seal = { command: 'case.seal', code: 'CASE-13', seal: 'S-100' };
const unseal = { command: 'case.unseal', code: 'CASE-13', seal: 'S-100' };

const { given, begin } = stories(
  { command: 'case.add', code: 'CASE-13', name: 'Radios', slots: 3, labels: { 1: 'left' }, place: 'Depot' },
  { command: 'holder.add', name: 'Bob' },
  { command: 'asset.add', tag: 'R-1', slot: slot(1) },
);

test('a case is added with its slots, labels and place', () =>
  given()
    .when({ command: 'case.add', code: ' CASE-14 ', slots: 2, labels: ['front', 'back'] })
    .records({ type: 'CASE_ADDED', data: { code: 'CASE-14', slots: 2, labels: { 1: 'front', 2: 'back' } } }));

test('a code is unique without case and spaces around, for ever', async () => {
  await given()
    .when({ command: 'case.add', code: ' case-13', slots: 1 })
    .refuses('DUPLICATE', { field: 'code', entity: 'case' });
  await given(
    { command: 'asset.move', tag: 'R-1', slot: slot(2) },
    { command: 'asset.issue', tag: 'R-1', holder: 'Bob' },
    { command: 'case.retire', code: 'CASE-13', reason: 'broken hinge' },
  )
    .when({ command: 'case.add', code: 'CASE-13', slots: 1 })
    .refuses('DUPLICATE');
});

test('a case can be renamed, moved and enlarged, never made smaller', async () => {
  const world = await begin();
  const change = (set: object) => ({ command: 'case.change', code: 'case-13', set });
  await world.refuses(change({ slots: 2 }), 'INVALID', { field: 'set.slots', why: 'can only grow' });
  await world.refuses(change({ labels: { 4: 'spare' } }), 'INVALID', { field: 'set.labels.4' });
  await world.records(change({ slots: 5, name: null, place: 'Van' }), {
    type: 'CASE_CHANGED',
    changes: [
      { field: 'name', before: 'Radios', after: null },
      { field: 'slots', before: 3, after: 5 },
      { field: 'place', before: 'Depot', after: 'Van' },
    ],
  });
});

test('a correction labels no slot that the case had not by then', async () => {
  const world = await begin({ command: 'case.change', code: 'CASE-13', set: { slots: 5, labels: { 5: 'rear' } } });
  const correct =
    (type: string, set: object): Step =>
    ({ the }) => ({ command: 'event.correct', eventId: the(type, 'CASE-13').eventId, reason: 'read again', set });
  const beyond = { field: 'set.labels.4', why: 'is beyond the last slot', slots: 3 };
  await world.refuses(correct('CASE_ADDED', { labels: { 4: 'spare' } }), 'INVALID', beyond);
  await world.refuses(correct('CASE_CHANGED', { slots: 4 }), 'INVALID', { field: 'set.labels.5', slots: 4 });
  await world.records(correct('CASE_ADDED', { labels: { 3: 'right' } }), { type: 'CASE_ADDED' });
  await world.records(correct('CASE_CHANGED', { labels: { 4: 'rear' } }), { type: 'CASE_CHANGED' });
});

test('a slot that a case does not have holds nothing, until the case grows', async () => {
  const into5 = { command: 'asset.move', tag: 'R-1', slot: slot(5) };
  const world = await given().when(into5).refuses('NO_SUCH_SLOT', { case: 'CASE-13', slot: 5, slots: 3 });
  await world.tell({ command: 'case.change', code: 'CASE-13', set: { slots: 5 } });
  await world.records(into5, { type: 'ASSET_MOVED', data: { slot: slot(5) } });
});

test('sealing says with which number, unsealing which was read; another number is accepted', async () => {
  const world = await begin();
  await world.refuses(unseal, 'ILLEGAL_TRANSITION', { case: 'CASE-13' });
  await world.records(by('technician', seal), { type: 'CASE_SEALED', data: { seal: 'S-100' } });
  await world.refuses({ ...seal, seal: 'S-101' }, 'ILLEGAL_TRANSITION', { case: 'CASE-13', seal: 'S-100' });
  await world.records(
    { command: 'case.unseal', code: 'CASE-13', seal: 'S-999', reason: 'found so' },
    {
      type: 'CASE_UNSEALED',
      data: { seal: 'S-999', reason: 'found so' },
      changes: [{ field: 'seal', before: 'S-100', after: null }],
    },
  );
});

test('nothing enters, leaves or moves inside a sealed case', async () => {
  const world = await begin(
    { command: 'case.add', code: 'CASE-14', slots: 3 },
    { command: 'asset.add', tag: 'R-2' },
    { command: 'asset.add', tag: 'R-3', slot: slot(3) },
    { command: 'asset.issue', tag: 'R-3', holder: 'Bob' },
    { command: 'asset.add', tag: 'R-4' },
    { command: 'asset.lose', tag: 'R-4', reason: 'not on the shelf' },
    seal,
  );
  for (const step of [
    { command: 'asset.add', tag: 'R-9', slot: slot(2) },
    { command: 'asset.place', tag: 'R-2', slot: slot(2) },
    { command: 'asset.move', tag: 'R-1', slot: slot(2) },
    { command: 'asset.move', tag: 'R-1', slot: { case: 'CASE-14', slot: 1 } },
    { command: 'asset.issue', tag: 'R-1', holder: 'Bob' },
    { command: 'asset.return', tag: 'R-3', slot: slot(2) },
    { command: 'asset.find', tag: 'R-4', slot: slot(2) },
    { command: 'asset.lose', tag: 'R-1', reason: 'gone' },
    { command: 'asset.retire', tag: 'R-1', reason: 'worn out' },
    { command: 'asset.replace', tag: 'R-1', replacement: 'R-2', reason: 'worn out' },
    { command: 'slot.vacate', slot: slot(1), reason: 'shelf check' },
  ]) {
    await world.refuses(step, 'CASE_SEALED', { case: 'CASE-13', seal: 'S-100' });
  }
  // What changes no custody is done on a sealed case too; a return that names no slot goes to no slot.
  await world.tell(
    { command: 'asset.inspect', tag: 'R-1', condition: 'good', seal: 'S-100' },
    { command: 'case.check', code: 'CASE-13', seen: ['R-1'] },
    { command: 'asset.return', tag: 'R-3' },
  );
  expect(world.whereIs('R-3')).toBe('unplaced');
});

test('a contents check says what is missing and what does not belong, against the home slots of then', () =>
  given(
    { command: 'asset.add', tag: 'R-2', slot: slot(2) },
    { command: 'asset.add', tag: 'R-3', slot: slot(3) },
    { command: 'asset.issue', tag: 'R-2', holder: 'Bob' },
    { command: 'asset.add', tag: 'CAM-1', barcode: '4006381333931' },
  )
    .when({ command: 'case.check', code: 'CASE-13', seen: ['r 1', '4006381333931', 'UNKNOWN-7', 'R1'] })
    .records({
      type: 'CASE_CHECKED',
      data: { seen: ['R-1', 'CAM-1', 'UNKNOWN-7'], missing: ['R-2', 'R-3'], extra: ['CAM-1', 'UNKNOWN-7'] },
    }));

test('a case is retired only when it is empty, and then holds nothing any more', async () => {
  const retire = { command: 'case.retire', code: 'CASE-13', reason: 'broken hinge' };
  const empty = { command: 'asset.issue', tag: 'R-1', holder: 'Bob' };
  await given({ command: 'asset.add', tag: 'R-2', slot: slot(2) })
    .when(retire)
    .refuses('ILLEGAL_TRANSITION', { case: 'CASE-13', tags: ['R-1', 'R-2'] });
  const world = await begin(empty);
  await world.refuses({ ...retire, reason: ' ' }, 'REASON_REQUIRED');
  await world.records(retire, { type: 'CASE_RETIRED', data: { reason: 'broken hinge' } });
  await world.refuses(retire, 'ILLEGAL_TRANSITION', { case: 'CASE-13' });
  await world.refuses(seal, 'ILLEGAL_TRANSITION', { case: 'CASE-13' });
  const intoIt = { command: 'asset.add', tag: 'R-2', slot: slot(2) };
  await world.refuses(intoIt, 'NO_SUCH_SLOT', { case: 'CASE-13', retired: true });
  await world.records({ command: 'asset.return', tag: 'R-1' }, { type: 'ASSET_RETURNED', data: { slot: null } });
});

test('an unknown case is said to be unknown', async () => {
  const world = await begin();
  await world.refuses({ ...seal, code: 'CASE-99' }, 'NOT_FOUND', { entity: 'case', case: 'CASE-99' });
  const move = { command: 'asset.move', tag: 'R-1', slot: { case: 'CASE-99', slot: 1 } };
  await world.refuses(move, 'NOT_FOUND', { entity: 'case', case: 'CASE-99', field: 'slot.case' });
});
