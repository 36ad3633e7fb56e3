import type { Page } from '@playwright/test';
import { DAY_MS } from '../../shared/time.ts';
import { type Times, tenth, times } from './figures.ts';

/** How often each question is asked. */
const ROUNDS = 8;
/** From the newest entry back, in days: half of the log of the bench lies before. */
const BACK_DAYS = 365;

/**
 * Questions that walk far into the past, while somebody looks back a year: the holders and the cases as they were known
 * then, and the holders as of then. A process beside main answers them; the first waits for it to come up.
 */
export async function farPast(page: Page) {
  const [newest] = await ask<readonly { readonly at: string }[]>(page, 'audit.list', { limit: 1 });
  const then = new Date(Date.parse(newest?.at ?? '') - BACK_DAYS * DAY_MS).toISOString();
  const asked = (name: string, args: object): Promise<readonly number[]> =>
    page.evaluate(
      ({ question, rounds }) =>
        bench.trips(
          'query',
          Array.from({ length: rounds }, () => question),
        ),
      { question: { name, args: { limit: 200, ...args } }, rounds: ROUNDS },
    );
  const [first = 0, ...known] = await asked('holder.list', { knownAt: then });
  const all: Readonly<Record<string, Times>> = {
    holdersKnown: times(known),
    holdersThen: times(await asked('holder.list', { at: then })),
    casesKnown: times(await asked('case.list', { knownAt: then })),
  };
  // And the view, which asks for all of them, page by page, and for what stands beside them.
  await page.evaluate((moment) => {
    location.hash = `#/holders?knownAt=${moment}`;
  }, then);
  await page.locator('main tbody tr').nth(5).waitFor();
  await page.evaluate(() => {
    location.hash = '#/?at=now';
  });
  await page.locator('main a[href^="#/cases/"] [role=img]').first().waitFor();
  return { then, first: tenth(first), ...all };
}

async function ask<T>(page: Page, name: string, args: object): Promise<T> {
  const text = await page.evaluate((question) => assettrack.ask.query(JSON.stringify(question)), { name, args });
  // The answer to a list, whose rows its caller names.
  return (JSON.parse(text) as { readonly value: { readonly rows: T } }).value.rows;
}
