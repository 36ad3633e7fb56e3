import { expect, test } from 'vitest';
import { custodyAt, spansOf } from './naiveAnswers.ts';
import { effectiveFacts, isLegal, walk } from './naiveModel.ts';
import { verdictOf } from './naiveVerdict.ts';
import type { LogEvent } from './naiveWorld.ts';

/** Hours of one day: the event numbers are the order of recording, `hour` when it happened. */
const instant = (hour: number): string => new Date(Date.UTC(2026, 10, 21, hour)).toISOString();
const ms = (hour: number): number => Date.parse(instant(hour));

let recorded = 0;

function event(
  hour: number,
  type: string,
  streamId: string,
  data: LogEvent['data'] = {},
  supersedes?: LogEvent,
): LogEvent {
  recorded += 1;
  const streamType = type.startsWith('CASE') ? 'case' : type.startsWith('HOLDER') ? 'holder' : 'asset';
  return {
    eventId: `e${recorded}`,
    deviceId: 'laptop',
    streamType: type.startsWith('OPERATOR') ? 'operator' : streamType,
    streamId,
    type,
    occurredAt: instant(hour),
    receivedAt: new Date(ms(20) + recorded).toISOString(),
    hlc: String(recorded).padStart(12, '0'),
    data,
    note: null,
    supersedesEventId: supersedes?.eventId ?? null,
  };
}

const inSlot = (slot: number) => ({ slot: { case: 'CASE-1', slot }, caseId: 'case' });
const to = (holderId: string) => ({ holder: holderId, holderId });

const admin = event(0, 'OPERATOR_ADDED', 'ada', { name: 'Ada', role: 'admin' });
const stage = [
  admin,
  event(1, 'CASE_ADDED', 'case', { code: 'CASE-1', slots: 2 }),
  event(1, 'HOLDER_ADDED', 'bob', { name: 'Bob' }),
  event(1, 'HOLDER_ADDED', 'ann', { name: 'Ann' }),
  event(2, 'ASSET_ADDED', 'a', { tag: 'A', ...inSlot(1) }),
  event(2, 'ASSET_ADDED', 'b', { tag: 'B' }),
];
const verdict = (log: readonly LogEvent[], command: Record<string, unknown>) => verdictOf(log, command, ms(20), 'ada');

test('custody follows the order of happening, not of recording', () => {
  const log = [...stage, event(8, 'ASSET_RETURNED', 'a', inSlot(1)), event(5, 'ASSET_ISSUED', 'a', to('bob'))];
  expect(isLegal(log)).toBe(true);
  expect(custodyAt(log, ms(5))[0]).toEqual({
    tag: 'A',
    status: 'holder',
    case: null,
    slot: null,
    holder: 'Bob',
    since: instant(5),
    dueAt: null,
  });
  expect(custodyAt(log, ms(8))[0]).toMatchObject({ status: 'slot', case: 'CASE-1', slot: 1, since: instant(8) });
  expect(custodyAt(log, ms(1))).toEqual([]);
});

test('what was believed then does not know what was written down later', () => {
  const issued = event(5, 'ASSET_ISSUED', 'a', to('bob'));
  const corrected = event(5, 'ASSET_ISSUED', 'a', to('ann'), issued);
  const log = [...stage, issued, corrected];
  expect(custodyAt(log, ms(6))[0]?.holder).toBe('Ann');
  expect(custodyAt(log, ms(6), Date.parse(issued.receivedAt))[0]?.holder).toBe('Bob');
});

test('a correction keeps the first place of its chain among events of one instant', () => {
  const placed = event(5, 'ASSET_PLACED', 'b', inSlot(2));
  const issued = event(5, 'ASSET_ISSUED', 'b', to('bob'));
  const once = event(5, 'ASSET_PLACED', 'b', { ...inSlot(2), condition: 'worn' }, placed);
  const twice = event(5, 'ASSET_PLACED', 'b', { ...inSlot(2), condition: 'good' }, once);
  const log = [...stage, placed, issued, once, twice];
  expect(
    effectiveFacts(log)
      .map((fact) => fact.eventId)
      .slice(-2),
  ).toEqual([twice.eventId, issued.eventId]);
  expect(isLegal(log)).toBe(true);
});

test.each([
  ['two assets in one slot', [event(3, 'ASSET_PLACED', 'b', inSlot(1))], 'SLOT_OCCUPIED'],
  ['a slot the case does not have', [event(3, 'ASSET_PLACED', 'b', inSlot(3))], 'NO_SUCH_SLOT'],
  [
    'an issue of what is out',
    [event(3, 'ASSET_ISSUED', 'a', to('bob')), event(4, 'ASSET_ISSUED', 'a', to('ann'))],
    'ILLEGAL_TRANSITION',
  ],
  [
    'a transfer to who has it',
    [event(3, 'ASSET_ISSUED', 'a', to('bob')), event(4, 'ASSET_TRANSFERRED', 'a', to('bob'))],
    'ILLEGAL_TRANSITION',
  ],
  ['a move to where it is', [event(3, 'ASSET_MOVED', 'a', inSlot(1))], 'ILLEGAL_TRANSITION'],
  [
    'an issue out of a sealed case',
    [event(3, 'CASE_SEALED', 'case', { seal: 'S' }), event(4, 'ASSET_ISSUED', 'a', to('bob'))],
    'CASE_SEALED',
  ],
  [
    'a seal on a sealed case',
    [event(3, 'CASE_SEALED', 'case', { seal: 'S' }), event(4, 'CASE_SEALED', 'case', { seal: 'T' })],
    'CASE_SEALED',
  ],
  ['a case that shrinks', [event(3, 'CASE_CHANGED', 'case', { slots: 1 })], 'ILLEGAL_TRANSITION'],
  [
    'a slot before the case has grown',
    [event(5, 'CASE_CHANGED', 'case', { slots: 3 }), event(4, 'ASSET_PLACED', 'b', inSlot(3))],
    'NO_SUCH_SLOT',
  ],
  ['a retired case with an asset in it', [event(3, 'CASE_RETIRED', 'case')], 'SLOT_OCCUPIED'],
  [
    'an issue to a deactivated holder',
    [event(3, 'HOLDER_DEACTIVATED', 'bob'), event(4, 'ASSET_ISSUED', 'a', to('bob'))],
    'HOLDER_INACTIVE',
  ],
  [
    'a holder deactivated with something in hand',
    [event(3, 'ASSET_ISSUED', 'a', to('bob')), event(4, 'HOLDER_DEACTIVATED', 'bob')],
    'ILLEGAL_TRANSITION',
  ],
  ['an asset before its adding', [event(1, 'ASSET_PLACED', 'b', inSlot(2))], 'NOT_FOUND'],
  ['one tag in two spellings', [event(3, 'ASSET_ADDED', 'c', { tag: ' a-' })], 'DUPLICATE'],
  ['a tag that is another’s barcode', [event(3, 'ASSET_CHANGED', 'b', { barcode: 'a' })], 'DUPLICATE'],
])('%s is illegal', (_, more, code) => {
  const { faults } = walk(effectiveFacts([...stage, ...more]));
  expect(faults.map((fault) => fault.codes)).toEqual([expect.arrayContaining([code])]);
});

test('two slots are swapped by corrections that hold only together', () => {
  const placed = event(3, 'ASSET_PLACED', 'b', inSlot(2));
  const log = [...stage, placed];
  const added = stage[4] as LogEvent; // the stage puts A into slot 1
  const first = { eventId: added.eventId, set: { slot: { case: 'CASE-1', slot: 2 } } };
  const second = { eventId: placed.eventId, set: { slot: { case: 'CASE-1', slot: 1 } } };
  expect(verdict(log, { command: 'event.correct', reason: 'swapped', ...first })).toMatchObject({
    verdict: 'refused',
    codes: ['CLASHES_WITH_HISTORY'],
  });
  expect(verdict(log, { command: 'event.correct', reason: 'swapped', corrections: [first, second] }).verdict).toBe(
    'accepted',
  );
});

test('a return goes home, but not over one who has been there meanwhile', () => {
  const log = [...stage, event(3, 'ASSET_ISSUED', 'a', to('bob')), event(6, 'ASSET_PLACED', 'b', inSlot(1))];
  const drafted = (hour: number) => {
    const answer = verdict(log, { command: 'asset.return', tag: 'a', occurredAt: instant(hour) });
    return answer.verdict === 'accepted' ? answer.drafts[0]?.data : answer;
  };
  expect(drafted(7)).toEqual({});
  expect(drafted(5)).toEqual({});
  expect(verdict(log.slice(0, -1), { command: 'asset.return', tag: 'a', occurredAt: instant(5) })).toMatchObject({
    drafts: [{ data: { slot: { slot: 1 }, caseId: 'case' } }],
  });
});

test('spans without length are not kept, and who closed one opened the next', () => {
  const issued = event(3, 'ASSET_ISSUED', 'a', to('bob'));
  const handedOn = event(3, 'ASSET_TRANSFERRED', 'a', to('ann'));
  const spans = spansOf([...stage, issued, handedOn]).get('a');
  expect(spans).toMatchObject([
    { status: 'slot', slot: 1, from: ms(2), to: ms(3), closedBy: issued.eventId },
    { status: 'holder', holder: 'Ann', from: ms(3), to: null, openedBy: handedOn.eventId, closedBy: null },
  ]);
});

test('an adding is voided only when nothing else is said of its entity, and then its name is free', () => {
  const inspected = event(3, 'ASSET_INSPECTED', 'b', { condition: 'good' });
  const added = stage[5] as LogEvent; // the stage adds B unplaced
  const command = { command: 'event.correct', reason: 'never there', eventId: added.eventId, void: true };
  expect(verdict([...stage, inspected], command).verdict).toBe('refused');
  expect(verdict(stage, command).verdict).toBe('accepted');
  const gone = [...stage, event(2, 'EVENT_VOIDED', 'b', { type: 'ASSET_ADDED', data: added.data }, added)];
  expect(verdict(gone, { command: 'asset.add', tag: 'b' }).verdict).toBe('accepted');
  expect(verdict(gone, { ...command }).verdict).toBe('refused');
});

test('the last admin stays', () => {
  const off = { command: 'operator.deactivate', name: 'ada', reason: 'left' };
  expect(verdict(stage, off).verdict).toBe('refused');
  expect(verdict([...stage, event(1, 'OPERATOR_ADDED', 'eve', { name: 'Eve', role: 'admin' })], off).verdict).toBe(
    'accepted',
  );
});
