import type { Page } from '@playwright/test';
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
      expect.soft(await cutOff(page), `${name} at 200 %`).toEqual([]);
      await after?.(page);
    });
  }
});

/** @returns what is wider than its place when letters are twice as large: the page, or what lies over it */
async function cutOff(page: Page): Promise<readonly string[]> {
  return await page.evaluate(async () => {
    const { documentElement } = document;
    documentElement.style.fontSize = '200%';
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    const places = [documentElement, ...document.querySelectorAll('main, [role=dialog]')];
    const wide = places.filter((place) => place.scrollWidth > place.clientWidth + 1);
    const found = wide.map((place) => `${place.tagName} ${place.scrollWidth} > ${place.clientWidth}`);
    documentElement.style.fontSize = '';
    return found;
  });
}
