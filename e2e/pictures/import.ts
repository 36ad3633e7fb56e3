import type { Page } from '@playwright/test';
import type { Picture } from './picture.ts';

const LIST = [
  'asset_tag;serial_number;model;case_number;slot_number;Warranty',
  ...Array.from({ length: 24 }, (_, i) => `NRD-${i + 101};S${i};Toughbook 40;NORTH-1;${i + 1};2027`),
  'NRD-125;S7;Toughbook 40;NORTH-1;top;',
  'nrd 103;S2;Toughbook 40;NORTH-1;3;2027',
  ';S31;Toughbook 40;NORTH-1;26;',
  'NRD-127;S8;Toughbook 40;NORTH-1;27;2028',
].join('\n');

async function handOver(page: Page): Promise<void> {
  const leave = page.getByRole('button', { name: 'Start over' });
  if (await leave.isVisible()) await leave.click();
  const buffer = Buffer.from(LIST);
  await page.locator('input[type=file]').setInputFiles({ name: 'north team.csv', mimeType: 'text/csv', buffer });
  await page.getByRole('button', { name: 'Continue' }).waitFor();
}
async function columns(page: Page): Promise<void> {
  await handOver(page);
  await page.getByRole('button', { name: 'Continue' }).click();
}
async function rows(page: Page): Promise<void> {
  await columns(page);
  await page.getByRole('button', { name: 'Check the rows' }).click();
  await page.getByRole('option').first().waitFor();
  await page.getByRole('button', { name: /Not usable/ }).click();
}
async function confirmation(page: Page): Promise<void> {
  await rows(page);
  await page.getByRole('button', { name: /Go on with/ }).click();
}

/** The import of a list, step by step; none of it is recorded. */
export const importPictures: readonly Picture[] = [
  { name: 'import', address: '/import', before: handOver },
  { name: 'import-columns', address: '/import', before: columns },
  { name: 'import-rows', address: '/import', before: rows },
  { name: 'import-confirm', address: '/import', before: confirmation },
];
