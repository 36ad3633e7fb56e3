import { expect, test } from 'vitest';
import { newUuid } from './newUuid.ts';

const AT = 1_795_248_000_000;

test('an id tells its moment, its version and its variant', () => {
  const id = newUuid(AT);
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)).toBe(AT);
});

test('ids of one moment sort as they were made, and no two are alike', () => {
  const ids = Array.from({ length: 3000 }, () => newUuid(AT));
  expect(ids.toSorted()).toEqual(ids);
  expect(new Set(ids).size).toBe(ids.length);
});

test('each moment begins at another place', () => {
  const starts = Array.from({ length: 50 }, (_, i) => newUuid(AT + 1 + i).slice(14));
  expect(new Set(starts.map((start) => start.slice(0, 9))).size).toBe(starts.length);
});
