// `npm run bench`: the measurements, under the newer Node and without a window.
import { join } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { root } from './setup/places.mjs';
import { withPlainFailures } from './setup/say.mjs';
import { tools } from './setup/tools.mjs';

await withPlainFailures(tools);
const main = join(root, 'bench', 'main.ts');
process.argv[1] = main;
await import(pathToFileURL(main).href);
