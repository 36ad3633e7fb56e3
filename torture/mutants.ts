import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { nodeModules } from '../scripts/setup/places.mjs';
import { allMutants, mutated, type Planned } from './lib/mutants.ts';
import { copyTree } from './lib/otherTree.ts';

const USAGE = `npm run mutants -- [piece of a file's path …] [--list]

Takes away each line that guards the ledger, one at a time, in a copy of the sources, and runs the tests that ought to
notice. Prints a table; exit status 1 if anything can be taken away unnoticed. All of them take some ten minutes.`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { list: { type: 'boolean', default: false }, help: { type: 'boolean', default: false } },
});
const wanted = allMutants().filter(
  ({ file }) => positionals.length === 0 || positionals.some((piece) => file.includes(piece)),
);

const nameOf = ({ file, line, from }: Planned): string => `${file}:${line}  ${from.replace(/\s+/g, ' ').slice(0, 90)}`;

if (values.help) console.log(USAGE);
else if (values.list) for (const mutant of wanted) console.log(nameOf(mutant));
else process.exitCode = runAll();

function runAll(): number {
  const folder = mkdtempSync(join(tmpdir(), 'assettrack-mutants-'));
  const survivors: string[] = [];
  try {
    copyTree(folder);
    const chapters = new Set(wanted.flatMap(({ chapter }) => chapter ?? []));
    const healthy =
      failingTest(folder, [...new Set(wanted.flatMap(({ tests }) => tests))]) ??
      [...chapters].find((chapter) => failingChapter(folder, chapter) !== null) ??
      null;
    if (healthy !== null) throw new Error(`the tests fail without a mutant too: ${healthy}`);
    for (const mutant of wanted) {
      const path = join(folder, mutant.file);
      const before = readFileSync(path, 'utf8');
      writeFileSync(path, mutated(before, mutant));
      const noticed = failingTest(folder, mutant.tests) ?? failingChapter(folder, mutant.chapter);
      writeFileSync(path, before);
      if (noticed === null) survivors.push(nameOf(mutant));
      console.log(
        `${noticed === null ? 'UNNOTICED' : 'noticed  '}  ${nameOf(mutant)}${noticed === null ? '' : `  ← ${noticed}`}`,
      );
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  console.log(`\n${wanted.length} mutants, ${wanted.length - survivors.length} noticed, ${survivors.length} not`);
  for (const survivor of survivors) console.log(`  ${survivor}`);
  return survivors.length > 0 ? 1 : 0;
}

/** @returns the first thing that a sample of the chapter says does not hold; null: all holds, or there is none to try */
function failingChapter(folder: string, chapter: string | null): string | null {
  if (chapter === null) return null;
  const args = [join(folder, 'torture', 'main.ts'), '--short', chapter];
  const ran = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 28 });
  if (ran.status === 0) return null;
  const [, what] = /✗ (.{1,90})/.exec(ran.stdout) ?? [];
  return `torture ${chapter}: ${what ?? 'it ends with an error'}`;
}

/** @returns the name of the first test that fails; null: all pass */
function failingTest(folder: string, tests: readonly string[]): string | null {
  if (tests.length === 0) return null;
  const vitest = join(nodeModules, 'vitest', 'vitest.mjs');
  const told = join(folder, 'told.json');
  rmSync(told, { force: true });
  const args = [vitest, 'run', '--bail=1', '--reporter=json', `--outputFile=${told}`, '--testTimeout=60000', ...tests];
  const ran = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 28 });
  if (ran.status === 0) return null;
  const text = existsSync(told) ? readFileSync(told, 'utf8') : ran.stderr;
  const name = /"status":"failed","title":"((?:[^"\\]|\\.)*)"/.exec(text)?.[1];
  return name ?? 'a file of tests that does not load';
}
