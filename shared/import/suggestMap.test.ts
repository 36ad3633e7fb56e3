import { expect, test } from 'vitest';
import { guessKind, isEnough, mapFor, signatureOf, suggestMap, templateColumns } from './suggestMap.ts';

test('the columns of our own templates are all known', () => {
  for (const kind of ['assets', 'holders'] as const) {
    const columns = templateColumns[kind].map(([column]) => column);
    const map = suggestMap(kind, columns);
    expect(guessKind(columns)).toBe(kind);
    expect(Object.fromEntries(templateColumns[kind].map(([column, field]) => [field, [column]]))).toEqual(map);
    expect(isEnough(kind, map)).toBe(true);
  }
});

test('a list as a team keeps it is read by its names, a second tag column after the first', () => {
  const columns = [
    'Building / Room',
    'Case number',
    'Slot #',
    'asset_tag',
    'Clean asset tag',
    'Serial No.',
    'Warranty',
  ];
  expect(suggestMap('assets', columns)).toEqual({
    tag: ['asset_tag', 'Clean asset tag'],
    serial: ['Serial No.'],
    case: ['Case number'],
    slot: ['Slot #'],
    place: ['Building / Room'],
  });
  expect(isEnough('assets', suggestMap('assets', ['Warranty']))).toBe(false);
});

test('a list is remembered by its columns in any order; what it has no more is left out', () => {
  expect(signatureOf(['Tag', 'Serial no.'])).toBe(signatureOf(['serial_no', 'TAG']));
  expect(mapFor({ tag: ['Tag', 'Old'], serial: ['Old'] }, ['Tag'])).toEqual({ tag: ['Tag'] });
});
