import { expect, test } from 'vitest';
import { forgetView, keepView, savedViews, stateOfView } from './savedViews.ts';
import { usualState } from './tableState.ts';

/** A storage of this test's own, with the behaviour that pages have. */
function openStorage(): Storage {
  const kept = new Map<string, string>();
  return {
    get length() {
      return kept.size;
    },
    clear: () => kept.clear(),
    key: (n) => [...kept.keys()][n] ?? null,
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  };
}

test('views are kept by name, and one of the same name gives way', () => {
  const storage = openStorage();
  keepView('Out', { ...usualState, filters: { status: 'holder' } }, storage);
  keepView('Lost', { ...usualState, filters: { status: 'lost' } }, storage);
  keepView('Out', { ...usualState, filters: { status: 'holder' }, sort: 'dueAt' }, storage);
  expect(savedViews(storage).map(({ name }) => name)).toEqual(['Lost', 'Out']);
  const [, out] = savedViews(storage);
  expect(out && stateOfView(out)).toEqual({ ...usualState, filters: { status: 'holder' }, sort: 'dueAt' });
  expect(forgetView('Lost', storage).map(({ name }) => name)).toEqual(['Out']);
});

test('what somebody else wrote there is passed over', () => {
  const storage = openStorage();
  for (const key of ['assettrack.assets.views']) storage.setItem(key, '{"not": "ours"}');
  expect(savedViews(storage)).toEqual([]);
  keepView('All', usualState, storage);
  expect(savedViews(storage)).toHaveLength(1);
});
