import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * The app's own folder on this machine: device keys, heads, the default store. It lies apart from any store that a
 * person keeps elsewhere, so that copying a store copies no key.
 *
 * `ASSETTRACK_HOME` names another one; else it is where the platform wants it.
 */
export function appFolder(
  env: Readonly<Record<string, string | undefined>> = process.env,
  platform: NodeJS.Platform = process.platform,
  home: string = homedir(),
): string {
  if (env.ASSETTRACK_HOME) return env.ASSETTRACK_HOME;
  if (platform === 'win32') return join(env.APPDATA || join(home, 'AppData', 'Roaming'), 'AssetTrack');
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'AssetTrack');
  return join(env.XDG_DATA_HOME || join(home, '.local', 'share'), 'assettrack');
}
