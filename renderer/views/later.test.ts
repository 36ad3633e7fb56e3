import { expect, test } from 'vitest';
import { later } from './later.ts';

const Nothing = () => null;

test('the code of a view is fetched once, and tried again only when that failed', async () => {
  let fetches = 0;
  const view = later<'audit'>(async () => {
    fetches += 1;
    if (fetches === 1) throw new Error('the disk was busy');
    return Nothing;
  });
  await expect(view.fetch()).rejects.toThrow('busy');
  expect(view.shown()).toBeNull();
  await Promise.all([view.fetch(), view.fetch()]);
  await view.fetch();
  expect(view.shown()).toBe(Nothing);
  expect(fetches).toBe(2);
});
