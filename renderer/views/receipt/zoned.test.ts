import { expect, test } from 'vitest';
import { zoned } from './zoned.ts';

test('a document tells the time of the place where it happened, and how far from UTC that is', () => {
  expect(zoned('2026-11-21T23:30:07.000Z', 60)).toBe('2026-11-22 00:30:07 (UTC+01:00)');
  expect(zoned('2026-11-21T23:30:07.000Z', -210)).toBe('2026-11-21 20:00:07 (UTC-03:30)');
});
