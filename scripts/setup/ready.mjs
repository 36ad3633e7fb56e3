// The second piece, under the newer Node: everything a window needs. A stamp makes the next time cost nothing.
import { join } from 'node:path';
import { ensureSystem, hasDisplay, VIRTUAL_DISPLAY, WINDOW } from './debian.mjs';
import { electronExecutable, ensureElectron, wantedElectron } from './electron.mjs';
import { alone } from './lock.mjs';
import { nodeModules } from './places.mjs';
import { has } from './run.mjs';
import { SetupError } from './say.mjs';
import { ensureSqlite } from './sqlite.mjs';
import { readStamp, writeStamp } from './tools.mjs';

/**
 * @typedef {object} Ready
 * @property {string} electron the executable
 * @property {'official' | 'fallback'} kind
 */

/**
 * Makes sure of an Electron that runs, with better-sqlite3 in it.
 * @param {{ virtualDisplay: boolean }} options virtualDisplay: also make sure of one where the machine has none
 * @returns {Promise<Ready>}
 */
export async function ready(options) {
  const wantsDisplay = options.virtualDisplay && !hasDisplay();
  return known(wantsDisplay) ?? alone(async () => known(wantsDisplay) ?? setUp(wantsDisplay));
}

/**
 * @param {boolean} wantsDisplay
 * @returns {Ready | null}
 */
function known(wantsDisplay) {
  const stamp = readStamp();
  const electron = electronExecutable();
  if (!stamp.electronKind || stamp.electron !== wantedElectron() || electron === null) return null;
  return wantsDisplay && !has('xvfb-run') ? null : { electron, kind: stamp.electronKind };
}

/**
 * @param {boolean} wantsDisplay
 * @returns {Promise<Ready>}
 */
async function setUp(wantsDisplay) {
  await ensureSystem(wantsDisplay ? [...WINDOW, ...VIRTUAL_DISPLAY] : WINDOW);
  const kind = await ensureElectron();
  const electron = electronExecutable();
  if (electron === null) {
    throw new SetupError(
      'Electron is installed but its executable is missing.',
      `delete ${join(nodeModules, 'electron')} and run the same command again.`,
    );
  }
  await ensureSqlite(electron);
  writeStamp({ ...readStamp(), electron: wantedElectron(), electronKind: kind });
  return { electron, kind };
}
