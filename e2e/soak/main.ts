// The real app for so many minutes, at work without a pause by seeded chance, and what it holds meanwhile. Started by
// `npm run soak -- [--minutes 15] [--seed 1] [--out FILE]`; exit status 1 when something grows, or went wrong.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { rollDice } from '../../electron/testing/dice.ts';
import { commandLine, eventsOf } from '../fixture/commandLine.ts';
import { signIn } from '../fixture/hands.ts';
import { fullCase, people } from '../fixture/laptops.ts';
import { makeStore } from '../fixture/makeStore.ts';
import { collectErrors, startApp } from '../fixture/start.ts';
import { type Sample, takeSample } from './sample.ts';
import { CASES, doSomething, SLOTS } from './work.ts';

const MINUTE_MS = 60_000;
const SAMPLE_MS = 15_000;
/**
 * What may grow from the second quarter of the time to the last, as a share and as a number on top; the first quarter
 * is for everything to be loaded and cached once. Memory may grow by a tenth. The log of writes is emptied by SQLite at
 * 16,000 pages of 4 kB, and never gets smaller as a file.
 */
const BOUNDS = {
  mainHeap: [1.1, 4],
  mainResident: [1.1, 10],
  windowHeap: [1.1, 4],
  windowResident: [1.1, 20],
  handles: [1, 6],
  processes: [1, 1],
  mainListeners: [1, 4],
  windowListeners: [1.1, 100],
  nodes: [1.1, 2000],
} as const satisfies Partial<Record<keyof Sample, readonly [share: number, more: number]>>;
const MOST_WAL_MB = 70;
/** After so many there is nothing more to learn. */
const MOST_TROUBLES = 10;

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '15' },
    seed: { type: 'string', default: '1' },
    out: { type: 'string' },
  },
});
const minutes = Number(values.minutes);
const dice = rollDice(Number(values.seed));
const folder = mkdtempSync(join(tmpdir(), 'assettrack-soak-'));
const at = { store: join(folder, 'store.assettrack'), home: join(folder, 'home') };
const troubles: string[] = [];
const done: Record<string, number> = {};
const samples: Sample[] = [];
try {
  const settings = { command: 'settings.change', set: { lockAfterMinutes: 240 } };
  await makeStore(at, [...people, settings, ...CASES.flatMap((code) => fullCase(code, SLOTS))]);
  const before = (await eventsOf(at)).length;
  await work();
  const after = (await eventsOf(at)).length;
  const verified: unknown = JSON.parse(await commandLine(at, ['verify']));
  tell(after - before, verified);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function work(): Promise<void> {
  const app = await startApp({
    args: ['--store', at.store],
    userData: join(folder, 'user'),
    home: at.home,
    switches: ['--js-flags=--expose-gc'],
  });
  collectErrors(app, troubles);
  const page = await app.firstWindow();
  page.on('pageerror', (error) => troubles.push(`page: ${error.message}`));
  page.setDefaultTimeout(20_000);
  await signIn(page, 'Ada');
  await page.getByRole('button', { name: 'Lock', exact: true }).waitFor();
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Performance.enable');
  const end = Date.now() + minutes * MINUTE_MS;
  let next = Date.now();
  while (Date.now() < end) {
    try {
      if (Date.now() >= next) {
        // Always at the same place, or the views would be compared with each other.
        await page.evaluate(() => location.assign('#/?at=now'));
        await page.getByRole('heading', { name: 'Board' }).waitFor();
        samples.push(await takeSample(app, cdp, at.store));
        next = Date.now() + SAMPLE_MS;
      }
      const what = await doSomething({ app, page, at, dice });
      done[what] = (done[what] ?? 0) + 1;
    } catch (error) {
      troubles.push(error instanceof Error ? error.message : String(error));
      if (troubles.length > MOST_TROUBLES) break;
      await page.screenshot({ path: join(tmpdir(), `assettrack-soak-${troubles.length}.png`) });
    }
  }
  await app.close();
}

/** Says what was seen, and sets the exit status. */
function tell(events: number, verified: unknown): void {
  const quarter = Math.floor(samples.length / 4);
  const [early, late] = [samples.slice(quarter, 2 * quarter), samples.slice(-quarter)];
  const grown: string[] = [];
  const figures = Object.keys(samples[0] ?? {}).map((name) => {
    const key = name as keyof Sample; // the keys of a sample
    const of = (some: readonly Sample[]) => middle(some.map((sample) => sample[key]));
    const [from, to] = [of(early), of(late)];
    const most = Math.max(...samples.map((sample) => sample[key]));
    const bound = key in BOUNDS ? BOUNDS[key as keyof typeof BOUNDS] : null; // as just asked
    if (bound && to > from * bound[0] + bound[1]) grown.push(`${name}: ${from} → ${to}`);
    return { name, from, to, most };
  });
  if (Math.max(...samples.map(({ wal }) => wal)) > MOST_WAL_MB) grown.push(`wal: more than ${MOST_WAL_MB} MB`);
  console.log(`${minutes} minutes, ${samples.length} samples, ${events} events recorded`);
  for (const [what, times] of Object.entries(done)) console.log(`  ${what.padEnd(32)} ${times}`);
  console.log(`  ${''.padEnd(16)} ${'2nd quarter'.padStart(12)} ${'last'.padStart(10)} ${'most'.padStart(10)}`);
  const short = (n: number) => (Number.isInteger(n) ? String(n) : n.toFixed(1));
  for (const { name, from, to, most } of figures) {
    console.log(
      `  ${name.padEnd(16)} ${short(from).padStart(12)} ${short(to).padStart(10)} ${short(most).padStart(10)}`,
    );
  }
  console.log(`  verify: ${JSON.stringify(verified).slice(0, 300)}`);
  for (const trouble of [...grown.map((one) => `grows: ${one}`), ...troubles].slice(0, 20))
    console.log(`  ✗ ${trouble}`);
  if (values.out !== undefined)
    writeFileSync(values.out, `${JSON.stringify({ done, figures, samples, troubles }, null, 2)}\n`);
  process.exitCode = grown.length + troubles.length > 0 ? 1 : 0;
}

function middle(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}
