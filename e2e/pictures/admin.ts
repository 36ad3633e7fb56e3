import type { Page } from '@playwright/test';
// For the bridge that the preload puts into the page.
import type {} from '../../renderer/ask.ts';
import type { Picture } from './picture.ts';

/** The admin's desk, and what cannot be proven. */
export const adminPictures: readonly Picture[] = [
  { name: 'admin-operators', address: '/admin/operators' },
  { name: 'admin-settings', address: '/admin/settings' },
  { name: 'admin-terms', address: '/admin/terms' },
  { name: 'admin-store', address: '/admin/store', before: checked },
  { name: 'admin-backups', address: '/admin/backup', before: backedUp },
  { name: 'admin-device', address: '/admin/device' },
  { name: 'admin-recovery', address: '/admin/recovery', before: makeCode, after: leaveCode },
  { name: 'exceptions', address: '/exceptions' },
  { name: 'exceptions-late', address: '/exceptions?kind=recorded_late' },
];

async function checked(page: Page): Promise<void> {
  await page.getByText('Nothing is wrong.').waitFor({ timeout: 60_000 });
}

/** One backup is there, made once however often it is asked. */
async function backedUp(page: Page): Promise<void> {
  const made = page.getByRole('button', { name: /^Look at it/ });
  await page.getByText('The next one is made').waitFor();
  if (!(await made.first().isVisible())) {
    await page.evaluate(() => assettrack.ask['backup.now'](JSON.stringify({ where: 'own' })));
  }
  await made.first().waitFor({ timeout: 60_000 });
}

/** The PIN of everybody in the sample. */
const PIN = '246810';

async function makeCode(page: Page): Promise<void> {
  await page.getByRole('button', { name: /Make a/ }).click();
  const pin = page.getByRole('dialog').getByLabel(/^PIN of/);
  const figure = page.getByRole('figure', { name: 'Recovery code' });
  await pin.or(figure).waitFor();
  if (await pin.isVisible()) {
    await pin.fill(PIN);
    await page.keyboard.press('Enter');
  }
  await page.getByRole('figure', { name: 'Recovery code' }).waitFor();
}

async function leaveCode(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Cancel' }).click();
}
