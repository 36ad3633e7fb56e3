import { aCase, expect, test } from './fixture/app.ts';
import { expectAccessible } from './fixture/axe.ts';
import { scan, signIn } from './fixture/hands.ts';

const yesterday = new Date(Date.now() - 24 * 3_600_000).toISOString();
const overdue = { dueAt: new Date(Date.now() - 3_600_000).toISOString(), occurredAt: yesterday };
const dayBefore = new Date(Date.now() - 48 * 3_600_000).toISOString();

/** Something of everything the board can show. */
test.use({
  given: {
    commands: [
      ...aCase.map((command) => ({ ...command, ...('pin' in command ? {} : { occurredAt: dayBefore }) })),
      { command: 'case.add', code: 'CASE-8', slots: 12, occurredAt: dayBefore },
      { command: 'asset.add', tag: 'LAP-003', slot: { case: 'CASE-8', slot: 1 }, home: { case: 'CASE-7', slot: 3 } },
      { command: 'asset.add', tag: 'LAP-004', slot: { case: 'CASE-8', slot: 2 }, occurredAt: dayBefore },
      { command: 'asset.issue', tag: 'LAP-001', holder: 'Field team North', ...overdue },
      { command: 'asset.issue', tag: 'LAP-002', holder: 'Field team North' },
      { command: 'asset.lose', tag: 'LAP-004', reason: 'Fell overboard' },
    ],
  },
});

test('axe finds nothing to mend before anybody is signed in', async ({ page }) => {
  await expect(page.getByText('Who are you?')).toBeVisible();
  await expectAccessible(page, 'the names');
  await page.getByRole('button', { name: /Theo/ }).click();
  await page.getByLabel('PIN of Theo').fill('000000');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByText('That is not the PIN of Theo')).toBeVisible();
  await expectAccessible(page, 'a wrong PIN');
});

test('axe finds nothing to mend on any view of the frame, menus open and closed', async ({ app, page }) => {
  test.setTimeout(120_000);
  await signIn(page);
  await expect(page.getByRole('img', { name: /12 slots/ })).toBeVisible();
  await expectAccessible(page, 'the board');
  await page.getByRole('button', { name: /Ada · admin/ }).click();
  await expect(page.getByRole('menu')).toBeVisible();
  await expectAccessible(page, 'the account menu');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('lap', { delay: 60 });
  await expect(page.getByText('LAP-004').last()).toBeVisible();
  await expectAccessible(page, 'the palette');
  await page.keyboard.press('Escape');
  await page.evaluate(() => location.assign('#/assets/LAP-001'));
  await expect(page.getByRole('heading', { name: 'LAP-001' })).toBeVisible();
  await expect(page.getByText('Issued')).toBeVisible();
  await expectAccessible(page, 'an asset');
  await page.evaluate(() => location.assign('#/scanner'));
  await expect(page.getByRole('heading', { name: 'Scanner test' })).toBeVisible();
  await expectAccessible(page, 'the scanner test');
  await page.evaluate(() => location.assign('#/nowhere'));
  await expect(page.getByRole('link', { name: 'To the board' })).toBeVisible();
  await scan(app, 'NOBODY-KNOWS');
  await expect(page.getByText('“NOBODY-KNOWS” is not known here')).toBeVisible();
  await expectAccessible(page, 'an address that leads nowhere, and a notice');
  await page.getByRole('button', { name: 'Lock', exact: true }).click();
  await expect(page.getByText('Ada is still signed in')).toBeVisible();
  await expect(page.getByText('“NOBODY-KNOWS” is not known here')).toBeHidden();
  await expectAccessible(page, 'the lock');
});

test.describe('without a store', () => {
  test.use({ given: null });

  test('axe finds nothing to mend on the first run', async ({ page }) => {
    await expect(page.getByLabel('Organisation')).toBeVisible();
    await expectAccessible(page, 'the first run');
  });
});
