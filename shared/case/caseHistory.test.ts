import { expect, test } from 'vitest';
import { type Entry, endOf } from '../history/entry.ts';
import { entry } from '../testing/entries.ts';
import { caseBefore, foldCase, slotRefusal } from './caseHistory.ts';

const happened = (type: string, at: number, data?: Entry['data']) => entry('case', type, at, data);
const added = happened('CASE_ADDED', 0, { code: 'CASE-13', slots: 2, labels: { 1: 'left' } });
const sealed = (at: number, seal: string) => happened('CASE_SEALED', at, { seal });
const unsealed = (at: number, seal: string) => happened('CASE_UNSEALED', at, { seal });

test('each seal is known from its applying to its breaking, with the number that was read then', () => {
  const { seals, state } = foldCase('case', [added, sealed(5, 'S-1'), unsealed(9, 'S-9'), sealed(12, 'S-2')]);
  expect(
    seals.map(({ seal, sealedAt, unsealedAt, unsealedNumber }) => [seal, sealedAt, unsealedAt, unsealedNumber]),
  ).toEqual([
    ['S-1', 5, 9, 'S-9'],
    ['S-2', 12, null, null],
  ]);
  expect(state).toMatchObject({ seal: { number: 'S-2', at: 12 }, labels: { 1: 'left' }, retired: false });
});

test('a case is as large as it was at the moment, and takes nothing in after it is retired', () => {
  const grown = happened('CASE_CHANGED', 10, { slots: 4 });
  const history = foldCase('case', [added, grown, happened('CASE_RETIRED', 20, { reason: 'broken' })]);
  const slot3 = { case: 'CASE-13', slot: 3 };
  expect([-1, 9, 10, 20].map((at) => slotRefusal(history, slot3, endOf(at))?.details)).toEqual([
    { entity: 'case', case: 'CASE-13', notYet: true },
    { case: 'CASE-13', slot: 3, slots: 2 },
    undefined,
    { case: 'CASE-13', slot: 3, retired: true },
  ]);
  // Before an event: without what it does itself.
  expect(caseBefore(history, grown.point)).toMatchObject({ slots: 2 });
});

test('what breaks a rule is reported and passed over', () => {
  const { violations, state } = foldCase('case', [
    sealed(-5, 'S-0'),
    added,
    unsealed(1, 'S-1'),
    sealed(2, 'S-1'),
    sealed(3, 'S-2'),
    happened('CASE_CHANGED', 4, { slots: 1 }),
    happened('CASE_CHANGED', 5, { name: 'Radios', labels: null }),
  ]);
  expect(violations.map(({ refusal: { code, details } }) => [code, details.why ?? details.notYet])).toEqual([
    ['NOT_FOUND', true],
    ['ILLEGAL_TRANSITION', 'unsealed'],
    ['ILLEGAL_TRANSITION', 'sealed'],
    ['INVALID', 'can only grow'],
  ]);
  expect(state).toMatchObject({ seal: { number: 'S-1' }, slots: 2, name: 'Radios', labels: {} });
});
