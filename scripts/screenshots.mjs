// `npm run screenshots`: the pictures of the docs, taken from the real app on the sample organisation, into
// docs/pictures/. `npm run screenshots -- board` takes only those of that name.
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
  // Always on a display of its own, large enough for the largest picture.
  const virtual = ['-a', '-s', '-screen 0 2000x1200x24', process.execPath];
  const taker = join(root, 'e2e', 'pictures', 'take.ts');
  process.exit(await handOver('xvfb-run', [...virtual, taker, ...process.argv.slice(2)], { cwd: root }));
});
