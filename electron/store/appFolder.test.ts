import { join } from 'node:path';
import { expect, test } from 'vitest';
import { appFolder } from './appFolder.ts';

test.each([
  ['told by the environment', { ASSETTRACK_HOME: '/stick', XDG_DATA_HOME: '/data' }, 'linux', '/stick'],
  ['Linux', {}, 'linux', join('/home/bob', '.local', 'share', 'assettrack')],
  ['Linux with a data folder', { XDG_DATA_HOME: '/data' }, 'linux', join('/data', 'assettrack')],
  ['macOS', {}, 'darwin', join('/home/bob', 'Library', 'Application Support', 'AssetTrack')],
  ['Windows', { APPDATA: '/roaming' }, 'win32', join('/roaming', 'AssetTrack')],
  ['Windows without APPDATA', {}, 'win32', join('/home/bob', 'AppData', 'Roaming', 'AssetTrack')],
] as const)('%s', (_name, env, platform, folder) => {
  expect(appFolder(env, platform, '/home/bob')).toBe(folder);
});
