import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { cacheFolder } from '../scripts/setup/places.mjs';
import { jobs } from './lib/alone.ts';
import { run } from './lib/run.ts';
import { measures } from './measures/all.ts';

const USAGE = `npm run bench -- [measure …] [--events N] [--rounds N] [--out FILE] [--cache FOLDER]
npm run bench -- --list

Takes the named measures, or all of them, and prints them as JSON. --events is the size of the large log
(default 1000000); the first run makes it, which takes some minutes and 4 GB of the cache folder.`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    events: { type: 'string', default: '1000000' },
    rounds: { type: 'string', default: '400' },
    batch: { type: 'string', default: '10000' },
    out: { type: 'string' },
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
  if (values.out === undefined) process.stdout.write(text);
  else writeFileSync(values.out, text);
}
