// `npm run pack`: the installed app as a folder, in release/. With the fallback Electron it is for trial only, and says so.
// `npm run installer`: the installer of this system, which is never made with the fallback.
import { join } from 'node:path';
import process from 'node:process';
import { build } from './build.mjs';
import { nodeModules, root } from './setup/places.mjs';
import { handOver } from './setup/run.mjs';
import { SetupError, say, withPlainFailures } from './setup/say.mjs';
import { tools } from './setup/tools.mjs';

await withPlainFailures(async () => {
  await tools();
  const { ready } = await import('./setup/ready.mjs');
  const { kind } = await ready({ virtualDisplay: false });
  await build();
  const installer = process.argv.includes('--installer');
  const trial = kind === 'fallback';
  if (trial && installer) {
    throw new SetupError(
      'An installer needs the Electron that the app is written for, and here is only the fallback.',
      'run `npm run installer` on a machine that can download Electron, or `npm run pack` for the app as a folder.',
    );
  }
  if (trial) say('packing with the fallback Electron: for trial on this machine only, never for release.');
  const config = trial ? 'electron-builder.trial.yml' : 'electron-builder.yml';
  const builder = join(nodeModules, 'electron-builder', 'cli.js');
  process.exit(
    await handOver(
      process.execPath,
      [builder, ...(installer ? [] : ['--dir']), '--config', config, '--publish', 'never'],
      {
        cwd: root,
      },
    ),
  );
});
