// better-sqlite3 ships binaries for the newest Electron. The fallback is too old for them and crashes on loading one,
// so it gets a binary compiled here: from a copy of the package, once per machine, kept in the cache.
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { ensureSystem, FALLBACK_TOOLS } from './debian.mjs';
import { sqliteLoads } from './electron.mjs';
import { cacheFolder, nodeModules } from './places.mjs';
import { run } from './run.mjs';
import { SetupError, say } from './say.mjs';

const folder = join(nodeModules, 'better-sqlite3');
const BINARY = join('build', 'Release', 'better_sqlite3.node');
/** Compiles against an older Node-API than the package asks for; the package needs nothing newer than these two switches. */
const FLAGS = '-UNAPI_VERSION -DNAPI_EXPERIMENTAL -DNODE_API_EXPERIMENTAL_NOGC_ENV_OPT_OUT';

/**
 * Makes sure that better-sqlite3 loads in the given Electron.
 * @param {string} executable
 * @returns {Promise<void>}
 */
export async function ensureSqlite(executable) {
  if (sqliteLoads(executable)) return;
  // A binary compiled for another Electron would be preferred to the package's own.
  rmSync(join(folder, 'build'), { recursive: true, force: true });
  if (sqliteLoads(executable)) return;
  const kept = join(cacheFolder(), `better-sqlite3-${version()}-${process.platform}-${process.arch}.node`);
  if (!existsSync(kept)) await compile(kept);
  mkdirSync(dirname(join(folder, BINARY)), { recursive: true });
  cpSync(kept, join(folder, BINARY));
  if (sqliteLoads(executable)) return;
  rmSync(kept, { force: true });
  throw new SetupError(
    'better-sqlite3 does not load in this Electron, not even compiled here.',
    'run the same command once more; it compiles again from nothing. If it fails again, use the command line: npm run -s assettrack -- --help',
  );
}

function version() {
  return /** @type {string} */ (JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version);
}

/** @param {string} kept where the compiled binary goes */
async function compile(kept) {
  await ensureSystem(FALLBACK_TOOLS);
  mkdirSync(cacheFolder(), { recursive: true });
  const work = mkdtempSync(join(cacheFolder(), 'compiling-'));
  try {
    say('compiling better-sqlite3 for the fallback Electron (about a minute, once per machine) …');
    const copy = join(work, 'better-sqlite3');
    cpSync(folder, copy, { recursive: true });
    cpSync(join(nodeModules, 'node-addon-api'), join(work, 'node_modules', 'node-addon-api'), { recursive: true });
    const headers = join(nodeModules, `node-${process.platform}-${process.arch}`);
    const gyp = join(nodeModules, 'node-gyp', 'bin', 'node-gyp.js');
    const args = [gyp, 'rebuild', '--release', '--force_build=1', `--nodedir=${headers}`];
    const env = { ...process.env, CXXFLAGS: FLAGS, JOBS: 'max' };
    const outcome = await run(process.execPath, args, { cwd: copy, env, label: 'compiling', limitMs: 15 * 60_000 });
    if (outcome.status !== 0) {
      throw new SetupError(
        `Compiling better-sqlite3 failed:\n\n${outcome.output.trim().split('\n').slice(-20).join('\n')}`,
        'install a C++ compiler, make and Python 3, then run the same command again.',
      );
    }
    renameSync(join(copy, BINARY), kept);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
