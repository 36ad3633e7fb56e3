import { expect, test } from 'vitest';
import { readAddress, to } from './routes.ts';

test('an address leads to the view it was made for', () => {
  expect(to('board')).toBe('#/');
  expect(to('case', { code: 'CASE 7/B' }, { slot: '6' })).toBe('#/cases/CASE%207%2FB?slot=6');
  expect(readAddress(to('case', { code: 'CASE 7/B' }, { slot: '6' }))).toEqual({
    view: 'case',
    params: { code: 'CASE 7/B' },
    query: { slot: '6' },
  });
  expect(readAddress('')).toEqual({ view: 'board', params: {}, query: {} });
});

test('what nobody made leads nowhere', () => {
  for (const hash of ['#/nowhere', '#/cases/', '#/cases/a/b', '#/cases/%E0%A4%A']) expect(readAddress(hash)).toBeNull();
});
