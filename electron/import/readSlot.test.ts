import { expect, test } from 'vitest';
import { readSlot, splitSlot } from './readSlot.ts';

test.each([
  ['14', '1', 14],
  ['014', '1', 14],
  ['1-14', '1', 14],
  ['1 - 14', '1', 14],
  ['1/14', '1', 14],
  ['Slot 7', '3', 7],
  ['slot7', '3', 7],
  ['SLOT #7', '3', 7],
  ['Slot 3-7', '3', 7],
  ['CASE-13-6', 'CASE-13', 6],
  ['case-13 / 6', 'CASE-13', 6],
  ['13-6', 'CASE-13', 6],
  ['1-4', 'Kiste 01', 4],
])('%j in case %j is slot %i', (text, caseCode, slot) => {
  expect(readSlot(text, caseCode)).toEqual({ slot });
});

test.each([
  ['2-14', '1'],
  ['11-4', '1'],
  ['A-4', 'B'],
  ['CASE-12-6', 'CASE-13'],
  ['0', '1'],
  ['1-0', '1'],
  ['top', '1'],
  ['7b', '1'],
  ['-5', '1-'],
  ['1-14-2', '1'],
  ['14 or 15', '1'],
])('%j in case %j is not guessed at', (text, caseCode) => {
  expect(readSlot(text, caseCode)).toEqual({ why: expect.stringContaining(`"${text}"`) });
});

test('a slot with its case in front is split at the last sign', () => {
  expect(splitSlot('CASE-13-6')).toEqual({ case: 'CASE-13', slot: 6 });
  expect(splitSlot('1 / 14')).toEqual({ case: '1', slot: 14 });
  expect(splitSlot('14')).toBeNull();
});
