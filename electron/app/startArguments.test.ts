import { expect, test } from 'vitest';
import { commandLineWords, startArguments } from './startArguments.ts';

test('the store is named in either way, among switches that are not ours', () => {
  expect(startArguments(['electron', '--no-sandbox', '.', '--store', 'field.sqlite'], '/home/ada')).toEqual({
    store: '/home/ada/field.sqlite',
    demo: false,
  });
  expect(startArguments(['assettrack', '--store=/srv/a.sqlite', '--demo'], '/')).toEqual({
    store: '/srv/a.sqlite',
    demo: true,
  });
  expect(startArguments(['assettrack', '--disable-gpu', '--store'], '/')).toEqual({ store: null, demo: false });
});

test('a verb stands behind two dashes, with whatever it says; without them the window is meant', () => {
  expect(commandLineWords(['assettrack', '--no-sandbox', '--', 'events', '--type=ASSET_ADDED', '--'])).toEqual([
    'events',
    '--type=ASSET_ADDED',
    '--',
  ]);
  expect(commandLineWords(['assettrack', '--store', 'field.sqlite'])).toBeNull();
});
