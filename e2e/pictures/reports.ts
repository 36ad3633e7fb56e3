import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import type { Picture } from './picture.ts';

/** The document has come into its frame. */
async function seePreview(page: Page): Promise<void> {
  await page.frameLocator('iframe').getByRole('heading', { level: 1 }).waitFor();
}

/** One for both pictures; made anew for each size. */
const pack = join(tmpdir(), 'case-CASE-14.custodypack');

/** A pack about the case that stands open, made and shown. */
async function savePack(page: Page, app: ElectronApplication): Promise<void> {
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath });
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [filePath] });
  }, pack);
  await page.getByText('Custody pack', { exact: true }).click();
  await page.getByRole('button', { name: 'Save as custody pack …' }).click();
  await page.getByText('Saved as case-CASE-14.custodypack').waitFor({ timeout: 60_000 });
}

/** The same pack, checked. */
async function checkPack(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Choose/ }).click();
  await page.getByText('Nothing in this pack is broken').waitFor();
}

export const reportPictures: readonly Picture[] = [
  { name: 'reports', address: '/reports/case?case=CASE-14', before: seePreview },
  { name: 'reports-choose', address: '/reports/asset' },
  { name: 'reports-pack', address: '/reports/case?case=CASE-14', before: savePack },
  { name: 'check-pack', address: '/check-pack', before: checkPack },
];
