// `npm run pack`: the installed app as a folder, in release/. With the fallback Electron it is for trial only, and says so.
import { join } from 'node:path';
import process from 'node:process';
import { build } from './build.mjs';
import { nodeModules, root } from './setup/places.mjs';
import { handOver } from './setup/run.mjs';
import { say, withPlainFailures } from './setup/say.mjs';
import { tools } from './setup/tools.mjs';

await withPlainFailures(async () => {
  await tools();
  const { ready } = await import('./setup/ready.mjs');
  const { kind } = await ready({ virtualDisplay: false });
  await build();
  const trial = kind === 'fallback';
  if (trial) say('packing with the fallback Electron: for trial on this machine only, never for release.');
  const config = trial ? 'electron-builder.trial.yml' : 'electron-builder.yml';
  const builder = join(nodeModules, 'electron-builder', 'cli.js');
  process.exit(
    await handOver(process.execPath, [builder, '--dir', '--config', config, '--publish', 'never'], { cwd: root }),
  );
});
