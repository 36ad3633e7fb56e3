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

test('a name may mean another by now: the correction says so by the id', async () => {
  const world = await begin(
    toBob,
    { command: 'holder.change', name: 'Bob', set: { name: 'Robert' } },
    { command: 'holder.add', name: 'Bob', occurredAt: today('08:00') },
  );
  const [robert, bob] = [world.the('ASSET_ISSUED').data.holderId, world.the('HOLDER_ADDED', 'Bob').streamId];
  await world.records(correct('ASSET_ISSUED', { holder: 'Bob' }), {
    data: { holder: 'Bob', holderId: bob },
    changes: [{ field: 'holderId', before: robert, after: bob }],
  });
  expect(world.whereIs('R-1')).toBe('Bob');
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

test('corrections chain: the last one counts, an earlier one is not corrected again', async () => {
  const world = await begin(at('10:00', toBob));
  const { eventId: first } = world.the('ASSET_ISSUED');
  await world.tell(at('10:10', correct('ASSET_ISSUED', { holder: 'Eve' })));
  const { eventId: second } = world.the('ASSET_ISSUED');
  const again = { command: 'event.correct', eventId: first, set: { note: 'x' }, reason };
  await world.refuses(again, 'ALREADY_SUPERSEDED', { eventId: first, by: second, at: today('10:10') });
  await world.records(correct('ASSET_ISSUED', { note: null, dueAt: null }), {
    supersedesEventId: second,
    data: { holder: 'Eve' },
    changes: [
      { field: 'note', before: 'with charger', after: null },
      { field: 'dueAt', before: today('18:00'), after: null },
    ],
  });
  expect(world.the('ASSET_ISSUED').data).not.toHaveProperty('dueAt');
});

test('a corrected event keeps its place among what happened at the same moment', async () => {
  const occurredAt = today('09:00');
  const world = await begin(
    at('10:00', { ...toBob, occurredAt }),
    at('10:01', { command: 'asset.transfer', tag: 'R-1', holder: 'Eve', occurredAt }),
  );
  await world.records(correct('ASSET_ISSUED', { note: 'no charger' }), { occurredAt });
  expect(world.whereIs('R-1')).toBe('Eve');
  await world.refuses(correct('ASSET_TRANSFERRED', { occurredAt: today('08:59') }), 'ILLEGAL_TRANSITION', {
    tag: 'R-1',
    custody: { status: 'slot' },
  });
});

test('when it happened can be corrected, with the offset of the place, never into the future', async () => {
  const world = await begin(at('10:00', toBob));
  await world.records(at('11:00', correct('ASSET_ISSUED', { occurredAt: '2024-11-21T15:15:00+05:30' })), {
    occurredAt: today('09:45'),
    occurredOffset: 330,
    changes: [{ field: 'occurredAt', before: today('10:00'), after: today('09:45') }],
  });
  const future = correct('ASSET_ISSUED', { occurredAt: today('11:30') });
  await world.refuses(at('11:10', future), 'IN_FUTURE', { field: 'set.occurredAt', now: today('11:10') });
});

test('what would make a later record illegal is refused, and names that record', async () => {
  const world = await begin(at('10:00', toBob), at('11:00', { command: 'asset.return', tag: 'R-1' }));
  const returned = world.the('ASSET_RETURNED');
  const clash = { eventId: returned.eventId, seq: returned.seq, type: 'ASSET_RETURNED', tag: 'R-1' };
  await world.refuses(voiding('ASSET_ISSUED'), 'CLASHES_WITH_HISTORY', clash);
  await world.refuses(correct('ASSET_ISSUED', { asset: 'R-2' }), 'CLASHES_WITH_HISTORY', clash);
  await world.refuses(correct('ASSET_ISSUED', { occurredAt: today('08:00') }), 'NOT_FOUND', { notYet: true });
  await world.records(
    together(
      part('ASSET_ISSUED', 'R-1', { set: { asset: 'R-2' } }),
      part('ASSET_RETURNED', 'R-1', { set: { asset: 'R-2', slot: slot(2) } }),
    ),
    { type: 'ASSET_ISSUED' },
    { type: 'ASSET_RETURNED', changes: [{ field: 'asset', before: 'R-1', after: 'R-2' }, { field: 'slot' }] },
  );
  expect([world.whereIs('R-1', today('10:30')), world.whereIs('R-2', today('10:30'))]).toEqual(['CASE-13/1', 'Bob']);
});

test('a void takes an event back and revives nothing; it cannot itself be corrected', async () => {
  const world = await begin(toBob, correct('ASSET_ISSUED', { holder: 'Eve' }));
  const issued = world.the('ASSET_ISSUED');
  await world.records(voiding('ASSET_ISSUED'), {
    type: 'EVENT_VOIDED',
    streamId: issued.streamId,
    data: { type: 'ASSET_ISSUED', data: issued.data },
    supersedesEventId: issued.eventId,
    changes: expect.arrayContaining([{ field: 'holder', before: 'Eve', after: null }]),
  });
  expect(world.whereIs('R-1')).toBe('CASE-13/1');
  const { eventId } = world.the('EVENT_VOIDED');
  const undo = { command: 'event.correct', eventId, void: true, reason };
  await world.refuses(undo, 'NOT_CORRECTABLE', { type: 'EVENT_VOIDED' });
  expect(world.custody.verify().findings).toEqual([]);
});

test('an adding is voided only when nothing else was recorded of it, and then its name is free', async () => {
  const world = await begin(toBob);
  await world.refuses(voiding('ASSET_ADDED', 'R-1'), 'CLASHES_WITH_HISTORY', { type: 'ASSET_ISSUED', tag: 'R-1' });
  await world.refuses(voiding('CASE_ADDED'), 'CLASHES_WITH_HISTORY', {
    type: 'ASSET_ADDED',
    because: { code: 'NOT_FOUND' },
  });
  await world.refuses(voiding('HOLDER_ADDED', 'Bob'), 'CLASHES_WITH_HISTORY', { type: 'ASSET_ISSUED' });
  await world.tell(voiding('ASSET_ADDED', 'R-2'), voiding('HOLDER_ADDED', 'Eve'));
  expect(world.whereIs('R-2')).toBeUndefined();
  await world.tell({ command: 'asset.add', tag: 'R-2', slot: slot(2) }, { command: 'holder.add', name: 'Eve' });
  await world.tell({ command: 'case.add', code: 'CASE-14', slots: 1 }, voiding('CASE_ADDED', 'CASE-14'));
  await world.records({ command: 'case.add', code: 'CASE-14', slots: 9 }, { type: 'CASE_ADDED' });
  expect(world.custody.verify().findings).toEqual([]);
});

test('a home in a case that was voided is none', async () => {
  const world = await begin(
    { command: 'case.add', code: 'CASE-14', slots: 1 },
    { command: 'asset.add', tag: 'R-3', home: { case: 'CASE-14', slot: 1 } },
    { command: 'asset.issue', tag: 'R-3', holder: 'Bob' },
    voiding('CASE_ADDED', 'CASE-14'),
  );
  const answer = world.custody.query('asset.get', { tag: 'R-3' }, world.cast.auditor);
  expect(answer).toMatchObject({ ok: true, value: { holder: 'Bob', home: null } });
  const replace = { command: 'asset.replace', tag: 'R-3', replacement: 'R-4', add: {}, reason };
  await world.records(replace, {}, {}, { type: 'ASSET_ISSUED' });
  expect(world.the('ASSET_ISSUED').data).not.toHaveProperty('home');
  await world.records({ command: 'asset.return', tag: 'R-4' }, { data: { slot: null } });
});

test('the checks come in order: form, id, reason, there, not superseded, correctable, fields, something changes', async () => {
  const world = await begin(toBob, correct('ASSET_ISSUED', { holder: 'Eve' }), {
    command: 'handover.commit',
    kind: 'issue',
    holder: 'Bob',
    items: [{ tag: 'R-2' }],
  });
  const nowhere = '01a19b45-b800-7000-8000-00000000dead';
  const superseded = world.story().find(({ type }) => type === 'ASSET_ISSUED')?.eventId;
  const { eventId: receipt } = world.the('HANDOVER_COMMITTED');
  const { eventId } = world.the('ASSET_ISSUED', 'R-1');
  const blank = { reason: ' ' };
  const nonsense = { set: { colour: 'red' } };
  const none = { set: { holder: 'eve' } };
  for (const [request, code, details] of [
    [{ ...blank }, 'INVALID', { field: 'eventId' }],
    [{ eventId: 'x', ...blank }, 'INVALID', { field: 'set' }],
    [{ eventId: 'x', ...nonsense, void: true, ...blank }, 'INVALID', { field: 'set' }],
    [{ eventId, corrections: [{ eventId, void: true }], ...blank }, 'INVALID', { field: 'eventId' }],
    [{ corrections: [{ eventId, void: true }], set: {}, ...blank }, 'INVALID', { field: 'set' }],
    [
      {
        corrections: [
          { eventId, void: true },
          { eventId, ...none },
        ],
        ...blank,
      },
      'INVALID',
      { field: 'corrections.1.eventId' },
    ],
    [{ eventId: 'x', ...nonsense, ...blank }, 'INVALID', { field: 'eventId' }],
    [{ eventId: nowhere, ...nonsense, ...blank }, 'REASON_REQUIRED', { field: 'reason' }],
    [{ eventId: nowhere, ...nonsense }, 'NOT_FOUND', { entity: 'event', eventId: nowhere }],
    [{ eventId: superseded, ...nonsense }, 'ALREADY_SUPERSEDED', { eventId: superseded }],
    [{ eventId: receipt, ...nonsense }, 'NOT_CORRECTABLE', { type: 'HANDOVER_COMMITTED' }],
    [{ eventId, ...nonsense }, 'INVALID', { field: 'set.colour' }],
    [{ eventId, set: { holder: 'Mallory' } }, 'NOT_FOUND', { entity: 'holder', field: 'set.holder' }],
    [{ eventId, ...none }, 'INVALID', { field: 'set', why: 'changes nothing' }],
    [{ eventId, set: {} }, 'INVALID', { field: 'set' }],
    [{ eventId, set: { note: 'with charger', dueAt: '2024-11-21T19:00:00+01:00' } }, 'INVALID', { field: 'set' }],
  ] as const) {
    await world.refuses({ command: 'event.correct', reason, ...request }, code, details);
  }
});

test('tried out, a correction says what is wrong with each event, and needs no PIN', async () => {
  const world = await begin(toBob, { command: 'asset.issue', tag: 'R-2', holder: 'Bob' });
  const [one, other] = [world.the('ASSET_ISSUED', 'R-1'), world.the('ASSET_ISSUED', 'R-2')];
  const trying = (first: object, second: object) =>
    world.custody.execute(
      {
        command: 'event.correct',
        dryRun: true,
        reason,
        corrections: [
          { eventId: one.eventId, set: first },
          { eventId: other.eventId, set: second },
        ],
      },
      { ...world.cast.admin, pinConfirmedAt: null },
    );
  expect(await trying({ holder: 'Mallory' }, { dueAt: 'soon' })).toMatchObject({
    ok: false,
    errors: [
      { code: 'NOT_FOUND', details: { field: 'corrections.0.set.holder' } },
      { code: 'INVALID', details: { field: 'corrections.1.set.dueAt' } },
    ],
  });
  expect(await trying({ holder: 'Eve' }, { holder: 'Eve' })).toMatchObject({
    ok: true,
    before: { custody: [{ holder: 'Bob' }, { holder: 'Bob' }] },
    after: { custody: [{ holder: 'Eve' }, { holder: 'Eve' }] },
  });
  expect(world.whereIs('R-1')).toBe('Bob');
});

test('only events of cases, assets and holders are corrected', async () => {
  const flag = ({ the }: World) => ({ command: 'event.flag', eventId: the('ASSET_ADDED').eventId, note: 'mistaken' });
  const world = await begin({ command: 'settings.change', set: { threshold: 3 } }, flag);
  for (const type of ['SETTINGS_CHANGED', 'OPERATOR_ADDED', 'OPERATOR_PIN_SET', 'STORE_CREATED', 'EVENT_FLAGGED']) {
    await world.refuses(voiding(type), 'NOT_CORRECTABLE', { type });
  }
});

test('a seal, a check, a reason, a replacement: whatever was written down can be put right', async () => {
  const world = await begin(
    { command: 'case.check', code: 'CASE-13', seen: ['R-1'] },
    { command: 'asset.add', tag: 'R-8' },
    { command: 'asset.add', tag: 'R-9' },
    { command: 'asset.replace', tag: 'R-1', replacement: 'R-8', reason: 'broken' },
    { command: 'case.seal', code: 'CASE-13', seal: 'S-1' },
  );
  await world.records(correct('CASE_SEALED', { seal: 'S-2' }), {
    changes: [{ field: 'seal', before: 'S-1', after: 'S-2' }],
  });
  await world.records(correct('CASE_CHECKED', { seen: ['R-1', 'r2'] }), {
    data: { seen: ['R-1', 'R-2'], missing: [], extra: [] },
  });
  await world.records(
    together(
      part('ASSET_REPLACED', 'R-1', { set: { replacement: 'R-9' } }),
      part('ASSET_PLACED', 'R-8', { set: { asset: 'R-9' } }),
    ),
    { data: { replacement: 'R-9', reason: 'broken' } },
    { type: 'ASSET_PLACED' },
  );
  expect([world.whereIs('R-8'), world.whereIs('R-9')]).toEqual(['unplaced', 'CASE-13/1']);
  // A slot count that would leave an asset in no slot, a seal earlier than a move: the whole order is judged.
  await world.refuses(correct('CASE_ADDED', { slots: 1 }), 'CLASHES_WITH_HISTORY', {
    tag: 'R-2',
    because: { code: 'NO_SUCH_SLOT' },
  });
  await world.refuses(correct('CASE_SEALED', { occurredAt: today('08:03') }), 'CLASHES_WITH_HISTORY', {
    because: { code: 'CASE_SEALED' },
  });
  expect(world.custody.verify().findings).toEqual([]);
});
