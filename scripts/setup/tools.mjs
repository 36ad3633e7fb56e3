// The first piece: node_modules and a Node that runs TypeScript. Runs under Node 20 with nothing installed.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import process from 'node:process';
import { alone } from './lock.mjs';
import { nodeModules, root, stampFile } from './places.mjs';
import { handOver, run } from './run.mjs';
import { SetupError, say } from './say.mjs';

/** The first Node that runs .ts files without a flag, and that better-sqlite3's prebuilt binary loads in. */
const NEEDED = [22, 18];

/**
 * @typedef {object} Stamp
 * @property {string} tools what node_modules were installed for: lockfile and platform
 * @property {string} [electron] what Electron was set up for; see electron.mjs
 * @property {'official' | 'fallback'} [electronKind]
 */

/** @returns {Partial<Stamp>} */
export function readStamp() {
  try {
    return JSON.parse(readFileSync(stampFile, 'utf8'));
  } catch {
    return {};
  }
}

/** @param {Partial<Stamp>} stamp */
export function writeStamp(stamp) {
  const draft = `${stampFile}.${process.pid}`;
  mkdirSync(dirname(stampFile), { recursive: true });
  writeFileSync(draft, JSON.stringify(stamp));
  renameSync(draft, stampFile);
}

/** What the installed packages depend on: if this is unchanged, so are they. */
function toolsKey() {
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  return `${process.platform}-${process.arch}-${lock}`;
}

/** @param {string} version as in process.versions.node */
function isNewEnough(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return (
    major > /** @type {number} */ (NEEDED[0]) || (major === NEEDED[0] && minor >= /** @type {number} */ (NEEDED[1]))
  );
}

/** Where npm put the newer Node, or null on a platform that has none. */
function bundledNode() {
  const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  const file = join(nodeModules, name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  return existsSync(file) ? file : null;
}

/** True when every package of the lockfile lies in node_modules in its exact version. */
function isInstalledAsLocked() {
  try {
    const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
    const installed = JSON.parse(readFileSync(join(nodeModules, '.package-lock.json'), 'utf8')).packages;
    return Object.entries(wanted).every(([path, entry]) => {
      if (path === '' || (entry.optional && installed[path] === undefined)) return true;
      return installed[path]?.version === entry.version;
    });
  } catch {
    return false;
  }
}

async function installPackages() {
  const key = toolsKey();
  if (readStamp().tools === key) return;
  if (!isInstalledAsLocked()) await npmInstall();
  writeStamp({ tools: key });
}

async function npmInstall() {
  say('installing packages from package-lock.json (npm ci, about half a minute) …');
  // Windows cannot delete a node.exe that runs, and the newer Node lies in node_modules: there, bring them up to date.
  const verb = process.platform === 'win32' && existsSync(nodeModules) ? 'install' : 'ci';
  const outcome = await run('npm', [verb, '--no-audit', '--no-fund'], { cwd: root, label: 'installing packages' });
  if (outcome.status !== 0) {
    throw new SetupError(
      `npm ${verb} failed:\n\n${outcome.output.trim()}`,
      'check that the npm registry can be reached (npm ping) and that the disk has 1 GB free, then run the same command again.',
    );
  }
}

/**
 * Makes sure of node_modules and of a newer Node, and continues under that Node: when this process is too old,
 * the same script is run again under the newer one and this function never returns.
 * @returns {Promise<void>}
 */
export async function tools() {
  if (readStamp().tools !== toolsKey()) await alone(installPackages);
  if (isNewEnough(process.versions.node)) {
    putFirst(dirname(process.execPath));
    return;
  }
  const newer = bundledNode();
  if (newer === null) {
    throw new SetupError(
      `Node ${process.versions.node} is too old, and npm has no newer one for ${process.platform}-${process.arch}.`,
      `install Node ${NEEDED.join('.')} or later and run the same command again.`,
    );
  }
  putFirst(dirname(newer));
  process.exit(await handOver(newer, process.argv.slice(1)));
}

/** @param {string} nodeFolder */
function putFirst(nodeFolder) {
  process.env.PATH = [join(nodeModules, '.bin'), nodeFolder, process.env.PATH].join(delimiter);
}
