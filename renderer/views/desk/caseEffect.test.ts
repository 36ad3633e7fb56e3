import { expect, test } from 'vitest';
import type { CaseAnswer, SlotRow } from '../../../shared/contract/answers.ts';
import { casesOf, homecoming, leaving } from './caseEffect.ts';
import type { CheckedLine } from './problems.ts';

const since = '2026-11-21T08:00:00.000Z';
const home = (slot: number) => ({ case: 'CASE-7', slot });

/** A slot with its own asset in it, or out with somebody. */
function slotRow(slot: number, tag: string, holder: string | null): SlotRow {
  const custody = holder
    ? ({ status: 'holder', case: null, slot: null, holder } as const)
    : ({ status: 'slot', case: 'CASE-7', slot, holder: null } as const);
  return {
    slot,
    label: null,
    state: holder ? 'out' : 'in_place',
    overdue: false,
    occupant: holder
      ? null
      : { tag, model: null, serial: null, home: home(slot), condition: null, since, openedBy: '', corrected: false },
    homeAsset: { ...custody, tag, since, dueAt: null, openedBy: '', corrected: false, model: null },
  };
}

// What the tests read of a case; the rest of the answer does not matter here.
const aCase = (...rows: readonly SlotRow[]) =>
  ({
    code: 'CASE-7',
    slots: 4,
    empty: 4 - rows.filter(({ occupant }) => occupant).length,
    rows,
  }) as unknown as CaseAnswer;

const line = (tag: string, some: Partial<CheckedLine>): CheckedLine => ({
  item: tag,
  code: tag,
  tag,
  scannedAt: since,
  repeats: 0,
  model: null,
  serial: null,
  custody: null,
  home: null,
  version: 1,
  check: null,
  position: 1,
  refused: null,
  proposed: undefined,
  homeRefused: null,
  ...some,
});

test('an issue says what leaves a case and what stays', () => {
  const inSlot = (slot: number) => ({
    status: 'slot' as const,
    case: 'CASE-7',
    slot,
    holder: null,
    tag: 'A',
    since,
    dueAt: null,
    corrected: false,
  });
  const lines = [line('A', { custody: inSlot(1) }), line('B', { custody: inSlot(2) })];
  const rows = [slotRow(1, 'A', null), slotRow(2, 'B', null), slotRow(3, 'C', null)];
  expect(casesOf('issue', lines, [])).toEqual(['CASE-7']);
  expect(leaving(aCase(...rows), lines)).toEqual({ leave: 2, stay: 1 });
});

test('a return names what is missing by slot, with whom it is, and what belongs elsewhere', () => {
  const contents = { case: 'CASE-7', missing: ['C', 'B'], extra: ['X'] };
  const rows = [slotRow(1, 'A', 'North'), slotRow(2, 'B', 'North'), slotRow(3, 'C', 'South')];
  const back = [
    line('A', { home: home(1), proposed: home(1) }),
    line('X', { home: { case: 'CASE-9', slot: 3 }, proposed: home(4) }),
  ];
  expect(casesOf('return', back, [contents])).toEqual(['CASE-7']);
  const { come, missing, extra } = homecoming(aCase(...rows), contents, back);
  expect(come).toBe(2);
  expect(missing.map(({ tag, slot, custody }) => [tag, slot, custody?.holder])).toEqual([
    ['B', 2, 'North'],
    ['C', 3, 'South'],
  ]);
  expect(extra).toEqual([{ tag: 'X', home: { case: 'CASE-9', slot: 3 } }]);
});

test('a line that is blocked does not come home yet', () => {
  const sealed = { code: 'CASE_SEALED', message: '', details: {} } as const;
  const { come, missing } = homecoming(aCase(slotRow(1, 'A', 'North')), { case: 'CASE-7', missing: [], extra: [] }, [
    line('A', { home: home(1), proposed: home(1), refused: sealed }),
  ]);
  expect(come).toBe(0);
  expect(missing.map(({ tag, blocked }) => [tag, blocked])).toEqual([['A', true]]);
});
