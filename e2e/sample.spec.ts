import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from './fixture/app.ts';
import { expectAccessible } from './fixture/axe.ts';
import { signIn } from './fixture/hands.ts';

test('the sample organisation is deleted after a question, by keyboard; the own store stays as it was', async ({
  launch,
  at,
}) => {
  const { page } = await launch({ args: ['--demo', '--store', at.store] });
  await expect(page.getByText('The PIN of everybody here is')).toBeVisible({ timeout: 60_000 });
  const folder = join(at.home, 'sample');
  expect(existsSync(folder)).toBe(true);

  await page.getByRole('button', { name: 'Delete the sample …' }).focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Delete the sample organisation?' });
  await expect(dialog).toBeVisible();
  await expectAccessible(page, 'the question before the sample is deleted');
  // The focus begins on what changes nothing.
  await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  expect(existsSync(folder)).toBe(true);

  await page.getByRole('button', { name: 'Delete the sample …' }).focus();
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByText('This is the sample organisation')).toBeHidden();
  await expect(page.getByRole('button', { name: /Theo/ })).toBeVisible();
  expect(existsSync(folder)).toBe(false);
  expect(existsSync(dirname(at.store))).toBe(true);
  await signIn(page, 'Theo');
  await expect(page.getByRole('link', { name: /CASE-7/ })).toBeVisible();
});
