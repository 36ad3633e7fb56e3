import type { Page } from '@playwright/test';
import type { Picture } from './picture.ts';

/** The admin's desk, and what cannot be proven. */
export const adminPictures: readonly Picture[] = [
  { name: 'admin-operators', address: '/admin/operators' },
  { name: 'admin-settings', address: '/admin/settings' },
  { name: 'admin-terms', address: '/admin/terms' },
  { name: 'admin-store', address: '/admin/store', before: checked },
  { name: 'admin-device', address: '/admin/device' },
  { name: 'admin-recovery', address: '/admin/recovery', before: makeCode, after: leaveCode },
  { name: 'exceptions', address: '/exceptions' },
  { name: 'exceptions-late', address: '/exceptions?kind=recorded_late' },
];

async function checked(page: Page): Promise<void> {
  await page.getByText('Nothing is wrong.').waitFor({ timeout: 60_000 });
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
