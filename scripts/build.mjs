// `npm run build`: the bundles of the app, and the page that goes into custody packs, into dist/. `npm start` builds only when a source is newer than the last build.
import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { root } from './setup/places.mjs';
import { run } from './setup/run.mjs';
import { SetupError, say, withPlainFailures } from './setup/say.mjs';
import { tools } from './setup/tools.mjs';
import { buildVerifier } from './verifier.mjs';

const stamp = join(root, 'dist', '.built');
const SOURCES = ['electron', 'renderer', 'shared', 'migrations', 'package-lock.json'];
const CONFIGS = ['vite.main.config.ts', 'vite.preload.config.ts', 'vite.renderer.config.ts'];
const PAGE_CONFIG = 'vite.verifier.config.ts';

/** Builds everything; throws with the bundler's own words when a source does not compile. */
export async function build() {
  const dist = join(root, 'dist');
  mkdirSync(dist, { recursive: true });
  // The page is replaced in one piece, so that whoever makes a pack meanwhile finds one.
  for (const name of readdirSync(dist).filter((name) => name !== 'verifier'))
    rmSync(join(dist, name), { recursive: true, force: true });
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  const [outcomes] = await Promise.all([
    Promise.all(
      CONFIGS.map((config) =>
        run(process.execPath, [vite, 'build', '--config', config, '--logLevel', 'warn'], { cwd: root }),
      ),
    ),
    buildVerifier(),
  ]);
  const failed = outcomes.find((outcome) => outcome.status !== 0);
  if (failed) throw new SetupError(`The build failed:\n\n${failed.output.trim()}`, 'mend the source named above.');
  for (const outcome of outcomes) process.stderr.write(outcome.output);
  writeFileSync(stamp, '');
}

/** Builds if there is no build or a source changed since. */
export async function buildIfStale() {
  const built = existsSync(stamp) ? statSync(stamp).mtimeMs : 0;
  if (built > 0 && [...SOURCES, ...CONFIGS, PAGE_CONFIG].every((name) => newest(join(root, name)) < built)) return;
  say('building the app …');
  await build();
}

/**
 * @param {string} path a file or folder
 * @returns {number} the time of its latest change in ms; 0 if there is nothing
 */
function newest(path) {
  const entry = statSync(path, { throwIfNoEntry: false });
  if (!entry) return 0;
  if (!entry.isDirectory()) return entry.mtimeMs;
  return Math.max(entry.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await withPlainFailures(async () => {
    await tools();
    await build();
  });
}
