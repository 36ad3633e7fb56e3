import { expect, test } from 'vitest';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../../shared/time.ts';
import { around, panned, ticksOf, zoomed } from './scale.ts';

const start = new Date(2026, 0, 1).getTime();
const whole = { from: start, to: start + 100 * DAY_MS };

test('zooming keeps the moment under the pointer, and stays within the whole', () => {
  const about = start + 25 * DAY_MS;
  const closer = zoomed(whole, whole, 0.5, about);
  expect(closer.to - closer.from).toBe(50 * DAY_MS);
  expect((about - closer.from) / (closer.to - closer.from)).toBeCloseTo(0.25);
  expect(zoomed(closer, whole, 1000, about)).toEqual(whole);
  const closest = zoomed(whole, whole, 1e-9, about);
  expect(closest.to - closest.from).toBe(10 * MINUTE_MS);
});

test('going sideways stops at either end', () => {
  const view = { from: start + DAY_MS, to: start + 11 * DAY_MS };
  expect(panned(view, whole, 0.5)).toEqual({ from: start + 6 * DAY_MS, to: start + 16 * DAY_MS });
  expect(panned(view, whole, -5)).toEqual({ from: start, to: start + 10 * DAY_MS });
  expect(panned(view, whole, 50).to).toBe(whole.to);
});

test('a stay is shown with what lies around it', () => {
  const view = around({ from: start + 10 * DAY_MS, to: start + 14 * DAY_MS }, whole);
  expect(view).toEqual({ from: start + 9 * DAY_MS, to: start + 15 * DAY_MS });
  expect(around({ from: start, to: start }, whole).to).toBeGreaterThan(start);
});

test('ticks are few, round and in order, however much is shown', () => {
  for (const width of [HOUR_MS, 7 * HOUR_MS, 3 * DAY_MS, 40 * DAY_MS, 400 * DAY_MS, 20_000 * DAY_MS]) {
    const view = { from: start + 12_345_678, to: start + 12_345_678 + width };
    const ticks = ticksOf(view, 8);
    expect(ticks.length, String(width)).toBeGreaterThan(1);
    expect(ticks.length, String(width)).toBeLessThan(20);
    expect(ticks.map(({ at }) => at)).toEqual(ticks.map(({ at }) => at).toSorted((a, b) => a - b));
    for (const { at, says } of ticks) {
      expect(at).toBeGreaterThanOrEqual(view.from);
      expect(new Date(at).getSeconds()).toBe(0);
      if (says !== 'time') expect(new Date(at).getHours()).toBe(0);
    }
  }
});
