// `npm run soak -- --minutes 15`: the real app, for so long, doing a day's work without a pause; counts what grows.
import { join } from 'node:path';
import process from 'node:process';
import { buildIfStale } from './build.mjs';
import { root } from './setup/places.mjs';
import { handOver } from './setup/run.mjs';
import { withPlainFailures } from './setup/say.mjs';
import { tools } from './setup/tools.mjs';

await withPlainFailures(async () => {
  await tools();
  const { ready } = await import('./setup/ready.mjs');
  await ready({ virtualDisplay: true });
  await buildIfStale();
  const virtual = ['-a', '-s', '-screen 0 1440x900x24', process.execPath];
  const main = join(root, 'e2e', 'soak', 'main.ts');
  process.exit(await handOver('xvfb-run', [...virtual, main, ...process.argv.slice(2)], { cwd: root }));
});
