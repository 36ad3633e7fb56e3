// `npm run torture`: what a bad day can do to a store, done to it; under the newer Node and without a window.
import { join } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { ensureSystem, TORTURE_TOOLS } from './setup/debian.mjs';
import { root } from './setup/places.mjs';
import { withPlainFailures } from './setup/say.mjs';
import { tools } from './setup/tools.mjs';

await withPlainFailures(async () => {
  await tools();
  await ensureSystem(TORTURE_TOOLS);
});
const main = join(root, 'torture', 'main.ts');
process.argv[1] = main;
await import(pathToFileURL(main).href);
