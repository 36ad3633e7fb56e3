import { expect, test } from 'vitest';
import { asOfIn, NOW, settledAddress, withMoment } from './asOfSlice.ts';

const MORNING = Date.parse('2024-11-20T08:00:00.000Z');
const morning = { at: MORNING, knownAt: null };

test('a link followed while looking back keeps the moment, unless it names one', () => {
  expect(settledAddress('#/cases/CASE-1?slot=6', morning)).toBe(
    '#/cases/CASE-1?slot=6&at=2024-11-20T08%3A00%3A00.000Z',
  );
  expect(settledAddress('#/?at=2024-11-19T08:00:00%2B01:00', morning)).toBe('#/?at=2024-11-19T07%3A00%3A00.000Z');
  expect(settledAddress('#/?at=now', morning)).toBe('#/');
  expect(settledAddress('#/', NOW)).toBe('#/');
  expect(withMoment('#/assets?text=a&at=2024-11-19T07:00:00Z&knownAt=2024-11-19T07:00:00Z', NOW)).toBe(
    '#/assets?text=a',
  );
});

test('what is no moment, or still to come, is now', () => {
  expect(asOfIn({ at: '2024-11-20T09:00:00+01:00' }, MORNING)).toEqual(morning);
  expect(asOfIn({ at: '2024-11-20T08:00:00.001Z', knownAt: 'yesterday' }, MORNING)).toEqual(NOW);
});
