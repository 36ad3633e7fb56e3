import type { Page } from '@playwright/test';
import type { Picture } from './picture.ts';

/** The document has come into its frame. */
async function seePreview(page: Page): Promise<void> {
  await page.frameLocator('iframe').getByRole('heading', { level: 1 }).waitFor();
}

export const reportPictures: readonly Picture[] = [
  { name: 'reports', address: '/reports/case?case=CASE-14', before: seePreview },
  { name: 'reports-choose', address: '/reports/asset' },
];
