import { expect, test } from 'vitest';
import { duration, fromLocalField, initials, moment, offsetText, refusalSentence } from './format.ts';

/** In the laptop's own zone, whatever it is. */
const at = (day: number, hour: number) => new Date(2026, 10, day, hour, 5).getTime();

test('a moment is told by its distance', () => {
  const now = at(21, 9);
  expect(moment(at(21, 8), now)).toBe('today 08:05');
  expect(moment(at(20, 23), now)).toBe('yesterday 23:05');
  expect(moment(at(22, 1), now)).toBe('tomorrow 01:05');
  expect(moment(at(19, 16), now)).toBe('19 Nov 16:05');
  expect(moment(new Date(2025, 10, 19, 16, 0).getTime(), now)).toBe('19 Nov 2025 16:00');
});

test('durations are told in their largest unit, offsets as in RFC 3339', () => {
  const minute = 60_000;
  expect([1, 25 * minute, 3.9 * 60 * minute, 24 * 60 * minute, 49 * 60 * minute].map(duration)).toEqual([
    '1 min',
    '25 min',
    '3 h',
    '1 day',
    '2 days',
  ]);
  expect([0, 60, -210, 345].map(offsetText)).toEqual(['+00:00', '+01:00', '-03:30', '+05:45']);
});

test('initials are two letters, whatever the name', () => {
  expect(['Field team North', 'Bob', 'Jörg Ånderson-Ek', '李', '  '].map(initials)).toEqual([
    'FN',
    'BO',
    'JE',
    '李',
    '?',
  ]);
});

test('a refusal names its moments in local time', () => {
  const until = new Date(at(21, 9)).toISOString();
  const said = refusalSentence({ code: 'LOCKED_OUT', details: { operator: 'Ada', until } });
  expect(said).toContain(moment(until));
  expect(said).not.toContain(until);
  const earlier = refusalSentence({ code: 'ALREADY_SUPERSEDED', details: { at: new Date().toISOString() } });
  expect(earlier).toContain('corrected already, today ');
});

test('an hour that the clocks skip is the hour after; of one that comes twice the first is meant', () => {
  const zone = process.env.TZ;
  process.env.TZ = 'Europe/Berlin';
  try {
    expect(fromLocalField('2026-03-29T02:30')).toBe('2026-03-29T03:30:00+02:00');
    expect(fromLocalField('2026-10-25T02:30')).toBe('2026-10-25T02:30:00+02:00');
    expect(fromLocalField('2026-11-21T08:10')).toBe('2026-11-21T08:10:00+01:00');
  } finally {
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
  }
});
