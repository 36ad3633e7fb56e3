// For the bridge that the preload puts into the page.
import type {} from '../renderer/ask.ts';
import { expect, test } from './fixture/app.ts';
import { eventsOf, PIN } from './fixture/commandLine.ts';
import { signIn } from './fixture/hands.ts';

test('whoever signs in sees the board, and a case that the command line made', async ({ page }) => {
  await signIn(page, 'Theo');
  await expect(page.getByRole('heading', { name: 'Board' })).toBeVisible();
  await expect(page.getByText('2 assets in 1 case')).toBeVisible();
  const card = page.getByRole('link', { name: /CASE-7/ });
  await expect(card).toContainText('Ready to ship');
  await expect(card.getByRole('img')).toHaveAccessibleName('4 slots: 2 in place, 0 out');
});

test('a setting goes from the click to SQLite and comes back', async ({ page, at }) => {
  await signIn(page);
  await page.getByRole('link', { name: 'Scanner test' }).click();
  await page.getByLabel('Slowest key of a scan (ms)').fill('25');
  await page.getByRole('button', { name: 'Save for everyone' }).click();
  await expect(page.getByText('Scanner settings saved')).toBeVisible();
  await expect(page.getByLabel('Slowest key of a scan (ms)')).toHaveValue('25');
  const events = await eventsOf(at);
  expect(events.at(-1)).toMatchObject({ type: 'SETTINGS_CHANGED', actorRole: 'admin', data: { scannerKeyGapMs: 25 } });
  expect(events.at(-2)).toMatchObject({ type: 'SIGNED_IN', data: { operator: 'Ada', via: 'window' } });
});

test('five wrong PINs lock out, and a restart does not help', async ({ launch }) => {
  const first = await launch();
  await expect(first.page.getByText('Who are you?')).toBeVisible();
  await first.page.keyboard.press('3');
  await expect(first.page.getByLabel('PIN of Theo')).toBeFocused();
  for (let n = 1; n <= 5; n += 1) {
    await first.page.keyboard.type('000000', { delay: 60 });
    await first.page.keyboard.press('Enter');
    await expect(first.page.getByText(n < 5 ? 'That is not the PIN of Theo' : 'Too many wrong PINs')).toBeVisible();
  }
  await first.app.close();

  const { page } = await launch();
  await signIn(page, 'Theo');
  await expect(page.getByText('Too many wrong PINs for Theo')).toBeVisible();
  await page.getByRole('button', { name: 'Someone else' }).click();
  await signIn(page, 'Cora');
  await expect(page.getByRole('heading', { name: 'Board' })).toBeVisible();
});

test('by keyboard alone: sign in, find a case, choose colours, lock, and let another one work', async ({ page }) => {
  await expect(page.getByText('Who are you?')).toBeVisible();
  await page.keyboard.press('1');
  await page.keyboard.type(PIN, { delay: 60 });
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Board' })).toBeFocused();

  await page.keyboard.press('Control+k');
  await page.keyboard.type('case', { delay: 60 });
  await expect(page.getByText('Laptops · Room 283')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'CASE-7' })).toBeFocused();
  expect(page.url()).toBe('app://bundle/#/cases/CASE-7');

  for (const [typed, theme] of [
    ['dark', 'dark'],
    ['sunl', 'sunlight'],
    ['light', 'light'],
  ] as const) {
    await page.keyboard.press('Control+k');
    await page.keyboard.type(`colours: ${typed}`, { delay: 60 });
    await expect(
      page
        .getByRole('dialog')
        .getByText(/^Colours: /)
        .first(),
    ).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(page.locator(`html[data-theme=${theme}]`)).toBeAttached();
  }

  await page.keyboard.press('F2');
  await expect(page.getByText('Who are you?')).toBeVisible();
  await page.keyboard.press('3');
  await page.keyboard.type(PIN, { delay: 60 });
  await page.keyboard.press('Enter');
  await expect(page.getByText('Theo · technician')).toBeVisible();
});

test('a computer that is locked or sent to sleep locks the window', async ({ app, page }) => {
  await signIn(page, 'Theo');
  await expect(page.getByRole('heading', { name: 'Board' })).toBeVisible();
  for (const event of ['lock-screen', 'suspend'] as const) {
    await app.evaluate(({ powerMonitor }, name) => powerMonitor.emit(name), event);
    await expect(page.getByText('Theo is still signed in')).toBeVisible();
    await page.getByLabel('PIN of Theo').fill(PIN);
    await page.getByRole('button', { name: 'Unlock' }).click();
    await expect(page.getByRole('heading', { name: 'Board' })).toBeVisible();
  }
});

test('a window that nobody touches locks; what stood in it is there again', async ({ app, page }) => {
  await signIn(page);
  await page.getByRole('link', { name: 'Scanner test' }).click();
  await page.getByLabel('Slowest key of a scan (ms)').fill('30');
  // Five minutes pass for the clock that nobody can set.
  await app.evaluate(() => {
    const real = performance.now.bind(performance);
    performance.now = () => real() + 5 * 60_000;
  });
  await expect(page.getByText('Ada is still signed in')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Scanner test' })).toBeHidden();
  const refused = await page.evaluate(() =>
    assettrack.ask.command(JSON.stringify({ command: 'case.retire', code: 'CASE-7', reason: 'gone' })),
  );
  expect(JSON.parse(refused)).toMatchObject({ ok: false, error: { code: 'NOT_SIGNED_IN' } });

  await page.getByLabel('PIN of Ada').fill(PIN);
  await page.getByRole('button', { name: 'Unlock' }).click();
  await expect(page.getByLabel('Slowest key of a scan (ms)')).toHaveValue('30');
});
