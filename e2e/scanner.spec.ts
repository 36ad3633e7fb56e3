import { aCase, expect, test } from './fixture/app.ts';
import { PIN } from './fixture/commandLine.ts';
import { scan, signIn } from './fixture/hands.ts';

test.use({ given: { commands: [...aCase, { command: 'asset.issue', tag: 'LAP-002', holder: 'Field team North' }] } });

test('a scanned asset opens wherever the focus is, and presses nothing', async ({ app, page }) => {
  await signIn(page, 'Theo');
  // Enter on this link would open the case.
  await page.getByRole('link', { name: /CASE-7/ }).focus();
  await scan(app, 'LAP-002');
  await expect(page.getByRole('heading', { name: 'LAP-002' })).toBeVisible();
  await expect(page.getByText('Out · Field team North')).toBeVisible();
  await scan(app, 'CASE-7');
  await expect(page.getByRole('heading', { name: 'CASE-7' })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole('heading', { name: 'LAP-002' })).toBeVisible();
});

test('a field keeps what was typed when a scan comes into it', async ({ app, page }) => {
  await signIn(page);
  await page.getByRole('link', { name: 'Scanner test' }).click();
  const field = page.getByLabel('Same code counts once within (ms)');
  await field.fill('1500');
  await scan(app, '7004417');
  await expect(page.getByText('7004417')).toBeVisible();
  await expect(field).toHaveValue('1500');
  // Held on the label, the scanner reads it again.
  await scan(app, '7004417');
  await expect(page.getByText('the same again, ignored')).toBeVisible();
});

test('typing by hand is no scan, however it ends', async ({ page }) => {
  await signIn(page);
  await page.getByRole('link', { name: 'Scanner test' }).click();
  await page.keyboard.type('LAP-001', { delay: 70 });
  await page.keyboard.press('Enter');
  await expect(page.getByText('Waiting for a scan')).toBeVisible();
});

test('what is scanned while nobody is signed in is refused and costs no try', async ({ app, page }) => {
  await page.getByRole('button', { name: /Theo/ }).click();
  const pin = page.getByLabel('PIN of Theo');
  for (let n = 0; n < 6; n += 1) {
    await scan(app, `700441${n}`);
    await expect(page.getByRole('status').filter({ hasText: 'That was a scan' })).toBeAttached();
    await expect(pin).toHaveValue('');
  }
  await pin.fill(PIN);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading', { name: 'Board' })).toBeVisible();
});
