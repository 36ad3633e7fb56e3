import { expect, test } from 'vitest';
import { at, by, type Step, stories, today } from '../testing/story.ts';

const slot = (number: number, code = 'CASE-13') => ({ case: code, slot: number });

const { given, begin } = stories(
  { command: 'case.add', code: 'CASE-13', slots: 300 },
  { command: 'case.add', code: 'CASE-14', slots: 3 },
  { command: 'holder.add', name: 'Bob' },
  { command: 'holder.add', name: 'Eve' },
);

const inSlot = { command: 'asset.add', tag: 'R-1', slot: slot(1) };
const toBob = { command: 'asset.issue', tag: 'R-1', holder: 'Bob' };

/** How an asset that was just added, unplaced, comes into each custody. */
const custodies: Readonly<Record<string, (tag: string, own: number) => readonly Step[]>> = {
  unplaced: () => [],
  slot: (tag, own) => [{ command: 'asset.place', tag, slot: slot(own) }],
  holder: (tag) => [{ command: 'asset.issue', tag, holder: 'Bob' }],
  lost: (tag) => [{ command: 'asset.lose', tag, reason: 'gone' }],
  retired: (tag) => [{ command: 'asset.retire', tag, reason: 'worn out' }],
};

/** What each event asks for; `own` is the slot the asset is in, if it is in one, `free` another. */
const events: Readonly<Record<string, (tag: string, own: number, free: number) => Record<string, unknown>>> = {
  ASSET_PLACED: (tag, _, free) => ({ command: 'asset.place', tag, slot: slot(free) }),
  ASSET_MOVED: (tag, _, free) => ({ command: 'asset.move', tag, slot: slot(free) }),
  ASSET_ISSUED: (tag) => ({ command: 'asset.issue', tag, holder: 'Eve' }),
  ASSET_RETURNED: (tag, _, free) => ({ command: 'asset.return', tag, slot: slot(free) }),
  ASSET_TRANSFERRED: (tag) => ({ command: 'asset.transfer', tag, holder: 'Eve' }),
  SLOT_VACATED: (_, own) => ({ command: 'slot.vacate', slot: slot(own), reason: 'shelf check' }),
  ASSET_REPLACED: (tag) => ({
    command: 'asset.replace',
    tag,
    replacement: `${tag}-NEW`,
    add: {},
    reason: 'worn out',
  }),
  ASSET_RETIRED: (tag) => ({ command: 'asset.retire', tag, reason: 'worn out' }),
  ASSET_LOST: (tag) => ({ command: 'asset.lose', tag, reason: 'gone' }),
  ASSET_FOUND: (tag) => ({ command: 'asset.find', tag }),
  ASSET_INSPECTED: (tag) => ({ command: 'asset.inspect', tag, condition: 'good' }),
  ASSET_CHANGED: (tag) => ({ command: 'asset.change', tag, set: { model: 'M-2' } }),
};

test('each event leads on from the custodies that the domain names, and from no other', async () => {
  const world = await begin();
  const legal: Record<string, string[]> = {};
  let number = 0;
  for (const [type, command] of Object.entries(events)) {
    legal[type] = [];
    for (const [custody, path] of Object.entries(custodies)) {
      number += 1;
      const tag = `T-${number}`;
      await world.tell({ command: 'asset.add', tag }, ...path(tag, 2 * number));
      const result = await world.does(command(tag, 2 * number, 2 * number + 1));
      if (result.ok) legal[type].push(custody);
      else {
        const details = type === 'SLOT_VACATED' ? { why: 'empty' } : { tag, type, custody: { status: custody } };
        expect(result.error, `${type} from ${custody}`).toMatchObject({ code: 'ILLEGAL_TRANSITION', details });
      }
    }
  }
  expect(legal).toEqual({
    ASSET_PLACED: ['unplaced'],
    ASSET_MOVED: ['slot'],
    ASSET_ISSUED: ['unplaced', 'slot'],
    ASSET_RETURNED: ['holder'],
    ASSET_TRANSFERRED: ['holder'],
    SLOT_VACATED: ['slot'],
    ASSET_REPLACED: ['slot', 'holder'],
    ASSET_RETIRED: ['unplaced', 'slot', 'lost'],
    ASSET_LOST: ['unplaced', 'slot', 'holder'],
    ASSET_FOUND: ['lost'],
    ASSET_INSPECTED: ['unplaced', 'slot', 'holder'],
    ASSET_CHANGED: ['unplaced', 'slot', 'holder', 'lost', 'retired'],
  });
  expect(world.custody.verify().findings).toEqual([]);
});

test('moving to the slot it is in and transferring to the holder who has it are refused', async () => {
  await given(inSlot)
    .when({ command: 'asset.move', tag: 'R-1', slot: slot(1) })
    .refuses('ILLEGAL_TRANSITION', { custody: { status: 'slot', case: 'CASE-13', slot: 1 } });
  await given(inSlot, toBob)
    .when({ command: 'asset.transfer', tag: 'R-1', holder: ' BOB ' })
    .refuses('ILLEGAL_TRANSITION', { custody: { status: 'holder', holder: 'Bob' } });
});

test('a slot holds one asset, and the refusal says which', () =>
  given(inSlot)
    .when({ command: 'asset.add', tag: 'R-2', slot: slot(1) })
    .refuses('SLOT_OCCUPIED', { case: 'CASE-13', slot: 1, by: 'R-1', tag: 'R-2' }));

test('an asset is added with all that is known of it, in a slot that becomes its home', () =>
  given()
    .when(
      by('coordinator', {
        ...inSlot,
        barcode: '4006381333931',
        model: 'DP4801',
        attributes: { Band: 'UHF' },
        note: 'from the old list',
      }),
    )
    .records({
      type: 'ASSET_ADDED',
      actorRole: 'coordinator',
      note: 'from the old list',
      data: { tag: 'R-1', barcode: '4006381333931', model: 'DP4801', attributes: { Band: 'UHF' }, slot: slot(1) },
      changes: expect.arrayContaining([
        { field: 'tag', before: null, after: 'R-1' },
        { field: 'attributes.Band', before: null, after: 'UHF' },
        { field: 'home', before: null, after: slot(1) },
      ]),
    }));

test('tags and barcodes are one set of codes, compared without case, spaces and dashes', async () => {
  const first = { command: 'asset.add', tag: 'DDC4CY-002645', barcode: 'B-77' };
  const world = await begin(first);
  const add = (tag: string, barcode?: string) => ({ command: 'asset.add', tag, ...(barcode ? { barcode } : {}) });
  for (const tag of ['ddc4cy 002645', 'DDC4CY\u2013002645', 'b77']) {
    await world.refuses(add(tag), 'DUPLICATE', { field: 'tag', value: tag, entity: 'asset' });
  }
  await world.refuses(add('X-1', 'ddc4cy002645'), 'DUPLICATE', { field: 'barcode' });
  await world.refuses(add('X-1', 'x1'), 'DUPLICATE', { field: 'barcode' });
  await world.refuses(add(' - '), 'INVALID', { field: 'tag' });
  await world.records({ command: 'asset.issue', tag: 'b 77', holder: 'Bob' }, { type: 'ASSET_ISSUED' });
});

test('a barcode that an asset once had stays taken', () =>
  given(
    { command: 'asset.add', tag: 'R-1', barcode: 'B-1' },
    { command: 'asset.change', tag: 'R-1', set: { barcode: 'B-2' } },
  )
    .when({ command: 'asset.add', tag: 'R-2', barcode: 'B-1' })
    .refuses('DUPLICATE', { field: 'barcode' }));

test('a barcode cannot be changed to a code that is taken, nor to the tag itself', async () => {
  const world = await begin({ command: 'asset.add', tag: 'R-1' }, { command: 'asset.add', tag: 'R-2' });
  for (const barcode of ['R-2', 'r1']) {
    const change = { command: 'asset.change', tag: 'R-1', set: { barcode } };
    await world.refuses(change, 'DUPLICATE', { field: 'set.barcode', value: barcode });
  }
});

test('what is known of an asset can be changed and taken away, never its tag', async () => {
  await given({ ...inSlot, model: 'DP4801', serial: '123', attributes: { Band: 'UHF', Colour: 'grey' } })
    .when({
      command: 'asset.change',
      tag: 'R-1',
      set: { model: 'DP4801e', serial: null, attributes: { Band: 'VHF' }, home: slot(9) },
    })
    .records({
      type: 'ASSET_CHANGED',
      changes: [
        { field: 'model', before: 'DP4801', after: 'DP4801e' },
        { field: 'serial', before: '123', after: null },
        { field: 'attributes.Band', before: 'UHF', after: 'VHF' },
        { field: 'attributes.Colour', before: 'grey', after: null },
        { field: 'home', before: slot(1), after: slot(9) },
      ],
    });
  const world = await begin(inSlot);
  await world.refuses({ command: 'asset.change', tag: 'R-1', set: { tag: 'R-2' } }, 'INVALID', { field: 'set.tag' });
  await world.refuses({ command: 'asset.change', tag: 'R-1', set: {} }, 'INVALID', { field: 'set' });
});

test('a home is a slot that is there', async () => {
  const world = await begin(inSlot);
  const home = slot(4, 'CASE-14');
  const details = { case: 'CASE-14', slot: 4, slots: 3 };
  await world.refuses({ command: 'asset.change', tag: 'R-1', set: { home } }, 'NO_SUCH_SLOT', details);
  await world.refuses({ command: 'asset.add', tag: 'R-2', home }, 'NO_SUCH_SLOT', details);
});

test('an issue says to whom, until when, what for and in what condition', () =>
  given(inSlot)
    .when(by('technician', { ...toBob, dueAt: '2024-11-24T17:00:00+01:00', purpose: 'Exercise', condition: 'good' }))
    .records({
      type: 'ASSET_ISSUED',
      data: { holder: 'Bob', dueAt: '2024-11-24T16:00:00.000Z', purpose: 'Exercise', condition: 'good' },
      changes: [
        { field: 'status', before: 'slot', after: 'holder' },
        { field: 'slot', before: slot(1), after: null },
        { field: 'holder', before: null, after: 'Bob' },
        { field: 'dueAt', before: null, after: '2024-11-24T16:00:00.000Z' },
        { field: 'condition', before: null, after: 'good' },
      ],
    }));

test('losing, retiring and vacating need a reason that says something', async () => {
  const world = await begin(inSlot);
  for (const command of [
    { command: 'asset.lose', tag: 'R-1' },
    { command: 'asset.lose', tag: 'R-1', reason: '' },
    { command: 'asset.retire', tag: 'R-1', reason: ' \n\t' },
    { command: 'slot.vacate', slot: slot(1) },
    { command: 'asset.replace', tag: 'R-1', replacement: 'R-2', add: {}, reason: '  ' },
  ]) {
    await world.refuses(command, 'REASON_REQUIRED', { field: 'reason' });
  }
});

test('a slot is vacated whoever is in it; an empty one is not', async () => {
  const reason = 'nobody knows where it went';
  const world = await given(inSlot)
    .when(by('coordinator', { command: 'slot.vacate', slot: slot(1), reason }))
    .records({ type: 'SLOT_VACATED', data: { slot: slot(1), reason } });
  const vacate = (slot: object) => ({ command: 'slot.vacate', slot, reason });
  await world.refuses(vacate(slot(1)), 'ILLEGAL_TRANSITION', { case: 'CASE-13', slot: 1, why: 'empty' });
  await world.refuses(vacate(slot(4, 'CASE-14')), 'NO_SUCH_SLOT', { slots: 3 });
});

test('what nobody added is not found; what is there is known by its id too', async () => {
  const world = await given().when(toBob).refuses('NOT_FOUND', { entity: 'asset', tag: 'R-1' });
  await world.tell(inSlot);
  await world.refuses({ ...toBob, holder: 'Mallory' }, 'NOT_FOUND', { entity: 'holder', holder: 'Mallory' });
  const [id, holder] = [world.the('ASSET_ADDED').streamId, world.the('HOLDER_ADDED', 'Bob').streamId];
  await world.records({ command: 'asset.issue', id, holder }, { type: 'ASSET_ISSUED', data: { holder: 'Bob' } });
});

test('a return goes home: to the slot the asset was last added, placed or moved into', async () => {
  const back = { command: 'asset.return', tag: 'R-1', broughtBy: 'Eve', condition: 'worn' };
  await given(inSlot, { command: 'asset.move', tag: 'R-1', slot: slot(7) }, toBob)
    .when(back)
    .records({ type: 'ASSET_RETURNED', data: { slot: slot(7), broughtBy: 'Eve', condition: 'worn' } });
  await given(inSlot, toBob, { command: 'asset.return', tag: 'R-1', slot: slot(8) }, toBob)
    .when(back)
    .records({ type: 'ASSET_RETURNED', data: { slot: slot(1) } });
  await given({ command: 'asset.add', tag: 'R-1', home: slot(3) }, toBob)
    .when(back)
    .records({ type: 'ASSET_RETURNED', data: { slot: slot(3) } });
});

test('a return goes to no slot when its home is taken, sealed or retired, when it has none, or when told so', async () => {
  const back = { command: 'asset.return', tag: 'R-1' };
  const unplaced = { type: 'ASSET_RETURNED', data: { slot: null } };
  const other = { command: 'asset.add', tag: 'R-2', slot: slot(1) };
  await given(inSlot, toBob, other).when(back).records(unplaced);
  await given(inSlot, toBob, { command: 'case.seal', code: 'CASE-13', seal: 'S-1' }).when(back).records(unplaced);
  await given(inSlot, toBob, { command: 'case.retire', code: 'CASE-13', reason: 'broken' })
    .when(back)
    .records(unplaced);
  await given({ command: 'asset.add', tag: 'R-1' }, toBob).when(back).records(unplaced);
  await given(inSlot, toBob)
    .when({ ...back, slot: null })
    .records(unplaced);
  // Told to go where another is: that is refused, not put elsewhere.
  await given(inSlot, toBob, other)
    .when({ ...back, slot: slot(1) })
    .refuses('SLOT_OCCUPIED', { by: 'R-2' });
});

test('a backdated return goes to the home of then, if everything that followed stays legal', async () => {
  const movedLater = [
    at('09:00', inSlot),
    at('09:10', toBob),
    at('11:00', { command: 'asset.change', tag: 'R-1', set: { home: slot(2) } }),
  ];
  await given(...movedLater)
    .when(at('12:00', { command: 'asset.return', tag: 'R-1', occurredAt: today('10:00') }))
    .records({ type: 'ASSET_RETURNED', data: { slot: slot(1) } });
  await given(...movedLater, at('11:30', { command: 'asset.add', tag: 'R-2', slot: slot(1) }))
    .when(at('12:00', { command: 'asset.return', tag: 'R-1', occurredAt: today('10:00') }))
    .records({ type: 'ASSET_RETURNED', data: { slot: null } });
});

test('a lost asset is found where it is found, or on no slot; its home stays', async () => {
  const lost = [inSlot, { command: 'asset.lose', tag: 'R-1', reason: 'gone' }];
  const world = await given(...lost)
    .when(by('technician', { command: 'asset.find', tag: 'R-1' }))
    .records({ type: 'ASSET_FOUND', changes: [{ field: 'status', before: 'lost', after: 'unplaced' }] });
  await world.tell({ command: 'asset.lose', tag: 'R-1', reason: 'again' });
  const found = { command: 'asset.find', tag: 'R-1', slot: slot(5) };
  await world.records(found, { type: 'ASSET_FOUND', data: { slot: slot(5) } });
  await world.tell(toBob, { command: 'asset.return', tag: 'R-1' });
  expect(world.whereIs('R-1')).toBe('CASE-13/1');
});

test('a preview names everything that is wrong at once; what is recorded names the first', async () => {
  const world = await begin(inSlot);
  const field = (answer: object) =>
    'errors' in answer && Array.isArray(answer.errors) ? answer.errors.map(({ details }) => details.field) : [];
  const add = { command: 'asset.add', tag: 'r1', barcode: 'R 1', slot: slot(1, 'CASE-98'), home: slot(1, 'CASE-99') };
  expect(field(await world.does({ ...add, dryRun: true }))).toEqual(['tag', 'barcode', 'slot.case', 'home.case']);
  await world.refuses(add, 'DUPLICATE', { field: 'tag' });
  const issue = { command: 'asset.issue', tag: 'R-9', holder: 'Zoe', dryRun: true };
  expect(field(await world.does(issue))).toEqual(['tag', 'holder']);
});
