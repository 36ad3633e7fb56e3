// `npm run bench`: the measurements, under the newer Node and without a window; `npm run bench -- --app`: those of the
// real app in its window.
import { join } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { buildIfStale } from './build.mjs';
import { root } from './setup/places.mjs';
import { handOver } from './setup/run.mjs';
import { withPlainFailures } from './setup/say.mjs';
import { tools } from './setup/tools.mjs';

await withPlainFailures(tools);
const args = process.argv.slice(2);
if (args.includes('--app')) {
  await withPlainFailures(async () => {
    const { ready } = await import('./setup/ready.mjs');
    await ready({ virtualDisplay: true });
    await buildIfStale();
    // Always on a display of its own: what else is on the screen would be measured too.
    const virtual = ['-a', '-s', '-screen 0 1440x900x24', process.execPath];
    process.exit(
      await handOver('xvfb-run', [...virtual, join(root, 'bench', 'app', 'main.ts'), ...args], { cwd: root }),
    );
  });
}
const main = join(root, 'bench', 'main.ts');
process.argv[1] = main;
await import(pathToFileURL(main).href);
