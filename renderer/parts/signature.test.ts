import { expect, test } from 'vitest';
import { drawnOn, fitted, onPad, type Point, type Stroke, strokePath } from './signature.ts';

/** A hand that draws loops for a long time. */
const loops = (points: number): Stroke =>
  Array.from({ length: points }, (_, i): Point => {
    const turn = i / 40;
    return onPad(50 + (i * 500) / points + 40 * Math.cos(turn), 100 + 60 * Math.sin(turn));
  });

test('a point counts when the pen has moved, and never leaves the pad', () => {
  expect(onPad(-3.2, 240)).toEqual([0, 200]);
  const stroke = drawnOn([[10, 10]], [11, 10]);
  expect(stroke).toEqual([[10, 10]]);
  expect(drawnOn(stroke, [12, 10])).toHaveLength(2);
});

test('a signature of any size is stored within 32 kB and still looks like itself', () => {
  const large = [loops(9000), loops(3000)];
  expect(JSON.stringify(large).length).toBeGreaterThan(100_000);
  const small = fitted(large);
  expect(JSON.stringify(small).length).toBeLessThanOrEqual(32_000);
  expect(small).toHaveLength(2);
  for (const [i, stroke] of small.entries()) {
    expect(stroke.at(0)).toEqual(large[i]?.at(0));
    expect(stroke.at(-1)).toEqual(large[i]?.at(-1));
    expect(stroke.length).toBeGreaterThan(100);
  }
});

test('one that is small is kept point by point', () => {
  const strokes = [loops(300), [[5, 5]] as const];
  expect(fitted(strokes)).toBe(strokes);
});

test('a stroke is drawn as a curve, a single point as a dot', () => {
  expect(strokePath([[5, 6]])).toBe('M5 6h0');
  expect(
    strokePath([
      [0, 0],
      [10, 0],
      [10, 10],
    ]),
  ).toBe('M0 0Q10 0 10 5L10 10');
});
