import { describe, expect, test } from 'vitest';
import type { CaseRow, SlotRow } from '../../../shared/contract/answers.ts';
import { caseLight } from './caseLight.ts';
import { slotTile } from './slotState.ts';

const aCase: CaseRow = {
  caseId: 'c',
  code: 'CASE-7',
  name: null,
  place: null,
  seal: null,
  retired: false,
  corrected: false,
  version: 1,
  slots: 4,
  inPlace: 4,
  out: 0,
  overdue: 0,
  lost: 0,
  empty: 0,
  wrongHome: 0,
  home: 4,
  readyToShip: true,
};
const not = { ...aCase, readyToShip: false };

test('the light of a case names the gravest thing in the way', () => {
  const light = (row: CaseRow) => caseLight(row).text;
  expect(light(aCase)).toBe('Ready to ship');
  expect(light(not)).toBe('Not sealed');
  expect(light({ ...not, inPlace: 3 })).toBe('1 missing');
  expect(light({ ...not, inPlace: 2, out: 2 })).toBe('2 out');
  expect(light({ ...not, inPlace: 2, out: 1, wrongHome: 1 })).toBe('1 in wrong slot');
  expect(light({ ...not, out: 2, overdue: 1, lost: 1 })).toBe('1 overdue');
  expect(light({ ...aCase, home: 0, inPlace: 0 })).toBe('Empty');
});

describe('a tile says in words what it shows', () => {
  const slot: SlotRow = { slot: 3, label: null, state: 'empty', overdue: false, occupant: null, homeAsset: null };
  const asset = {
    tag: 'LAP-3',
    case: null,
    slot: null,
    since: '',
    openedBy: '',
    dueAt: null,
    corrected: false,
    model: null,
  } as const;
  const occupant = {
    tag: 'LAP-3',
    model: null,
    serial: null,
    home: null,
    condition: null,
    since: '',
    openedBy: '',
    corrected: false,
  };

  test('out, with the initials of whoever has it; overdue besides', () => {
    const out = {
      ...slot,
      state: 'out',
      homeAsset: { ...asset, status: 'holder', holder: 'Field team North' },
    } as const;
    expect(slotTile(out)).toEqual({
      slot: 3,
      look: 'out',
      mark: 'FN',
      says: 'Slot 3: LAP-3 is out with Field team North',
    });
    const late = slotTile({ ...out, overdue: true });
    expect([late.look, late.says]).toEqual(['overdue', 'Slot 3: LAP-3 is overdue, with Field team North']);
  });

  test('what is in it, and that it belongs elsewhere; its label', () => {
    expect(slotTile({ ...slot, label: 'charger', state: 'wrong_home', occupant }).says).toBe(
      'Slot 3 (charger): LAP-3, in the wrong slot',
    );
    expect(slotTile(slot)).toEqual({ slot: 3, look: 'empty', mark: '3', says: 'Slot 3: empty' });
  });
});
