import { expect, test } from 'vitest';
import { DAY_MS, FOREVER, formatInstant, HOUR_MS, parseInstant } from './time.ts';

const read = (text: string) => {
  const parsed = parseInstant(text);
  return parsed && [formatInstant(parsed.at), parsed.offset];
};

test.each([
  ['2026-11-21T11:32:19.123Z', '2026-11-21T11:32:19.123Z', 0],
  ['2026-11-21T14:30:00+01:00', '2026-11-21T13:30:00.000Z', 60],
  ['2026-11-21t00:15:00.5-03:30', '2026-11-21T03:45:00.500Z', -210],
  ['2026-11-21 11:32:19.123987654z', '2026-11-21T11:32:19.123Z', 0],
  ['2024-02-29T23:59:59-00:00', '2024-02-29T23:59:59.000Z', 0],
  ['0001-01-01T00:00:00Z', '0001-01-01T00:00:00.000Z', 0],
  ['9999-12-31T23:59:59.999Z', '9999-12-31T23:59:59.999Z', 0],
  ['1600-02-29T12:00:00Z', '1600-02-29T12:00:00.000Z', 0],
])('%s is a moment, and keeps its offset', (text, utc, offset) => {
  expect(read(text)).toEqual([utc, offset]);
});

test.each([
  'yesterday',
  '2026-11-21',
  '2026-11-21T14:30:00',
  '2026-11-21T14:30Z',
  '2026-02-29T12:00:00Z',
  '1900-02-29T12:00:00Z',
  '2026-04-31T12:00:00Z',
  '2026-00-10T12:00:00Z',
  '2026-11-21T24:00:00Z',
  '2026-11-21T12:60:00Z',
  '2026-12-31T23:59:60Z',
  '2026-11-21T12:00:00+24:00',
  '2026-11-21T12:00:00.Z',
  ' 2026-11-21T12:00:00Z',
  '0000-12-31T23:59:59Z',
  '0001-01-01T00:00:00+00:01',
  '9999-12-31T23:59:59-00:01',
  '+12026-11-21T12:00:00Z',
])('%j is no moment that the log can hold', (text) => {
  expect(parseInstant(text)).toBeNull();
});

test('an instant is written as Date writes it, whichever day was written before', () => {
  const days = [-62_135_596_800_000, -1, 0, 1_709_164_800_000, 1_795_260_739_123, 253_402_300_799_999];
  for (const day of days) {
    for (const at of [day, day - 1, day + 1, day + 59_999, day - DAY_MS, day + HOUR_MS]) {
      expect(formatInstant(at)).toBe(new Date(at).toISOString());
    }
  }
  // A wait that is measured by a clock that nobody can set ends between two ms.
  expect(formatInstant(1_795_260_739_123.5518)).toBe('2026-11-21T11:32:19.123Z');
  for (const none of [Number.NaN, Number.POSITIVE_INFINITY, FOREVER])
    expect(() => formatInstant(none)).toThrow(RangeError);
});
