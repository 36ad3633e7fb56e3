import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

/** The checkout: the folder that holds package.json. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

export const nodeModules = join(root, 'node_modules');

/** Sources as they were read last time (NODE_COMPILE_CACHE): without it, half of a short process goes into reading TypeScript. */
export const compileCache = join(nodeModules, '.cache', 'node-compile');

/** What set-up found or made last time. It lies in node_modules so that it goes when they go. */
export const stampFile = join(nodeModules, '.assettrack-setup.json');

/** Downloads and compiled parts, outside the checkout so that the next checkout need not pay again. */
export function cacheFolder() {
  if (process.platform === 'win32') {
    return join(process.env.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local'), 'assettrack-setup');
  }
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'assettrack-setup');
  return join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'assettrack-setup');
}
