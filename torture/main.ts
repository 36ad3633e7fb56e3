import { rmSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { chapters } from './chapters/all.ts';
import { buildShim } from './lib/shim.ts';
import { torturesFolder } from './lib/stage.ts';
import type { Chapter, Told } from './lib/tally.ts';

const USAGE = `npm run torture -- [--short] [chapter …] [--seed N] [--out FILE]
npm run torture -- --list

Does to a store what a bad day can do to it, and counts what comes of it. --short takes a sample of each chapter (a
minute or two); without it all of it is done (about an hour). --out writes the figures as JSON.`;

/** As many failures as one reads. */
const MOST_FAILURES = 12;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    short: { type: 'boolean', default: false },
    seed: { type: 'string', default: '1' },
    out: { type: 'string' },
    list: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
const unknown = positionals.find((name) => !chapters.some((chapter) => chapter.name === name));
const seed = Number(values.seed);

if (values.help) console.log(USAGE);
else if (values.list) for (const { name, what } of chapters) console.log(`${name.padEnd(12)}${what}`);
else if (unknown !== undefined || !Number.isSafeInteger(seed)) {
  console.error(unknown === undefined ? USAGE : `There is no chapter ${unknown}; --list shows those there are.`);
  process.exitCode = 2;
} else {
  const wanted = chapters.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
  process.exitCode = await runAll(wanted);
}

/** @returns the exit status: 1 when anything does not hold */
async function runAll(wanted: readonly Chapter[]): Promise<number> {
  const shim = process.platform === 'linux' ? buildShim() : null;
  const told: Record<string, Told> = {};
  for (const chapter of wanted) {
    if (chapter.needsShim && shim === null) {
      console.log(`${chapter.name}: needs Linux (a library put before the program by LD_PRELOAD)`);
      continue;
    }
    const begun = Date.now();
    const root = torturesFolder();
    try {
      told[chapter.name] = await chapter.run({ short: values.short, shim, root, seed });
    } finally {
      rmSync(root, { recursive: true, force: true });
    }
    say(chapter, told[chapter.name] ?? { figures: {}, failures: [] }, Date.now() - begun);
  }
  if (values.out !== undefined) writeFileSync(values.out, `${JSON.stringify(told, null, 2)}\n`);
  const broken = Object.entries(told).filter(([, { failures }]) => failures.length > 0);
  if (broken.length > 0) {
    const [[first] = ['']] = broken;
    console.log(`\nDOES NOT HOLD: ${broken.map(([name]) => name).join(', ')} — one alone: npm run torture -- ${first}`);
  }
  return broken.length > 0 ? 1 : 0;
}

function say({ name, what }: Chapter, { figures, failures }: Told, ms: number): void {
  console.log(`\n${name}: ${what} (${(ms / 1000).toFixed(1)} s)`);
  for (const [figure, count] of Object.entries(figures)) console.log(`  ${figure.padEnd(42)} ${count}`);
  for (const failure of failures.slice(0, MOST_FAILURES)) console.log(`  ✗ ${failure}`);
  if (failures.length > MOST_FAILURES) console.log(`  ✗ … and ${failures.length - MOST_FAILURES} more`);
}
