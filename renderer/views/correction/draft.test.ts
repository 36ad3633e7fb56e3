import { expect, test } from 'vitest';
import type { EventAnswer } from '../../../shared/contract/answers.ts';
import type { Refused } from '../../../shared/ipc/contract.ts';
import { commandOf, type Draft, drafted, EMPTY, type Target } from './draft.ts';
import { commonFields, fieldsOf, INCOMPLETE } from './fields.ts';
import { sortRefusals } from './refusals.ts';

const issued = (key: string, tag: string): Target => {
  const event = {
    eventId: `${key}-2`,
    type: 'ASSET_ISSUED',
    occurredAt: '2026-11-09T16:05:12.345Z',
    occurredOffset: 60,
    note: 'with charger',
    tag,
    entity: tag,
    data: { holder: 'Bob', holderId: 'h-1', dueAt: '2026-11-19T15:00:00.000Z' },
  } as Partial<EventAnswer> as EventAnswer; // what a form reads of an event, and no more
  return { key, event, versions: [event] };
};
const [one, other] = [issued('a', 'R-1'), issued('b', 'R-2')];
const draft = (change: Partial<Draft>): Draft => ({ ...EMPTY, reason: 'asked him', ...change });
const command = (change: Partial<Draft>, targets: readonly Target[] = [one]) => {
  const typed = draft(change);
  return commandOf(drafted(typed, targets), typed.reason);
};

test('only what differs is sent; what is blanked is taken away, where it can be', () => {
  expect(command({ own: { a: { holder: ' Bob ', occurredAt: '2026-11-09T17:05:12+01:00' } } })).toBeNull();
  expect(command({ own: { a: { holder: 'Eve', note: '  ', dueAt: null, condition: null } } })).toEqual({
    command: 'event.correct',
    reason: 'asked him',
    eventId: 'a-2',
    set: { holder: 'Eve', dueAt: null, note: null },
  });
  expect(command({ own: { a: { holder: '' } } })).toMatchObject({ set: { holder: '' } });
  expect(command({ own: { a: { holder: 'Eve' } }, voids: new Set(['a']) })).toMatchObject({ void: true });
});

test('what is set for all is set in each, but for one that says otherwise; what changes in none is left alone', () => {
  const both = [one, other];
  expect(command({ all: { holder: 'Eve' }, own: { b: { holder: 'Ada' } } }, both)).toMatchObject({
    corrections: [
      { eventId: 'a-2', set: { holder: 'Eve' } },
      { eventId: 'b-2', set: { holder: 'Ada' } },
    ],
  });
  expect(command({ all: { holder: 'Eve' }, own: { b: { holder: 'Bob' } } }, both)).toMatchObject({ eventId: 'a-2' });
  expect(command({ all: { holder: 'Bob' } }, both)).toBeNull();
});

test('a slot without its number is not sent, and said to be incomplete', () => {
  const work = drafted(draft({ own: { a: { home: INCOMPLETE, holder: 'Eve' } } }), [one]);
  expect(work).toMatchObject({ incomplete: true, sent: [{ correction: { set: { holder: 'Eve' } } }] });
});

test('the fields are those that the core lets correct; several events share what is not one thing’s own', () => {
  const names = (type: string) => fieldsOf(type).map(({ name }) => name);
  expect(names('ASSET_LOST')).toEqual(['occurredAt', 'asset', 'reason', 'note']);
  expect(fieldsOf('ASSET_MOVED').find(({ name }) => name === 'slot')).toMatchObject({ input: 'slot', erasable: false });
  expect(names('HANDOVER_COMMITTED')).toEqual([]);
  expect(commonFields(['ASSET_ISSUED', 'ASSET_TRANSFERRED']).map(({ name }) => name)).toEqual([
    'occurredAt',
    'holder',
    'dueAt',
    'condition',
    'note',
  ]);
});

test('each refusal goes to its field, later records apart, the rest above the buttons', () => {
  const both = [one, other];
  const work = drafted(draft({ all: { holder: 'Eve' } }), both);
  const refused = (code: Refused['code'], details: Refused['details']): Refused => ({ code, message: '', details });
  const sorted = sortRefusals(
    [
      refused('INVALID', { all: [{ field: 'corrections.1.set.holder', why: 'is too long' }] }),
      refused('HOLDER_INACTIVE', { holder: 'Eve', tag: 'R-1' }),
      refused('REASON_REQUIRED', { field: 'reason' }),
      refused('CLASHES_WITH_HISTORY', { eventId: 'x' }),
      // Once from the preview, once from what was tried before the PIN.
      refused('CLASHES_WITH_HISTORY', { eventId: 'x' }),
      refused('ALREADY_SUPERSEDED', { eventId: 'a-2' }),
    ],
    work,
    both,
  );
  expect([...sorted.fields].map(([key, fields]) => [key, [...fields.keys()]])).toEqual([
    ['b', ['holder']],
    ['a', ['holder']],
  ]);
  expect(sorted.reason).toMatch(/reason is missing/i);
  expect(sorted.clashes).toHaveLength(1);
  expect(sorted.others).toMatchObject([{ code: 'ALREADY_SUPERSEDED' }]);
});
