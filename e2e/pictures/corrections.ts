import type { Page } from '@playwright/test';
// For the bridge that the preload puts into the page.
import type {} from '../../renderer/ask.ts';
import type { Picture } from './picture.ts';

const cancel = (page: Page): Promise<void> => page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();

/** The dialog of corrections, empty, filled in, clashing, for a whole handover; and the flags that ask for it. */
export const correctionPictures: readonly Picture[] = [
  { name: 'correction', address: '/assets/HDL4C7-002466', before: open, after: cancel },
  { name: 'correction-filled', address: '/assets/HDR2K5-002568', before: fill, after: cancel },
  { name: 'correction-clash', address: '/assets/HDL4C7-002466', before: clash, after: cancel },
  { name: 'correction-handover', address: '/receipts', before: handover, after: cancel },
  { name: 'flags', address: '/flags', before: flagSome },
];

async function open(page: Page): Promise<void> {
  await page
    .getByRole('button', { name: /^Correct: (Issued|Returned)/ })
    .first()
    .click();
  await page.getByRole('region', { name: 'Correct to' }).waitFor();
}

async function fill(page: Page): Promise<void> {
  await page
    .getByRole('button', { name: /^Correct: / })
    .first()
    .click();
  const happened = page.getByLabel('Happened', { exact: true });
  const [day = '', hour = '10'] = (await happened.inputValue()).split(/[T:]/);
  await happened.fill(`${day}T${String(Math.max(0, Number(hour) - 1)).padStart(2, '0')}:20`);
  await page.getByLabel('Reason, required').fill('Counted again with the team; time read from the gate book.');
  await page.getByRole('region', { name: 'What this changes' }).waitFor();
}

async function clash(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Correct: Added/ }).click();
  await page.getByRole('button', { name: 'It never happened: void …' }).click();
  await page.getByRole('region', { name: 'It clashes with what was recorded later:' }).waitFor();
}

/** The newest receipt of several things. */
async function handover(page: Page): Promise<void> {
  const several = page.getByRole('row').filter({ has: page.getByRole('cell', { name: /^[2-9]$/ }) });
  await several.first().getByRole('link').first().click();
  await page.getByRole('button', { name: 'Correct this handover …' }).click();
  const all = page.getByRole('region', { name: /^For all/ });
  await all.getByLabel('Note').fill('Handed over at the north gate');
  await page.getByText('Every history stays legal').waitFor();
}

/** Flagged once, however often it is asked. */
async function flagSome(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const ask = async (name: string, args: object) =>
      JSON.parse(await assettrack.ask.query(JSON.stringify({ name, args }))).value.rows;
    for (const [tag, note] of [
      ['HDL4C7-002466', 'It was the other laptop: this one never left its slot'],
      ['HDR2K5-002568', 'Handed over the day before, after the shift'],
    ]) {
      const [last] = await ask('asset.history', { tag, as: 'effective', order: 'desc', limit: 1 });
      await assettrack.ask.command(JSON.stringify({ command: 'event.flag', eventId: last.eventId, note }));
    }
  });
  await page.getByText('after the shift').waitFor();
}
