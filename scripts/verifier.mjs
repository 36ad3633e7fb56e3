// The page that goes into every custody pack, dist/verifier/verify.html. The app finds it in its build; for the command
// line and the tests, which run from sources, it is built when one of the files it is made from is newer.
import { existsSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { nodeModules, root } from './setup/places.mjs';
import { run } from './setup/run.mjs';
import { SetupError } from './setup/say.mjs';

const CONFIG = 'vite.verifier.config.ts';
const folder = join(root, 'dist', 'verifier');
const page = join(folder, 'verify.html');
const inputs = join(folder, 'inputs.json');

/** Builds the page, and puts it in the place of the last one at once. */
export async function buildVerifier() {
  const aside = join(folder, `.new-${process.pid}`);
  const vite = join(nodeModules, 'vite', 'bin', 'vite.js');
  const options = ['--config', CONFIG, '--outDir', aside, '--logLevel', 'warn'];
  const { status, output } = await run(process.execPath, [vite, 'build', ...options], { cwd: root });
  if (status !== 0) throw new SetupError(`The build failed:\n\n${output.trim()}`, 'mend the source named above.');
  for (const file of [inputs, page]) renameSync(join(aside, file.slice(folder.length)), file);
  rmSync(aside, { recursive: true });
}

/** Builds the page if there is none or a file that it is made from changed since. */
export async function buildVerifierIfStale() {
  if (isStale()) await buildVerifier();
}

function isStale() {
  if (!existsSync(page) || !existsSync(inputs)) return true;
  const built = statSync(page).mtimeMs;
  /** @type {readonly string[]} */
  const from = [CONFIG, ...JSON.parse(readFileSync(inputs, 'utf8'))];
  const changed = (/** @type {string} */ file) => statSync(join(root, file), { throwIfNoEntry: false })?.mtimeMs;
  // Libraries bear the dates of their makers; that there are others now, the lock file shows, where there is one.
  return (changed('package-lock.json') ?? 0) > built || from.some((file) => (changed(file) ?? Infinity) > built);
}

/** Before the tests, some of which make packs. */
export function setup() {
  return buildVerifierIfStale();
}
