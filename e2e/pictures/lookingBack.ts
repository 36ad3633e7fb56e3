import type { Page } from '@playwright/test';
import type { Picture } from './picture.ts';

const DAY_MS = 24 * 3_600_000;
/** In the middle of what the sample organisation tells. */
const then = new Date(Date.now() - 7 * DAY_MS).toISOString();
const at = `at=${encodeURIComponent(then)}`;

export const lookingBackPictures: readonly Picture[] = [
  { name: 'as-of', address: `/?${at}`, before: openControl, after: (page) => page.keyboard.press('Escape') },
  { name: 'board-as-of', address: `/?${at}`, after: backToNow },
  { name: 'compare', address: `/compare?from=${encodeURIComponent(then)}` },
  { name: 'case-over-time', address: '/cases/CASE-12?slot=4&at=now', before: openTimes },
];

async function openControl(page: Page): Promise<void> {
  await page.getByRole('region', { name: 'Looking back' }).waitFor();
  await page.keyboard.press('Control+t');
  await page.getByLabel('Date and time').waitFor();
}

async function backToNow(page: Page): Promise<void> {
  await page.keyboard.press('Control+Shift+t');
}

async function openTimes(page: Page): Promise<void> {
  const show = page.getByRole('button', { name: 'Show who came and went' });
  const chart = page.getByRole('group', { name: /over time/ });
  await show.or(chart).first().waitFor();
  // Taken in several colours, it stays open.
  if (await show.isVisible()) await show.click();
  await chart.evaluate((element) => element.scrollIntoView());
}
