// `npm run pack`: the installed app as a folder, in release/.
// `npm run installer`: the installers of this system out of it; on Debian its package, with `-- --check` installed,
// used and removed. With the fallback Electron all is for trial only, and says so.
import { join } from 'node:path';
import process from 'node:process';
import { build } from './build.mjs';
import { canMakeDeb, makeDeb } from './deb.mjs';
import { hasDisplay } from './setup/debian.mjs';
import { nodeModules, root } from './setup/places.mjs';
import { handOver } from './setup/run.mjs';
import { SetupError, say, withPlainFailures } from './setup/say.mjs';
import { tools } from './setup/tools.mjs';

/** Where electron-builder puts the unpacked app. */
const UNPACKED = { linux: 'linux-unpacked', win32: 'win-unpacked', darwin: 'mac' };

await withPlainFailures(async () => {
  await tools();
  const { ready } = await import('./setup/ready.mjs');
  const installer = process.argv.includes('--installer');
  const check = process.argv.includes('--check');
  const { kind } = await ready({ virtualDisplay: check });
  const trial = kind === 'fallback';
  if (installer && (trial || check) && !canMakeDeb()) {
    throw new SetupError(
      'With the fallback Electron, or to be tried at once, an installer is made as a Debian package alone, and here is no dpkg-deb.',
      'run `npm run installer` on a machine that can download Electron, or `npm run pack` for the app as a folder.',
    );
  }
  await build();
  if (trial) say('packing with the fallback Electron: for trial on this machine only, never for release.');
  const config = trial ? 'electron-builder.trial.yml' : 'electron-builder.yml';
  const unpacked = join(root, 'release', UNPACKED[/** @type {keyof typeof UNPACKED} */ (process.platform)] ?? '');
  await builder('--config', config, '--dir');
  if (!installer) return;
  // Its tools are downloaded, and a trial is for this machine.
  if (!trial && !check) await builder('--config', config, '--prepackaged', unpacked);
  if (!canMakeDeb()) return;
  const deb = await makeDeb(unpacked, trial);
  say(`made ${deb}`);
  if (check) process.exit(await tryOut(deb));
});

/** @param {readonly string[]} args */
async function builder(...args) {
  const cli = join(nodeModules, 'electron-builder', 'cli.js');
  const status = await handOver(process.execPath, [cli, ...args, '--publish', 'never'], { cwd: root });
  if (status !== 0) process.exit(status);
}

/**
 * Installs the package, tells its story, removes it.
 * @param {string} deb
 */
function tryOut(deb) {
  const config = join(root, 'playwright.installed.config.ts');
  const playwright = [process.execPath, join(nodeModules, '@playwright/test/cli.js'), 'test', '--config', config];
  const [command = '', ...args] = hasDisplay() ? playwright : ['xvfb-run', '-a', ...playwright];
  return handOver(command, args, { cwd: root, env: { ...process.env, ASSETTRACK_DEB: deb } });
}
