import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication } from '@playwright/test';
// For the bridge that the preload puts into the page.
import type {} from '../renderer/ask.ts';
import { expect, test } from './fixture/app.ts';
import { expectAccessible } from './fixture/axe.ts';
import { eventsOf, PIN } from './fixture/commandLine.ts';
import { signIn } from './fixture/hands.ts';

/** Whoever is asked where to, or from what, chooses this file. */
async function willChoose(app: ElectronApplication, path: string): Promise<void> {
  await app.evaluate(({ dialog }, chosen) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath: chosen });
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] });
  }, path);
}

test('an admin backs up to a stick, loses an entry by going back to it after seeing which, and acknowledges it', async ({
  app,
  page,
  at,
}) => {
  test.setTimeout(90_000);
  const stick = join(at.home, '..', 'stick.sqlite');
  await willChoose(app, stick);
  await signIn(page, 'Ada');
  await page.getByRole('link', { name: 'Admin' }).press('Enter');
  await page.getByRole('link', { name: 'Backups' }).press('Enter');
  await expect(page.getByText('None yet')).toBeVisible();
  await page.getByRole('button', { name: 'Back up to …' }).press('Enter');
  await expect(page.getByText(/The backup lies in .*stick\.sqlite/)).toBeVisible();
  expect(existsSync(stick)).toBe(true);
  await page.getByRole('button', { name: 'Back up now' }).press('Enter');
  await expect(page.getByRole('cell', { name: /^backup-.*\.sqlite$/ })).toBeVisible();
  await expectAccessible(page, 'the backups');

  await page.evaluate(() => assettrack.ask.command(JSON.stringify({ command: 'holder.add', name: 'Night watch' })));
  await page.getByRole('button', { name: 'Choose a backup …' }).press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Restore this backup?' });
  await expect(dialog.getByRole('row', { name: /Night watch/ })).toBeVisible();
  await expect(dialog.getByRole('heading', { name: /would be lost/ })).toBeVisible();
  await expectAccessible(page, 'what a restore would lose');
  await dialog.getByLabel('Confirm with your PIN').fill('999999');
  await dialog.getByRole('button', { name: 'Restore' }).press('Enter');
  await expect(dialog.getByRole('alert')).toContainText('PIN');
  await dialog.getByLabel('Confirm with your PIN').fill(PIN);
  await dialog.getByRole('button', { name: 'Restore' }).press('Enter');

  await expect(page.getByText('Who are you?')).toBeVisible();
  await signIn(page, 'Theo');
  const notice = page.getByRole('region', { name: 'Restored from a backup' });
  await expect(notice).toContainText('This record was restored from stick.sqlite.');
  await expect(notice.getByRole('button')).toHaveCount(0);
  await page.keyboard.press('F2');
  await signIn(page, 'Ada');
  await notice.getByRole('button', { name: 'Acknowledge …' }).press('Enter');
  await page.getByLabel('What was done').fill('Entered again from paper');
  await expectAccessible(page, 'acknowledging a restore');
  await page.getByRole('button', { name: 'Acknowledge', exact: true }).press('Enter');
  await expect(notice).toHaveCount(0);
  const events = await eventsOf(at);
  expect(events.filter(({ type }) => type === 'RESTORE_ACKNOWLEDGED')).toHaveLength(1);
  expect(JSON.stringify(events)).not.toContain('Night watch');
});
