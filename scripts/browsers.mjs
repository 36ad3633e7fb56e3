// `npm run browsers`: the page of a custody pack in the browsers of this machine, where they are; installs none.
import { join } from 'node:path';
import process from 'node:process';
import { root } from './setup/places.mjs';
import { handOver, has } from './setup/run.mjs';
import { withPlainFailures } from './setup/say.mjs';
import { tools } from './setup/tools.mjs';
import { buildVerifierIfStale } from './verifier.mjs';

await withPlainFailures(async () => {
  await tools();
  await buildVerifierIfStale();
  const main = [process.execPath, join(root, 'e2e', 'browsers', 'main.ts'), ...process.argv.slice(2)];
  // Of these browsers only WebKit's needs a display.
  const [command = '', ...args] = has('xvfb-run') ? ['xvfb-run', '-a', ...main] : main;
  process.exit(await handOver(command, args, { cwd: root }));
});
