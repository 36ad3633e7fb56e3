import type { Page } from '@playwright/test';
// For the bridge that the preload puts into the page.
import type {} from '../../renderer/ask.ts';
import { adminPictures } from './admin.ts';
import { correctionPictures } from './corrections.ts';
import { discardAll, fillIssue, fillReturn, openReceipt, openSignature } from './desk.ts';
import { extremePictures } from './extremes.ts';
import { importPictures } from './import.ts';
import { lookingBackPictures } from './lookingBack.ts';
import type { Picture } from './picture.ts';
import { reportPictures } from './reports.ts';
import { statePictures } from './states.ts';
import { thingPictures } from './things.ts';

/** What is shown in the docs and looked at with a critical eye. A view that is added adds its picture. */
export const pictures: readonly Picture[] = [
  { name: 'first-run', address: null, noStore: true, before: usualPlace },
  { name: 'sign-in', address: null, signedOut: true },
  { name: 'board', address: '/' },
  {
    name: 'palette',
    address: '/',
    before: async (page) => {
      await page.keyboard.press('Control+k');
      await page.keyboard.type('case', { delay: 60 });
      await page.getByRole('dialog').getByText('Field laptops').waitFor();
    },
    after: (page) => page.keyboard.press('Escape'),
  },
  { name: 'assignments', address: '/assignments?show=board', before: someAssignments },
  { name: 'thresholds', address: '/assignments?show=thresholds' },
  { name: 'dispatch', address: '/assignments', before: openDispatch, after: (page) => page.keyboard.press('Escape') },
  { name: 'reader', address: '/assignments', before: openReader },
  { name: 'audit', address: '/audit' },
  { name: 'issue-empty', address: '/issue' },
  { name: 'issue', address: '/issue', before: fillIssue, after: discardAll },
  { name: 'issue-signature', address: '/issue', before: openSignature, after: discardAll },
  { name: 'return', address: '/return', before: fillReturn, after: discardAll },
  { name: 'receipts', address: '/receipts' },
  { name: 'receipt', address: '/receipts', before: openReceipt },
  ...statePictures,
  ...thingPictures,
  ...correctionPictures,
  ...adminPictures,
  ...importPictures,
  ...lookingBackPictures,
  ...reportPictures,
  { name: 'scanner', address: '/scanner' },
  ...extremePictures,
  {
    name: 'damaged',
    address: null,
    damaged: true,
    before: (page) => page.getByRole('button', { name: 'Restore this backup' }).waitFor({ timeout: 120_000 }),
  },
];

/** Names the file as it is on a laptop where nothing else was wished, not that of this picture. */
async function usualPlace(page: Page): Promise<void> {
  await page.getByText(/(none[.]assettrack|custody[.]sqlite)$/).evaluate((path) => {
    path.textContent = '~/.local/share/assettrack/store/custody.sqlite';
  });
}

/** Some assignments in several states; dispatched once, however often it is asked. */
async function someAssignments(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const day = 24 * 3_600_000;
    const due = (days: number) => new Date(Date.now() + days * day).toISOString();
    const instructions = [
      'Compare each seal with its number on the lid. A seal that was opened is written down with its number, never replaced at once.',
      'Put what is damaged aside and flag it; do not take it out of its slot before a coordinator has seen it.',
      'Then confirm here that you have read this, and complete it when the last case is closed.',
    ].join('\n\n');
    const give = (command: object) => assettrack.ask.command(JSON.stringify(command));
    for (const [n, title, recipient, dueAt] of [
      [1, 'Check the seals of the field cases', 'Store admin', due(3)],
      [2, 'Check the seals of the field cases', 'Counter technician', due(3)],
      [3, 'Read the new terms of handover', 'Counter technician', due(1)],
      [4, 'Count the loan laptops', 'Kit coordinator', due(9)],
    ] as const) {
      await give({
        command: 'assignment.dispatch',
        commandId: `picture ${n}`,
        title,
        recipient,
        instructions,
        dueAt: n === 3 ? new Date(Math.floor(Date.now() / 60_000) * 60_000 - 3_600_000).toISOString() : dueAt,
      });
    }
    // What waits is delivered with a sign-in.
    await assettrack.ask['session.signIn'](JSON.stringify({ name: 'Store admin', pin: '246810' }));
  });
  await page.getByRole('region', { name: 'Not read' }).waitFor();
}

async function openDispatch(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Dispatch …' }).click();
  await page.getByLabel('Title').fill('Check the seals of the field cases');
}

/** The text of one, its end in view. */
async function openReader(page: Page): Promise<void> {
  await page
    .getByRole('link', { name: /Check the seals/ })
    .first()
    .click();
  await page.getByRole('button', { name: 'Confirm that I have read this' }).waitFor();
}
