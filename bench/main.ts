import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { cacheFolder } from '../scripts/setup/places.mjs';
import { jobs } from './lib/alone.ts';
import { run } from './lib/run.ts';
import { intoDocument, tables } from './lib/table.ts';
import { measures } from './measures/all.ts';

const USAGE = `npm run bench -- [measure …] [--events N] [--rounds N] [--out FILE] [--table | --write] [--cache FOLDER]
npm run bench -- --from FILE [--write]
npm run bench -- --list

Takes the named measures, or all of them, and prints them as JSON, or into a file (--out). --table prints the tables of
docs/benchmarks.md instead, --write puts those of a whole run there; with --from, of figures that were taken before.
--events is the size of the large log: 100000 unless said otherwise, some six minutes on two cores. 1000000 takes the
better part of an hour, most of it to make the logs the first time, and 5 GB of the cache folder.`;

const DOCUMENT = join(import.meta.dirname, '..', 'docs', 'benchmarks.md');

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    events: { type: 'string', default: '100000' },
    rounds: { type: 'string', default: '400' },
    batch: { type: 'string', default: '10000' },
    out: { type: 'string' },
    table: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
    from: { type: 'string' },
    cache: { type: 'string', default: join(cacheFolder(), 'bench') },
    list: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
    /** for ourselves: one job in a process of its own */
    alone: { type: 'boolean', default: false },
  },
});

if (values.help) {
  console.log(USAGE);
} else if (values.list) {
  for (const [name, { what }] of Object.entries(measures)) console.log(`${name.padEnd(12)}${what}`);
} else if (values.from !== undefined) {
  showTables(JSON.parse(readFileSync(values.from, 'utf8')));
} else if (values.alone) {
  const [name = '', args = '{}'] = positionals;
  const job = jobs[name];
  if (!job) {
    console.error(`There is no job ${name}.`);
    process.exit(2);
  }
  console.log(JSON.stringify(await job(JSON.parse(args))));
} else {
  const unknown = positionals.find((name) => !Object.hasOwn(measures, name));
  const sizes = [values.events, values.rounds, values.batch].map(Number);
  if (unknown !== undefined || sizes.some((size) => !Number.isSafeInteger(size) || size < 1)) {
    console.error(unknown === undefined ? USAGE : `There is no measure ${unknown}; --list shows those there are.`);
    process.exit(2);
  }
  const [events = 0, rounds = 0, batch = 0] = sizes;
  const names = positionals.length > 0 ? positionals : Object.keys(measures);
  const taken = await run({ names, events, rounds, batch, apart: true, cache: values.cache });
  const text = `${JSON.stringify(taken, null, 2)}\n`;
  if (values.out !== undefined) writeFileSync(values.out, text);
  if (values.table || values.write) showTables(taken);
  else if (values.out === undefined) process.stdout.write(text);
}

function showTables(taken: Readonly<Record<string, unknown>>): void {
  if (values.write) writeFileSync(DOCUMENT, intoDocument(readFileSync(DOCUMENT, 'utf8'), taken));
  else console.log(tables(taken));
}
