import { expect, test } from 'vitest';
import { at, by, type Step, stories, today, type World } from '../testing/story.ts';

const slot = (number: number, code = 'CASE-13') => ({ case: code, slot: number });

const { given, begin } = stories(
  { command: 'case.add', code: 'CASE-13', slots: 4, labels: { 1: 'left', 2: 'right' } },
  { command: 'holder.add', name: 'Bob', reference: 'B-1', organisation: 'Red Cross' },
  { command: 'holder.add', name: 'Eve' },
  { command: 'asset.add', tag: 'R-1', slot: slot(1), serial: '111', model: 'DP4801' },
  { command: 'asset.add', tag: 'R-2', slot: slot(2) },
);

const accepts = (party: string, name: string, more: object = {}) => ({
  party,
  name,
  meaning: 'I accept responsibility for these items',
  method: 'drawn',
  signature: [
    [
      [0, 0],
      [10, 5],
    ],
  ],
  ...more,
});
const commit = (kind: string, tags: readonly string[], more: object = {}) => ({
  command: 'handover.commit',
  kind,
  items: tags.map((tag) => ({ tag })),
  ...more,
});
const issue = (...tags: string[]) => commit('issue', tags, { holder: 'Bob' });
const receipts = ({ story }: World) =>
  story()
    .filter(({ type }) => type === 'HANDOVER_COMMITTED')
    .map(({ data }) => data);

test('an issue is one receipt and one event for each asset, in one transaction', async () => {
  const world = await given()
    .when(
      at('10:00', {
        ...commit('issue', [], { holder: 'bob', place: 'Depot', purpose: 'Exercise', dueAt: today('18:00') }),
        items: [{ tag: 'R-1', condition: 'good', note: 'with charger' }, { tag: 'r2' }],
        note: 'by the back door',
        acceptance: [accepts('holder', 'Bob'), accepts('operator', 'Ada', { method: 'pin', signature: undefined })],
      }),
    )
    .records(
      {
        type: 'HANDOVER_COMMITTED',
        streamType: 'handover',
        note: 'by the back door',
        data: {
          kind: 'issue',
          number: 1,
          holder: 'Bob',
          holderReference: 'B-1',
          holderOrganisation: 'Red Cross',
          organisation: 'Depot',
          operator: 'Ada',
          operatorRole: 'admin',
          place: 'Depot',
          purpose: 'Exercise',
          dueAt: today('18:00'),
          items: [
            {
              item: 1,
              of: 2,
              tag: 'R-1',
              serial: '111',
              model: 'DP4801',
              case: 'CASE-13',
              slot: 1,
              slotLabel: 'left',
              condition: 'good',
              note: 'with charger',
            },
            { item: 2, of: 2, tag: 'R-2', slot: 2, slotLabel: 'right' },
          ],
          terms: { version: 1 },
          acceptance: [
            { party: 'holder', name: 'Bob', method: 'drawn', at: today('10:00') },
            { party: 'operator', name: 'Ada', method: 'pin', at: today('10:00') },
          ],
          missingAcceptance: [],
        },
      },
      { type: 'ASSET_ISSUED', note: 'with charger', data: { holder: 'Bob', dueAt: today('18:00'), condition: 'good' } },
      { type: 'ASSET_ISSUED', note: null, data: { holder: 'Bob', purpose: 'Exercise' } },
    );
  const [receipt, ...issued] = world.story().slice(-3);
  expect(receipt?.data.receipt).toMatch(/^[A-Z2-9]{3}-000001$/);
  for (const { correlationId, recordedAt } of issued)
    expect({ correlationId, recordedAt }).toMatchObject({
      correlationId: receipt?.correlationId,
      recordedAt: receipt?.recordedAt,
    });
});

test('all items or none; a preview says what is wrong with each and what the rest would come to', async () => {
  const world = await begin(
    { command: 'asset.add', tag: 'R-3', slot: slot(3) },
    { command: 'asset.lose', tag: 'R-3', reason: 'gone' },
    { command: 'asset.inspect', tag: 'R-2', condition: 'worn' },
  );
  const items = [{ tag: 'R-1' }, { tag: 'UNKNOWN' }, { tag: 'R-3' }, { tag: 'R-2', version: 1 }, { tag: 'r-1' }];
  const wish = { ...commit('issue', [], { holder: 'Bob' }), items };
  await world.refuses(wish, 'NOT_FOUND', { field: 'items.1.tag', tag: 'UNKNOWN' });
  const preview = await world.does({ ...wish, dryRun: true });
  expect(preview).toMatchObject({
    ok: false,
    errors: [
      { code: 'NOT_FOUND', details: { field: 'items.1.tag' } },
      { code: 'VERSION_CONFLICT', details: { field: 'items.3.version', tag: 'R-2', expected: 1 } },
      { code: 'DUPLICATE', details: { field: 'items.4.tag', entity: 'item' } },
      { code: 'ILLEGAL_TRANSITION', details: { tag: 'R-3', custody: { status: 'lost' } } },
    ],
    after: { custody: [{ tag: 'R-1', status: 'holder', holder: 'Bob' }, { tag: 'R-3' }] },
  });
  expect(world.whereIs('R-1')).toBe('CASE-13/1');
  await world.records(issue('R-1', 'R-2'), { type: 'HANDOVER_COMMITTED' }, {}, {});
});

test('receipt numbers have no gap: a refused or tried commit takes none', async () => {
  const world = await begin();
  await world.does({ ...issue('R-1'), dryRun: true });
  await world.does(issue('UNKNOWN'));
  await world.tell(issue('R-1'), commit('return', ['R-1']), issue('R-1'));
  const all = await world.custody.executeAtomic([commit('return', ['R-1']), issue('R-2')], world.cast.admin);
  expect(all.map(({ ok }) => ok)).toEqual([true, true]);
  expect(receipts(world).map(({ number }) => number)).toEqual([1, 2, 3, 4, 5]);
});

test('a return without a holder makes a receipt for each holder concerned', async () => {
  const world = await given(issue('R-1'), commit('issue', ['R-2'], { holder: 'Eve' }))
    .when(commit('return', ['R-1', 'R-2'], { broughtBy: 'Eve' }))
    .records(
      {
        type: 'HANDOVER_COMMITTED',
        data: { holder: 'Bob', broughtBy: 'Eve', items: [{ tag: 'R-1', item: 1, of: 1 }] },
      },
      { type: 'HANDOVER_COMMITTED', data: { holder: 'Eve', items: [{ tag: 'R-2' }] } },
      { type: 'ASSET_RETURNED', data: { slot: slot(1), broughtBy: 'Eve' } },
      { type: 'ASSET_RETURNED', data: { slot: slot(2) } },
    );
  expect(
    new Set(
      world
        .story()
        .slice(-4)
        .map(({ correlationId }) => correlationId),
    ).size,
  ).toBe(1);
});

test('what is returned must be with the holder who is named', () =>
  given(issue('R-1'))
    .when(commit('return', ['R-1'], { holder: 'Eve' }))
    .refuses('ILLEGAL_TRANSITION', { tag: 'R-1', custody: { holder: 'Bob' } }));

test('two assets with one home come back one after the other: the second stays unplaced', async () => {
  const world = await begin(
    { command: 'asset.add', tag: 'R-3', home: slot(1) },
    issue('R-1', 'R-3'),
    commit('return', ['R-3', 'R-1']),
  );
  expect([world.whereIs('R-3'), world.whereIs('R-1')]).toEqual(['CASE-13/1', 'unplaced']);
});

test('a return says what its cases still miss, and what is in them that is at home elsewhere', async () => {
  const world = await begin(
    { command: 'case.add', code: 'CASE-14', slots: 1 },
    { command: 'asset.add', tag: 'X-1', home: slot(1, 'CASE-14') },
    issue('R-1', 'R-2', 'X-1'),
    { command: 'asset.return', tag: 'X-1', slot: slot(4) },
    commit('return', ['R-1']),
  );
  expect(receipts(world).at(-1)?.cases).toEqual([{ case: 'CASE-13', missing: ['R-2'], extra: ['X-1'] }]);
});

test('a transfer names who gives and who takes', async () => {
  const transfer = commit('transfer', ['R-1'], { holder: 'Bob', to: 'Eve', dueAt: today('20:00') });
  const world = await given(issue('R-1'))
    .when({
      ...transfer,
      acceptance: [accepts('to', 'Eve', { method: 'witnessed', signature: undefined, witness: 'Cora' })],
    })
    .records(
      {
        type: 'HANDOVER_COMMITTED',
        data: {
          kind: 'transfer',
          holder: 'Bob',
          to: 'Eve',
          missingAcceptance: ['holder'],
          acceptance: [{ witness: 'Cora' }],
        },
      },
      { type: 'ASSET_TRANSFERRED', data: { holder: 'Eve', dueAt: today('20:00') } },
    );
  await world.refuses(transfer, 'ILLEGAL_TRANSITION', { tag: 'R-1', custody: { holder: 'Eve' } });
});

test('a missing acceptance is no obstacle, and is on the record', async () => {
  const world = await begin(issue('R-1'), commit('return', ['R-1'], { acceptance: [accepts('operator', 'Ada')] }));
  expect(receipts(world).map(({ missingAcceptance }) => missingAcceptance)).toEqual([
    ['operator', 'holder'],
    ['holder'],
  ]);
});

test('an acceptance must be what its method says', async () => {
  const world = await begin();
  const accepted = (...acceptance: object[]): Step => ({ ...issue('R-1'), acceptance });
  const none = { signature: undefined };
  await world.refuses(accepted(accepts('to', 'Eve')), 'INVALID', { field: 'acceptance.0.party' });
  await world.refuses(accepted(accepts('holder', 'Bob', none)), 'INVALID', { field: 'acceptance.0.signature' });
  await world.refuses(accepted(accepts('holder', 'Bob', { signature: [[]] })), 'INVALID', {
    field: 'acceptance.0.signature',
  });
  await world.refuses(accepted(accepts('holder', 'Bob', { method: 'witnessed', ...none })), 'INVALID', {
    field: 'acceptance.0.witness',
  });
  const byHimself = accepts('holder', 'Bob', { method: 'witnessed', witness: ' bob', ...none });
  await world.refuses(accepted(byHimself), 'INVALID', { field: 'acceptance.0.witness', why: 'is the party itself' });
  await world.refuses(accepted(accepts('holder', 'Bob'), accepts('holder', 'Bob')), 'INVALID', {
    field: 'acceptance.1.party',
  });
  // Bob is no operator; Theo is one, but has not given his PIN.
  await world.refuses(accepted(accepts('holder', 'Bob', { method: 'pin', ...none })), 'INVALID', {
    field: 'acceptance.0.name',
  });
  const pinOfTheo = accepted(accepts('operator', 'Theo', { method: 'pin', ...none }));
  await world.refuses(pinOfTheo, 'NOT_ALLOWED', { needs: 'pin', operator: 'Theo' });
  const confirmed = { ...world.cast.admin, confirmedOperators: [world.cast.technician.operatorId] };
  expect(await world.custody.execute(pinOfTheo, confirmed)).toMatchObject({ ok: true });
  const big = Array.from({ length: 5 }, () => Array.from({ length: 1000 }, () => [123.25, 456.25]));
  await world.refuses(accepted(accepts('holder', 'Bob', { signature: big })), 'INVALID', {
    field: 'acceptance.0.signature',
  });
});

test('each kind asks for its own parties and holders', async () => {
  const world = await begin(issue('R-1'));
  await world.refuses(commit('issue', ['R-2']), 'INVALID', { field: 'holder' });
  await world.refuses(commit('transfer', ['R-1'], { holder: 'Bob' }), 'INVALID', { field: 'to' });
  await world.refuses(commit('issue', ['R-2'], { holder: 'Bob', to: 'Eve' }), 'INVALID', { field: 'to' });
  await world.refuses(commit('issue', ['R-2'], { holder: 'Bob', broughtBy: 'Eve' }), 'INVALID', { field: 'broughtBy' });
  await world.refuses(commit('issue', [], { holder: 'Bob' }), 'INVALID', { field: 'items' });
  await world.refuses(commit('issue', ['R-2'], { holder: 'Mallory' }), 'NOT_FOUND', { entity: 'holder' });
  const intoSlot = { ...issue(), items: [{ tag: 'R-2', slot: slot(3) }] };
  await world.refuses(intoSlot, 'INVALID', { field: 'items.0.slot' });
});

test('a receipt stays as it was when holder, operator, case, asset and terms change', async () => {
  const world = await begin(issue('R-1'));
  const before = receipts(world)[0];
  await world.tell(
    { command: 'holder.change', name: 'Bob', set: { name: 'Robert', organisation: 'THW' } },
    { command: 'operator.set_role', name: 'Cora', role: 'admin' },
    { command: 'case.change', code: 'CASE-13', set: { labels: { 1: 'top' } } },
    { command: 'asset.change', tag: 'R-1', set: { serial: '222' } },
    { command: 'settings.change', set: { termsText: 'Bring it back.', organisation: 'New depot' } },
    commit('issue', ['R-2'], { holder: 'Robert' }),
  );
  expect(receipts(world)[0]).toEqual(before);
  const answer = world.custody.query('handover.get', { receipt: before?.receipt }, world.cast.auditor);
  expect(answer).toMatchObject({ ok: true, value: { holder: 'Bob', corrected: false, event: { data: before } } });
  expect(receipts(world)[1]).toMatchObject({
    holder: 'Robert',
    organisation: 'New depot',
    terms: { version: 2, text: 'Bring it back.' },
  });
});

test('a receipt says so when an event of one of its assets was corrected', async () => {
  const world = await begin(issue('R-1', 'R-2'));
  const { eventId } = world.the('ASSET_ISSUED', 'R-2');
  await world.tell({ command: 'event.correct', eventId, void: true, reason: 'stayed in the case' });
  const receipt = receipts(world)[0]?.receipt;
  const answer = world.custody.query('handover.get', { receipt }, world.cast.auditor);
  expect(answer).toMatchObject({ ok: true, value: { corrected: true, correctedEvents: [eventId] } });
  expect(receipts(world)[0]?.items).toHaveLength(2);
});

test('a technician may hand over, an auditor may not', async () => {
  const world = await given()
    .when(by('auditor', issue('R-1')))
    .refuses('NOT_ALLOWED');
  await world.records(by('technician', issue('R-1')), { data: { operator: 'Theo', operatorRole: 'technician' } }, {});
});
