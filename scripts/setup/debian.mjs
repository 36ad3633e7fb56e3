// What Electron needs from a Linux machine. Found by the thing itself (a library, a command), installed by package name.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import process from 'node:process';
import { has, run } from './run.mjs';
import { SetupError, say } from './say.mjs';

/**
 * @typedef {object} Need
 * @property {string} [library] found by the loader under this name
 * @property {string} [command] found on the PATH
 * @property {readonly string[]} packages the package's names over Debian's and Ubuntu's releases, newest last
 */

/** @type {readonly Need[]} what an Electron window needs to open */
export const WINDOW = [
  { library: 'libgtk-3.so.0', packages: ['libgtk-3-0', 'libgtk-3-0t64'] },
  { library: 'libnss3.so', packages: ['libnss3'] },
  { library: 'libgbm.so.1', packages: ['libgbm1'] },
  { library: 'libasound.so.2', packages: ['libasound2', 'libasound2t64'] },
  { library: 'libatk-bridge-2.0.so.0', packages: ['libatk-bridge2.0-0', 'libatk-bridge2.0-0t64'] },
];

/** @type {readonly Need[]} a display that exists only in memory, for a machine without one */
export const VIRTUAL_DISPLAY = [
  { command: 'Xvfb', packages: ['xvfb'] },
  { command: 'xvfb-run', packages: ['xvfb'] },
  { command: 'xauth', packages: ['xauth'] },
];

/** @type {readonly Need[]} to unpack the fallback Electron and compile better-sqlite3 for it */
export const FALLBACK_TOOLS = [
  { command: 'unzip', packages: ['unzip'] },
  { command: 'python3', packages: ['python3'] },
  { command: 'make', packages: ['make'] },
  { command: 'g++', packages: ['g++'] },
];

/** @type {readonly Need[]} to compile what stands between a store and its disk, and to run the second verifier */
export const TORTURE_TOOLS = [
  // It brings gcc and the headers, of which only it cannot do without.
  { command: 'g++', packages: ['g++'] },
  { command: 'python3', packages: ['python3'] },
];

/** @type {readonly Need[]} to watch from outside what the app asks of the kernel */
export const WATCH_TOOLS = [{ command: 'strace', packages: ['strace'] }];

/** True when a window has somewhere to appear. */
export function hasDisplay() {
  if (process.platform !== 'linux') return true;
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/**
 * Installs what is missing when this is root on a Debian-like system; otherwise says the exact command to type.
 * @param {readonly Need[]} needs
 * @returns {Promise<void>}
 */
export async function ensureSystem(needs) {
  if (process.platform !== 'linux') return;
  const missing = stillMissing(needs);
  if (missing.length === 0) return;
  const names = missing.map((need) => need.command ?? need.library).join(', ');
  if (!has('apt-get')) {
    throw new SetupError(
      `This machine lacks ${names}.`,
      `install them with the system's package manager (Debian calls them: ${firstNames(missing).join(' ')}), then run the same command again.`,
    );
  }
  if (process.getuid?.() !== 0) {
    throw new SetupError(
      `This machine lacks ${names}.`,
      `sudo apt-get install -y --no-install-recommends ${availableNames(missing).join(' ')}`,
    );
  }
  await install(missing);
}

/** @param {readonly Need[]} missing */
async function install(missing) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  say(`installing Debian packages: ${firstNames(missing).join(' ')} …`);
  await run('apt-get', ['update', '-q'], { env, label: 'reading the package lists', limitMs: 5 * 60_000 });
  const packages = availableNames(missing);
  const outcome = await run('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...packages], {
    env,
    label: 'installing Debian packages',
    limitMs: 15 * 60_000,
  });
  const left = stillMissing(missing);
  if (left.length === 0) return;
  throw new SetupError(
    `Installing Debian packages failed:\n\n${outcome.output.trim().split('\n').slice(-15).join('\n')}`,
    `apt-get update && apt-get install -y --no-install-recommends ${packages.join(' ')}`,
  );
}

/** @param {readonly Need[]} needs */
function stillMissing(needs) {
  const libraries = needs.some((need) => need.library) ? knownLibraries() : '';
  return needs.filter((need) => (need.command ? !has(need.command) : !libraries.includes(`\t${need.library} `)));
}

/** Every library the loader finds, one a line, as ldconfig prints them. */
function knownLibraries() {
  const ldconfig = ['/sbin/ldconfig', '/usr/sbin/ldconfig'].find((file) => existsSync(file)) ?? 'ldconfig';
  return spawnSync(ldconfig, ['-p'], { encoding: 'utf8' }).stdout ?? '';
}

/** @param {readonly Need[]} needs */
function firstNames(needs) {
  return [...new Set(needs.flatMap((need) => need.packages.slice(0, 1)))];
}

/**
 * The name each package has on this system: the last one apt really has (newer releases renamed some).
 * @param {readonly Need[]} needs
 */
function availableNames(needs) {
  return [
    ...new Set(
      needs.flatMap((need) => {
        const real = need.packages.filter(
          (name) => spawnSync('apt-cache', ['show', name], { stdio: 'ignore' }).status === 0,
        );
        return (real.length > 0 ? real : need.packages).slice(-1);
      }),
    ),
  ];
}
