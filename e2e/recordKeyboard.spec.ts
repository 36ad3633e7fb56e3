import { join } from 'node:path';
// For the bridge that the preload puts into the page.
import type {} from '../renderer/ask.ts';
import { aCase, expect, test } from './fixture/app.ts';
import { eventsOf, PIN } from './fixture/commandLine.ts';
import { expectFocusIn, fastHands, goByKeys, pressByKeys, signInByKeys, tabTo, typeByKeys } from './fixture/hands.ts';
import { daysAgo } from './fixture/laptops.ts';

/** LAP-001 was scanned, but it was LAP-002 that left; and Theo has something to read. */
test.use({
  given: {
    commands: [
      fastHands,
      ...aCase.map((command) => ('pin' in command ? command : { ...command, occurredAt: daysAgo(30) })),
      { command: 'asset.issue', tag: 'LAP-001', holder: 'Field team North', occurredAt: daysAgo(5) },
      { command: 'assignment.dispatch', title: 'Count it', instructions: 'All of CASE-7.', recipient: 'Theo' },
    ],
  },
});

test('by keyboard alone: one reads, confirms and flags a mistake, another corrects it from the list', async ({
  page,
  at,
}) => {
  test.setTimeout(120_000);
  await signInByKeys(page, 'Theo');
  await goByKeys(page, 'Assignments');
  await pressByKeys(page, /^Count it/);
  await expect(page.getByRole('heading', { level: 1, name: 'Count it' })).toBeFocused();
  await tabTo(page, 'Text as it was dispatched');
  await page.keyboard.press('End');
  await expect(page.getByText('The end of the text has been seen.')).toBeAttached();
  await tabTo(page, 'Confirm that I have read this');
  await page.keyboard.down('Space');
  await expect(page.getByRole('heading', { name: 'What comes next: acknowledge it' })).toBeFocused();
  await page.keyboard.up('Space');
  await pressByKeys(page, 'Acknowledge');
  await expect(page.getByRole('heading', { name: 'What comes next: do it, then complete it' })).toBeFocused();
  await pressByKeys(page, 'Complete …');
  await expect(page.getByLabel('Note')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Complete …' })).toBeFocused();

  await page.keyboard.press('Control+k');
  await expect(page.getByRole('textbox', { name: 'Search and commands' })).toBeFocused();
  await typeByKeys(page, 'lap-001');
  await expect(page.getByRole('dialog').getByText('Asset ·')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'LAP-001' })).toBeFocused();
  await pressByKeys(page, /^Flag as mistaken: Issued/);
  await expect(page.getByLabel('What is mistaken')).toBeFocused();
  await typeByKeys(page, 'It was LAP-002');
  await pressByKeys(page, 'Flag it');
  await expect(page.getByText('1 entry flagged as mistaken, not answered yet')).toBeVisible();
  await expectFocusIn(page.getByRole('region', { name: 'What was recorded' }));

  await page.keyboard.press('F2');
  await signInByKeys(page, 'Ada');
  await goByKeys(page, 'Flags');
  await pressByKeys(page, /^Correct: Issued/);
  const dialog = page.getByRole('dialog', { name: 'Correct an event' });
  await expect(dialog.locator('[data-autofocus]')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: /^Correct: Issued/ })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(dialog.locator('[data-autofocus]')).toBeFocused();
  await tabTo(page, 'Asset');
  await page.keyboard.press('Control+a');
  await typeByKeys(page, 'LAP-002');
  await tabTo(page, 'Reason, required');
  await typeByKeys(page, 'Wrong label read');
  await expect(dialog.getByRole('row', { name: /LAP-002 where it is/ })).toContainText('Field team North');
  await pressByKeys(page, 'Record the correction');
  await expect(page.getByLabel('PIN of Ada')).toBeFocused();
  await typeByKeys(page, PIN);
  await page.keyboard.press('Enter');
  await expect(page.getByText('The correction is recorded')).toBeVisible();
  // The flag is gone from the list, and the list with it.
  await expect(page.getByText('No entry is flagged')).toBeVisible();
  await expect(page.getByRole('heading', { level: 1, name: 'Flags' })).toBeFocused();
  expect((await eventsOf(at)).at(-1)).toMatchObject({
    type: 'ASSET_ISSUED',
    changes: [{ field: 'asset', before: 'LAP-001', after: 'LAP-002' }],
  });
});

test('by keyboard alone: back up, go back to it, and acknowledge what that left out', async ({ app, page, at }) => {
  test.setTimeout(120_000);
  const stick = join(at.home, '..', 'stick.sqlite');
  // The system's own dialogs have keys of their own.
  await app.evaluate(({ dialog }, chosen) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath: chosen });
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] });
  }, stick);
  await signInByKeys(page, 'Ada');
  await goByKeys(page, 'Admin');
  await pressByKeys(page, 'Backups');
  await pressByKeys(page, 'Back up to …');
  await expect(page.getByText(/The backup lies in .*stick\.sqlite/)).toBeVisible();
  await expectFocusIn(page.getByRole('region', { name: 'Make a backup' }));
  await page.evaluate(() => assettrack.ask.command(JSON.stringify({ command: 'holder.add', name: 'Night watch' })));
  await pressByKeys(page, 'Choose a backup …');
  await expect(page.getByLabel('Confirm with your PIN')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Choose a backup …' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Confirm with your PIN')).toBeFocused();
  await typeByKeys(page, PIN);
  await pressByKeys(page, 'Restore');

  await signInByKeys(page, 'Ada', /./);
  await pressByKeys(page, 'Acknowledge …');
  await expect(page.getByLabel('What was done')).toBeFocused();
  await typeByKeys(page, 'Entered again');
  await pressByKeys(page, 'Acknowledge');
  await expect(page.getByRole('region', { name: 'Restored from a backup' })).toHaveCount(0);
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  expect((await eventsOf(at)).filter(({ type }) => type === 'RESTORE_ACKNOWLEDGED')).toHaveLength(1);
});
