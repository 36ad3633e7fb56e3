import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from './fixture/app.ts';
import { chooseTheme } from './fixture/axe.ts';
import { signIn } from './fixture/hands.ts';
import { root } from './fixture/root.ts';

test('a window opens where it was left: place, size, colours', async ({ launch }) => {
  const first = await launch();
  await signIn(first.page);
  await chooseTheme(first.page, 'sunlight');
  await first.page.getByRole('link', { name: 'Scanner test' }).click();
  const left = await first.app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    window?.setBounds({ x: 40, y: 30, width: 1000, height: 640 });
    return window?.getBounds();
  });
  await first.app.close();

  const { app, page } = await launch();
  await signIn(page);
  await expect(page.getByRole('heading', { name: 'Scanner test' })).toBeVisible();
  await expect(page.locator('html[data-theme=sunlight]')).toBeAttached();
  const opened = await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds());
  expect(opened).toEqual(left);
});

test('a second start brings the first window to the front and ends', async ({ app, page, folder, at }) => {
  await signIn(page, 'Theo');
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize());
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const own = ['--disable-gpu', '--log-level=3', `--user-data-dir=${join(folder, 'user')}`, root, '--store', at.store];
  const program = await app.evaluate(() => process.execPath);
  await promisify(execFile)(program, [...asRoot, ...own], { timeout: 20_000 });
  const minimized = await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isMinimized());
  expect(minimized).toBe(false);
});

test('the system’s colours are followed until others are chosen', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect(page.locator('html[data-theme=dark]')).toBeAttached();
  await page.emulateMedia({ colorScheme: 'light', contrast: 'more' });
  await expect(page.locator('html[data-theme=sunlight]')).toBeAttached();
  await page.emulateMedia({ colorScheme: 'light', contrast: 'no-preference' });
  await expect(page.locator('html[data-theme=light]')).toBeAttached();
});

test('the sample organisation is written once, beside the own store, and left again', async ({ launch }) => {
  const first = await launch({ args: ['--demo'] });
  await expect(first.page.getByText('Writing the sample organisation')).toBeVisible();
  await expect(first.page.getByText('The PIN of everybody here is 246810')).toBeVisible({ timeout: 60_000 });
  await signIn(first.page, 'Counter technician', '246810');
  await expect(first.page.getByRole('link', { name: /CASE-11/ })).toBeVisible();
  await first.app.close();

  const { page } = await launch({ args: ['--demo'] });
  await expect(page.getByText('This is the sample organisation')).toBeVisible();
  await page.getByRole('button', { name: 'Back to my own store' }).click();
  await expect(page.getByText('This is the sample organisation')).toBeHidden();
});
