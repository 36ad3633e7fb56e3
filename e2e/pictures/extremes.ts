import type { Page } from '@playwright/test';
// For the bridge that the preload puts into the page.
import type {} from '../../renderer/ask.ts';
import { discardAll } from './desk.ts';
import type { Picture } from './picture.ts';

const CASE = 'CASE-99-NORTHWEST';
const PLACE = 'Container yard behind the old signal tower, third row from the gate, key at the porter’s lodge';
const CREW = 'Bezirksvermessungsabteilung Nordwest, Außenstelle Kühlungsborn, Bereitschaft der Frühschicht';
const NIGHT = 'نوبة الليل – مستودع الميناء الشمالي 北港夜班';
const tagOf = (n: number): string => `SURVEY-RECEIVER-NW-${String(n).padStart(6, '0')}`;

/** 200 of a kind, and names as long as people make them. They come last: what they add would be in every picture after them. */
export const extremePictures: readonly Picture[] = [
  { name: 'long-case', address: `/cases/${CASE}`, before: manyAssets },
  { name: 'long-board', address: '/' },
  { name: 'long-asset', address: `/assets/${tagOf(1)}` },
  { name: 'long-issue', address: '/issue', before: scanWholeCase, after: discardAll },
  { name: 'long-receipt', address: '/receipts', before: handOutHalf },
  { name: 'long-holder', address: `/holders/${encodeURIComponent(CREW)}` },
  { name: 'long-palette', address: '/', before: findNight, after: (page) => page.keyboard.press('Escape') },
];

/** A case of 200 slots that are taken, and two people. Recorded once, however often it is asked. */
async function manyAssets(page: Page): Promise<void> {
  const model = 'Multi-band survey receiver with tilt compensation, field kit, second generation (refurbished)';
  await record(page, [
    {
      command: 'case.add',
      code: CASE,
      name: 'Survey receivers of the north-western district',
      slots: 200,
      place: PLACE,
    },
    { command: 'holder.add', name: CREW, reference: 'NW-2026-000117', organisation: 'Landesamt für Vermessung' },
    { command: 'holder.add', name: NIGHT },
    ...Array.from({ length: 200 }, (_, i) => ({
      command: 'asset.add',
      tag: tagOf(i + 1),
      model,
      serial: `0000-${i + 1}-REFURBISHED-2026`,
      slot: { case: CASE, slot: i + 1 },
    })),
  ]);
  await page.getByText(PLACE).first().waitFor();
}

async function scanWholeCase(page: Page): Promise<void> {
  const field = page.getByRole('textbox', { name: 'Tag or case, typed' });
  await field.fill(CASE);
  await field.press('Enter');
  await page.getByText('200 ready', { exact: true }).waitFor();
}

async function handOutHalf(page: Page): Promise<void> {
  const items = Array.from({ length: 100 }, (_, i) => ({ tag: tagOf(i + 1) }));
  await record(page, [{ command: 'handover.commit', kind: 'issue', holder: CREW, items, purpose: PLACE }]);
  await page.getByRole('row').filter({ hasText: CREW }).getByRole('link').first().click();
  await page.getByRole('article').waitFor();
}

async function findNight(page: Page): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.keyboard.type('survey', { delay: 60 });
  await page.getByRole('dialog').getByText(tagOf(1)).first().waitFor();
}

/** By commands of the window's own bridge; each counts once by its id. */
async function record(page: Page, commands: readonly object[]): Promise<void> {
  const refused = await page.evaluate(async (given) => {
    for (const [n, command] of given.entries()) {
      const commandId = `extreme ${'kind' in command ? 'handover' : 'stock'} ${n}`;
      const answer = JSON.parse(await assettrack.ask.command(JSON.stringify({ ...command, commandId })));
      if (!answer.ok) return JSON.stringify({ command, answer });
    }
    return null;
  }, commands);
  if (refused) throw new Error(refused);
}
