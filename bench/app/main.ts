import { mkdirSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { ElectronApplication } from '@playwright/test';
import { longestOfMain, watchMain } from '../../e2e/fixture/mainLoop.ts';
import type {} from '../../renderer/ask.ts';
import { cacheFolder } from '../../scripts/setup/places.mjs';
import { castOf } from '../lib/acting.ts';
import { say } from '../lib/say.ts';
import { median } from '../lib/timing.ts';
import { emptyApp } from './empty.ts';
import { tenth } from './figures.ts';
import { filesOfStart, firstDrawn, forgetFiles, type Started, signIn, start, startApp } from './launch.ts';
import { farPast } from './past.ts';
import { storeToOpen } from './store.ts';
import { trips } from './trips.ts';
import { answers, commit, scanning, table } from './work.ts';

const { values } = parseArgs({
  options: {
    app: { type: 'boolean' },
    events: { type: 'string', default: '1000000' },
    starts: { type: 'string', default: '5' },
    out: { type: 'string' },
    cache: { type: 'string', default: join(cacheFolder(), 'bench') },
  },
});
const events = Number(values.events);
const starts = Number(values.starts);
const cases = Math.ceil(events / 20 / 30);

mkdirSync(values.cache, { recursive: true });
const { store, folder, remove } = await storeToOpen(values.cache, { events, assets: Math.ceil(events / 20) });
try {
  const taken = await measure();
  const text = `${JSON.stringify({ machine: { load: loadavg() }, events: store.events, assets: store.assets, app: taken }, null, 2)}\n`;
  if (values.out === undefined) process.stdout.write(text);
  else writeFileSync(values.out, text);
} finally {
  remove();
}

async function measure() {
  const empty = await emptyApp(join(folder, 'empty'));
  const profile = (name: string): string => join(folder, `profile-${name}`);

  // In turn, so that what else the machine does meets both alike. The first start of each fills its caches.
  const shown = { empty: [] as number[], app: [] as number[], names: [] as number[], board: [] as number[] };
  for (let i = 0; i <= starts; i++) {
    say(`start ${i} of ${starts}`);
    const bare = await start(empty, profile('empty'));
    const emptyAt = await firstDrawn(bare);
    await bare.app.close();
    const ours = await startApp(store, profile('app'));
    const drawnAt = await firstDrawn(ours);
    await ours.page.getByRole('button', { name: /Ada/ }).waitFor();
    const namesAt = Date.now() - ours.spawnedAt;
    const board = await signIn(ours.page);
    await ours.app.close();
    if (i === 0) continue;
    shown.empty.push(emptyAt);
    shown.app.push(drawnAt);
    shown.names.push(namesAt);
    shown.board.push(board);
  }
  say('a start with cold files');
  forgetFiles([...filesOfStart(), store.path]);
  const cold = await startApp(store, profile('app'));
  const coldShown = await firstDrawn(cold);
  await cold.app.close();
  forgetFiles(filesOfStart());
  const coldBare = await start(empty, profile('empty'));
  const coldEmpty = await firstDrawn(coldBare);
  const emptyMemory = await settledMemory(coldBare);
  await coldBare.app.close();

  const running = await startApp(store, profile('app'));
  const { app, page } = running;
  await signIn(page);
  await watchMain(app);
  await page.evaluate(() => bench.watch());
  say('while everything is verified');
  await page.waitForTimeout(8000);
  const whileVerifying = { ...(await page.evaluate(() => bench.longest())), ...(await longestOfMain(app)) };
  // Nothing else may run beside what follows.
  await page.evaluate(() => assettrack.ask['store.stopVerify']('{}'));
  const memory = await settledMemory(running);

  const { tags, holders } = castOf(store, 500);
  const measured = async <T>(what: string, work: () => Promise<T>) => {
    say(what);
    await watchMain(app);
    await page.evaluate(() => bench.watch());
    const result = await work();
    return { ...result, longest: { ...(await page.evaluate(() => bench.longest())), ...(await longestOfMain(app)) } };
  };
  const keys = await measured('from key to answer', () => answers(page, tags, cases));
  const scrolled = await measured('the table of assets', () => table(page));
  const ipc = await measured('round trips', () => trips(page, store, folder));
  const past = await measured('the far past', () => farPast(page));
  const scanned = await measured('a scan burst', () => scanning(page, tags));
  const committed = await measured('a commit of forty', () => commit(page, holders[0] ?? ''));
  const atWork = await memoryOf(app);
  await app.close();
  return {
    start: {
      warm: {
        emptyWindow: median(shown.empty),
        quickestEmpty: Math.min(...shown.empty),
        firstDrawn: tenth(median(shown.app)),
        quickest: tenth(Math.min(...shown.app)),
        names: median(shown.names),
        board: tenth(median(shown.board)),
      },
      cold: { emptyWindow: tenth(coldEmpty), firstDrawn: tenth(coldShown) },
    },
    whileVerifying,
    memoryMegabytes: { emptyWindow: emptyMemory, board: memory, afterWork: atWork },
    keys,
    table: scrolled,
    ipc,
    /** holders as known long ago: what a page of them takes, and for how long main did nothing else meanwhile */
    past,
    scan: scanned,
    commit: committed,
  };
}

/** Working sets in MB, of each kind of process. Pages that processes share count for each of them. */
async function memoryOf(app: ElectronApplication): Promise<Readonly<Record<string, number>>> {
  const all = await app.evaluate(({ app: electron }) =>
    electron.getAppMetrics().map(({ type, memory }) => [type, memory.workingSetSize] as const),
  );
  const sums: Record<string, number> = { all: 0 };
  for (const [type, kilobytes] of all) {
    sums[type] = (sums[type] ?? 0) + Math.round(kilobytes / 1024);
    sums.all = (sums.all ?? 0) + Math.round(kilobytes / 1024);
  }
  return sums;
}

async function settledMemory({ app, page }: Started) {
  await page.waitForTimeout(3000);
  return memoryOf(app);
}
