import { expect, test } from 'vitest';
import { isNotBefore, nextHlc } from './hlc.ts';

test.each([
  ['the first of all', '', 0, '000000000000-000000'],
  ['the wall clock has gone on', '000000000005-00000a', 6, '000000000006-000000'],
  ['in the same millisecond', '000000000005-00000a', 5, '000000000005-00000b'],
  ['the wall clock is behind', '000000000005-00000a', 3, '000000000005-00000b'],
  ['more in a millisecond than can be counted', '000000000005-ffffff', 5, '000000000006-000000'],
])('%s', (_name, before, at, after) => {
  expect(nextHlc(before, at)).toBe(after);
  expect(after > before).toBe(true);
  expect(isNotBefore(after, at)).toBe(true);
});
