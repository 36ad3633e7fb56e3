import { expect, test } from 'vitest';
import type { HistoryRow, NamedEvent } from '../../../shared/contract/answers.ts';
import { entriesOf } from './history.ts';

/** An event with the few fields that this asks for; the others do not matter here. */
function event(seq: number, type: string, some: Partial<NamedEvent> = {}): NamedEvent {
  const at = `2026-11-${String(seq).padStart(2, '0')}T09:00:00.000Z`;
  const own = { seq, eventId: `e${seq}`, type, occurredAt: at, recordedAt: at, hlc: `h${seq}`, deviceId: 'd' };
  const none = { data: {}, changes: [], tag: 'LAP-001', note: null, supersedesEventId: null };
  // A whole event has thirty fields; those left out are never read here.
  return { ...none, ...own, ...some } as NamedEvent;
}

const row = (own: NamedEvent, some: Partial<HistoryRow> = {}): HistoryRow => ({
  ...own,
  chain: [],
  supersedes: [],
  effective: true,
  flag: null,
  ...some,
});

const added = event(1, 'ASSET_ADDED', { data: { tag: 'LAP-001', model: 'R7', slot: { case: 'C', slot: 1 } } });
const issued = event(5, 'ASSET_ISSUED', { data: { holder: 'Bob' } });
const first = event(8, 'ASSET_ISSUED', { data: { holder: 'Eve' }, occurredAt: issued.occurredAt });
const second = event(9, 'ASSET_ISSUED', { data: { holder: 'Eve' }, occurredAt: '2026-11-04T09:00:00.000Z' });
const moved = event(6, 'ASSET_INSPECTED', { data: { condition: 'worn' } });
const flag = event(7, 'EVENT_FLAGGED', { data: { eventId: 'e5' }, note: 'It was Eve' });

const rows = [
  row(added),
  row(issued, { chain: [first, second], effective: false }),
  row(moved, { chain: [event(10, 'ASSET_INSPECTED', { tag: 'LAP-002' })], effective: false }),
  row(flag, { effective: false }),
  row(first, { supersedes: [issued], chain: [second], effective: false }),
  row(second, { supersedes: [issued, first] }),
];

test('a chain of corrections is one entry, with every version in order, at the moment it is said to have happened', () => {
  const entries = entriesOf(rows, 'LAP-001');
  expect(entries.map(({ versions }) => versions.map(({ seq }) => seq))).toEqual(
    [[6, 10], [5, 8, 9], [1]].toSorted((a, b) => (b[0] === 6 ? 1 : 0) - (a[0] === 6 ? 1 : 0)),
  );
  expect(entries[1]?.effective?.seq).toBe(9);
  expect(entries[1]?.flags.map(({ flag: said }) => said.note)).toEqual(['It was Eve']);
});

test('what was moved to another asset holds here no more', () => {
  expect(entriesOf(rows, 'LAP-001').find(({ id }) => id === 'e6')?.effective).toBeNull();
  expect(
    entriesOf([row(event(10, 'ASSET_INSPECTED', { tag: 'LAP-002' }), { supersedes: [moved] })], 'LAP-002'),
  ).toMatchObject([{ id: 'e6', effective: { seq: 10 } }]);
});
