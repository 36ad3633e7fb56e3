// `npm run mutants`: each guard of the ledger taken away in turn, to see that a test notices.
import { join } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { root } from './setup/places.mjs';
import { withPlainFailures } from './setup/say.mjs';
import { tools } from './setup/tools.mjs';

await withPlainFailures(tools);
const main = join(root, 'torture', 'mutants.ts');
process.argv[1] = main;
await import(pathToFileURL(main).href);
