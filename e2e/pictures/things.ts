import type { Page } from '@playwright/test';
import type { Picture } from './picture.ts';

const leave = (page: Page): Promise<void> => page.keyboard.press('Escape');

/** Cases, assets and holders, with their dialogs. Codes and tags of the sample are the same each time. */
export const thingPictures: readonly Picture[] = [
  { name: 'case', address: '/cases/CASE-12' },
  { name: 'case-sealed', address: '/cases/CASE-16?slot=2' },
  { name: 'case-move', address: '/cases/CASE-12?slot=3', before: openMove, after: leave },
  { name: 'case-check', address: '/cases/CASE-12', before: openCheck, after: leave },
  { name: 'case-log', address: '/cases/CASE-15', before: (page) => showLast(page, 'History of the case') },
  { name: 'case-add', address: '/new/case' },
  { name: 'asset', address: '/assets/HDR2K5-002568' },
  { name: 'asset-corrected', address: '/assets/HDL4C7-002466', before: openChain },
  { name: 'asset-replace', address: '/assets/HDR2K5-002508', before: openReplace, after: leave },
  { name: 'asset-add', address: '/new/asset?case=CASE-12&slot=47' },
  { name: 'assets', address: '/assets' },
  { name: 'assets-out', address: '/assets?status=holder&sort=dueAt' },
  { name: 'assets-bulk', address: '/assets?status=unplaced', before: openPlacing, after: leave },
  { name: 'assets-none', address: '/assets?text=nothing+like+it' },
  { name: 'labels', address: '/labels?of=slots&names=CASE-12', before: seeLabels },
  { name: 'holders', address: '/holders' },
  { name: 'holder', address: '/holders/Surveyor%20North%202' },
];

async function seeLabels(page: Page): Promise<void> {
  await page.frameLocator('iframe').locator('.label').first().waitFor();
}

/** All that are shown are ticked and tried for a case. */
async function openPlacing(page: Page): Promise<void> {
  await page.getByRole('grid').focus();
  await page.keyboard.press('Control+a');
  await page.getByRole('button', { name: 'Place …' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'Into case' }).fill('CASE-12');
  await page.getByRole('option', { name: /CASE-12/ }).click();
  await dialog.getByText(/can be recorded/).waitFor();
}

async function openMove(page: Page): Promise<void> {
  await page.locator('[data-slot="3"]').click();
  await page.keyboard.press('m');
  await page.getByText('out of slot 3').waitFor();
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await page.getByRole('region', { name: 'What this changes' }).waitFor();
}

async function openCheck(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Check …' }).click();
  for (const tag of ['HDR2K5-002508', 'HDR2K5-002514', 'HDC5P1-002671']) {
    await page.getByLabel('Tag or barcode').fill(tag);
    await page.keyboard.press('Enter');
  }
  await page.getByText('2 of 46 seen').waitFor();
}

async function openChain(page: Page): Promise<void> {
  const chain = page.locator('tbody[data-chain]');
  const whole = chain.getByRole('button', { name: 'Show all 3 versions' });
  if (await whole.isVisible()) await whole.click();
  await chain.scrollIntoViewIfNeeded();
}

async function openReplace(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'More for HDR2K5-002508' }).click();
  await page.getByRole('menuitem', { name: 'Replace by another …' }).click();
  await page.getByLabel('Tag of the other one').fill('HDR2K5-009001');
  await page.getByLabel('It is new: add it with this').check();
  await page.getByLabel('Reason').fill('Antenna socket broken; beyond repair.');
  await page.getByRole('region', { name: 'What this changes' }).waitFor();
}

async function showLast(page: Page, name: string): Promise<void> {
  await page.getByRole('region', { name }).scrollIntoViewIfNeeded();
}
