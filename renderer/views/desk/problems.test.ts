import { describe, expect, test } from 'vitest';
import type { Refused } from '../../../shared/ipc/contract.ts';
import { type CheckedLine, problemGroups, problemOf, shortOf } from './problems.ts';

const refused = (code: Refused['code'], details: Refused['details']): Refused => ({ code, message: code, details });
const out = (holder: string) => ({ custody: { status: 'holder', case: null, slot: null, holder } });

function line(position: number, why: Refused | null): CheckedLine {
  return {
    item: `item ${position}`,
    code: `L-${position}`,
    tag: `L-${position}`,
    scannedAt: '2026-11-21T10:42:00.000Z',
    repeats: 0,
    model: null,
    serial: null,
    custody: null,
    home: null,
    version: 1,
    check: null,
    position,
    refused: why,
    proposed: undefined,
    homeRefused: null,
  };
}

describe('what stands in the way', () => {
  test('of something out already: hand it on, or take it back first', () => {
    const { says, fixes } = problemOf('issue', refused('ILLEGAL_TRANSITION', out('Radio desk')));
    expect(says(1)).toBe('It is out already, with Radio desk.');
    expect(fixes.map(({ fix }) => fix)).toEqual(['transfer', 'return']);
  });

  test('of a transfer to who has it: nothing but to take it off the list', () => {
    const { says, fixes } = problemOf('transfer', refused('ILLEGAL_TRANSITION', out('Radio desk')));
    expect(says(2)).toBe('Radio desk has 2 of these already.');
    expect(fixes).toEqual([]);
  });

  test('of a sealed case: unseal it; what comes back may also stay outside', () => {
    const sealed = refused('CASE_SEALED', { case: 'CASE-7', seal: 'S-100' });
    expect(problemOf('issue', sealed).fixes).toEqual([{ fix: 'unseal', case: 'CASE-7' }]);
    expect(problemOf('return', sealed).fixes).toEqual([{ fix: 'unseal', case: 'CASE-7' }, { fix: 'unplaced' }]);
    expect(problemOf('return', sealed).says(3)).toBe('CASE-7 is sealed with S-100: nothing can go into it.');
  });

  test('of a rare kind speaks in its own sentence', () => {
    const inactive = refused('HOLDER_INACTIVE', { holder: 'Bob', tag: 'L-1' });
    expect(problemOf('issue', inactive).says(1)).toContain('Bob is deactivated');
    expect(problemOf('issue', inactive).fixes).toEqual([{ fix: 'holder' }]);
  });
});

test('lines with the same problem stand together, in the order in which problems came up', () => {
  const sealed = refused('CASE_SEALED', { case: 'CASE-7', seal: 'S-100' });
  const lines = [
    line(1, sealed),
    line(2, null),
    line(3, refused('NOT_FOUND', { entity: 'asset' })),
    line(4, sealed),
    line(5, refused('ILLEGAL_TRANSITION', out('Bob'))),
    line(6, refused('ILLEGAL_TRANSITION', out('Radio desk'))),
  ];
  expect(problemGroups('issue', lines).map(({ problem, lines: of }) => [problem.key, of.length])).toEqual([
    ['sealed CASE-7', 2],
    ['unknown', 1],
    ['out Bob', 1],
    ['out Radio desk', 1],
  ]);
});

test('lines with the same problem each say where they are', () => {
  const inSlot = (slot: number) =>
    refused('ILLEGAL_TRANSITION', { custody: { status: 'slot', case: 'CASE-7', slot, holder: null } });
  const lines = [line(1, inSlot(3)), line(2, inSlot(9)), line(3, null)];
  expect(problemGroups('return', lines)).toHaveLength(1);
  expect(lines.map((one) => shortOf('return', one))).toEqual([
    'In CASE-7 / 3, not out',
    'In CASE-7 / 9, not out',
    null,
  ]);
});
