// `npm run -s assettrack -- …`: the command line, straight from its sources. Under the newer Node it runs in this very
// process, so that stdin, stdout, signals and the exit status are its own.
import module from 'node:module';
import { join } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { compileCache, root } from './setup/places.mjs';
import { withPlainFailures } from './setup/say.mjs';
import { tools } from './setup/tools.mjs';
import { buildVerifierIfStale } from './verifier.mjs';

await withPlainFailures(tools);
if (process.argv.includes('--pack')) await withPlainFailures(buildVerifierIfStale);
passOnSignals();
module.enableCompileCache(compileCache);
const main = join(root, 'electron', 'cli', 'main.ts');
process.argv[1] = main;
await import(pathToFileURL(main).href);

/**
 * npm hands a signal sent to it to the shell between it and this process, and there it ends: the shell dies, this
 * process gets another parent. Seeing that, it sends itself what the shell got.
 */
function passOnSignals() {
  if (process.env.npm_lifecycle_event === undefined || process.platform === 'win32') return;
  const shell = process.ppid;
  setInterval(() => {
    if (process.ppid !== shell) process.kill(process.pid, 'SIGTERM');
  }, 200).unref();
}
