import type { ElectronApplication, Page } from '@playwright/test';
import { expect, test } from './fixture/app.ts';
import { expectAccessible } from './fixture/axe.ts';
import { commandLine } from './fixture/commandLine.ts';
import { signIn } from './fixture/hands.ts';
import { pictures } from './pictures/pictures.ts';

/** Everybody's PIN in the sample organisation. */
const PIN = '246810';

test.use({ given: null });

/**
 * What the docs show is every view, with its dialogs and states; here a reader of the screen and a reader who needs
 * letters twice as large go through all of it.
 */
test('every view of the sample organisation, dialogs open and closed, suits axe in each theme and letters of 200 %', async ({
  at,
  launch,
}) => {
  test.setTimeout(15 * 60_000);
  await commandLine(at, ['demo']);
  const { app, page } = await launch();
  page.setDefaultTimeout(20_000);
  await signIn(page, 'Store admin', PIN);
  await page.getByRole('heading', { level: 1 }).waitFor();
  for (const { name, address, before, after } of pictures.filter(
    (picture) => !picture.signedOut && !picture.noStore && !picture.damaged,
  )) {
    await test.step(name, async () => {
      await page.evaluate((hash) => {
        location.hash = hash ?? '';
      }, address);
      await page.locator('main h1').waitFor();
      await before?.(page, app);
      await expectAccessible(page, name);
      expect.soft(await cutOff(app, page), `${name} at 200 %`).toEqual([]);
      await after?.(page);
    });
  }
});

/** @returns what is wider than its place at twice the size (Ctrl and + does that): the page, the view, what lies over it */
async function cutOff(app: ElectronApplication, page: Page): Promise<readonly string[]> {
  const zoom = (factor: number) =>
    app.evaluate(({ BrowserWindow }, times) => {
      BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(times);
    }, factor);
  const width = await page.evaluate(() => innerWidth);
  await zoom(2);
  await page.waitForFunction((before) => innerWidth < before, width);
  const wide = () =>
    page.evaluate(() => {
      const places = [document.documentElement, ...document.querySelectorAll('main, [role=dialog]')];
      const tooWide = places.filter((place) => place.scrollWidth > place.clientWidth + 1);
      return tooWide.map((place) => `${place.tagName} ${place.scrollWidth} > ${place.clientWidth}`);
    });
  let found = await wide();
  // Charts are drawn anew for their new room a moment later.
  for (let tries = 0; found.length > 0 && tries < 20; tries += 1) {
    await page.waitForTimeout(100);
    found = await wide();
  }
  await zoom(1);
  await page.waitForFunction((before) => innerWidth === before, width);
  return found;
}
