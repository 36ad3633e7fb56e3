import type { Page } from '@playwright/test';
import { type Times, times } from './figures.ts';

/** How often each thing is done. */
const ROUNDS = 30;

/** Key to answer: each thing a person asks for, from the key to the end of the frame that shows it. */
export async function answers(page: Page, tags: readonly string[], cases: number) {
  const codes = Array.from({ length: ROUNDS }, (_, i) => `CASE-${1 + ((i * 97) % cases)}`);
  const some = tags.slice(0, ROUNDS);
  const open = (paths: readonly string[], kind: 'asset' | 'case'): Promise<Times> =>
    page
      .evaluate(
        async ({ all, what }) => {
          const taken: number[] = [];
          for (const path of all) {
            const name = decodeURIComponent(path.split('/')[2]?.split('?')[0] ?? '');
            const shown = {
              // Its facts, its timeline and its entries.
              asset: () => document.querySelectorAll('main li, main tr').length > 0,
              case: () => document.querySelectorAll('main [role=gridcell], main [data-look]').length >= 60,
            }[what];
            taken.push(
              await bench.untilShown(
                () => {
                  location.hash = path;
                },
                () => document.querySelector('main h1')?.textContent === name && shown(),
              ),
            );
            await new Promise((resolve) => setTimeout(resolve, 50));
          }
          return taken;
        },
        { all: paths, what: kind },
      )
      .then(times);

  const openAsset = await open(
    some.map((tag) => `#/assets/${tag}`),
    'asset',
  );
  const openCase = await open(
    codes.map((code) => `#/cases/${code}`),
    'case',
  );
  const asOf = await open(
    codes.map((code) => `#/cases/${code}?at=2025-06-01T10:00:00.000Z`),
    'case',
  );
  await page.evaluate(() => {
    location.hash = '#/?at=now';
  });
  await page.waitForTimeout(500);

  await page.keyboard.press('Control+K');
  const search = times(
    await page.evaluate(async (all) => {
      const field = document.querySelector<HTMLInputElement>('[role=dialog] input');
      if (!field) throw new Error('there is no palette');
      const top = () => document.querySelector('[role=dialog] [data-action], [role=dialog] button[class*=action]');
      const taken: number[] = [];
      for (const tag of all) {
        bench.type(field, tag.slice(0, -1));
        await new Promise((resolve) => setTimeout(resolve, 150));
        taken.push(
          await bench.untilShown(
            () => bench.type(field, tag),
            () => top()?.textContent?.startsWith(tag) ?? false,
          ),
        );
      }
      return taken;
    }, some),
  );
  await page.keyboard.press('Escape');

  const history = times(
    await page.evaluate(async (rounds) => {
      const taken: number[] = [];
      for (let i = 0; i < rounds; i++) {
        location.hash = '#/scanner';
        await new Promise((resolve) => setTimeout(resolve, 100));
        taken.push(
          await bench.untilShown(
            () => {
              location.hash = `#/audit?to=${new Date(Date.UTC(2025, 5, 1 + i)).toISOString().slice(0, 16)}`;
            },
            () => document.querySelectorAll('main article').length > 5,
          ),
        );
      }
      return taken;
    }, ROUNDS),
  );
  return { search, openAsset, openCase, caseAsOf: asOf, pageOfHistory: history };
}

/** The table of all assets from its first row to its last in 300 frames: five seconds at sixty a second. */
export async function table(page: Page) {
  await page.evaluate(() => {
    location.hash = '#/assets';
  });
  await page.locator('tbody tr').nth(5).waitFor();
  await page.waitForTimeout(500);
  const { frames, most } = await page.evaluate(async () => {
    const scroller = document.querySelector('[role=grid]')?.parentElement;
    if (!scroller) throw new Error('there is no table');
    return bench.scroll(scroller, 300, 'tbody tr');
  });
  return { frame: times(frames), over50Ms: frames.filter((ms) => ms > 50).length, mostRowNodes: most };
}

/** ms between the keys of a scanner */
const KEY_MS = 25;
const LABELS = 40;

/**
 * Keys as a scanner gives them to the system: each bears the moment at which it was pressed, however busy the app is
 * when it takes it.
 */
async function typeAsScanner(page: Page, codes: readonly string[]): Promise<void> {
  const line = await page.context().newCDPSession(page);
  const begun = Date.now() + 100;
  const pending: Promise<unknown>[] = [];
  const keys = codes.flatMap((code) => [...code, 'Enter']);
  for (const [i, key] of keys.entries()) {
    const at = begun + i * KEY_MS;
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, at - Date.now())));
    const common = { key, timestamp: at / 1000, ...(key === 'Enter' ? { text: '\r' } : { text: key }) };
    pending.push(line.send('Input.dispatchKeyEvent', { type: 'keyDown', ...common }));
    pending.push(line.send('Input.dispatchKeyEvent', { type: 'keyUp', key, timestamp: at / 1000 }));
  }
  await Promise.all(pending);
  await line.detach();
}

/** A burst of labels at the desk, typed by the machine as a scanner types: to the line in the list. */
export async function scanning(page: Page, tags: readonly string[]) {
  const labels = tags.slice(-LABELS);
  await page.evaluate(() => {
    location.hash = '#/issue';
  });
  await page.getByRole('heading', { name: 'Issue' }).waitFor();
  await page.evaluate(() => {
    const shown = new Map<string, number>();
    new MutationObserver(() => {
      for (const tag of document.querySelectorAll('main tbody .tag')) {
        const text = tag.textContent;
        if (shown.has(text)) continue;
        shown.set(text, 0);
        requestAnimationFrame(() => setTimeout(() => shown.set(text, performance.now()), 0));
      }
    }).observe(document.querySelector('main') ?? document.body, { childList: true, subtree: true });
    const ended = new Map<string, number>();
    let typed = '';
    // The end of each key comes after the scan was heard; the scanner holds each for no time at all.
    window.addEventListener('keyup', ({ key, timeStamp }) => {
      if (key === 'Enter') {
        ended.set(typed, timeStamp);
        typed = '';
      } else if (key.length === 1) typed += key;
    });
    Object.assign(globalThis, { seen: { shown, ended } });
  });
  await page.evaluate(() => bench.watch());
  await typeAsScanner(page, labels);
  await page.waitForTimeout(2000);
  const block = await page.evaluate(() => bench.longest());
  const { lines, taken, unheard } = await page.evaluate((all) => {
    // Put there above.
    const { seen } = globalThis as unknown as { seen: { shown: Map<string, number>; ended: Map<string, number> } };
    const here = all.filter((tag) => seen.shown.has(tag));
    return {
      lines: here.length,
      unheard: all.filter((tag) => !seen.ended.has(tag)).length,
      taken: here.flatMap((tag) => {
        const ended = seen.ended.get(tag);
        return ended === undefined ? [] : [(seen.shown.get(tag) ?? 0) - ended];
      }),
    };
  }, labels);
  return { labels: LABELS, lost: LABELS - lines, keysNotSeen: unheard, toLine: times(taken), block };
}

/** The forty on the list as one handover: the preview, and the commit with its one wait for the disk. */
export async function commit(page: Page, holder: string) {
  const taken = await page.evaluate(async (to) => {
    const queue = JSON.parse(
      await assettrack.ask.query(JSON.stringify({ name: 'queue.get', args: { kind: 'issue' } })),
    ) as { value: { rows: { tag: string | null }[] } }; // as the query answers
    // What was read wrong is no asset; how much that was is said above.
    const items = queue.value.rows.flatMap(({ tag }) => (tag === null ? [] : [{ tag }]));
    const command = {
      command: 'handover.commit',
      kind: 'issue',
      holder: to,
      items,
      acceptance: [
        { party: 'holder', name: to, meaning: 'I have received these items.', method: 'witnessed', witness: 'Ada' },
      ],
    };
    const [preview = 0] = await bench.trips('command', [{ ...command, dryRun: true }]);
    const [committed = 0] = await bench.trips('command', [command]);
    return { items: items.length, preview, committed };
  }, holder);
  return { items: taken.items, preview: Math.round(taken.preview), commit: Math.round(taken.committed) };
}
