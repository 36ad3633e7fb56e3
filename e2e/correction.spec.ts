import type { Page } from '@playwright/test';
import { aCase, expect, test } from './fixture/app.ts';
import { expectAccessible } from './fixture/axe.ts';
import { eventsOf, PIN } from './fixture/commandLine.ts';
import { scan, signIn } from './fixture/hands.ts';
import { daysAgo } from './fixture/laptops.ts';

/** LAP-001 was scanned, but it was LAP-002 that left with Field team North. */
test.use({
  given: {
    commands: [
      { command: 'settings.change', set: { scannerKeyGapMs: 300, scannerBlankingMs: 100 } },
      ...aCase.map((command) => ('pin' in command ? command : { ...command, occurredAt: daysAgo(30) })),
      { command: 'holder.add', name: 'Radio desk', occurredAt: daysAgo(29) },
      {
        command: 'handover.commit',
        kind: 'issue',
        holder: 'Field team North',
        items: [{ tag: 'LAP-001' }],
        occurredAt: daysAgo(5),
      },
    ],
  },
});

async function openAsset(page: Page, tag = 'LAP-001'): Promise<void> {
  await page.evaluate((hash) => location.assign(hash), `#/assets/${tag}`);
  await expect(page.getByRole('region', { name: 'What was recorded' })).toBeVisible();
}

async function givePin(page: Page): Promise<void> {
  await page.getByLabel('PIN of Ada').fill(PIN);
  await page.getByRole('button', { name: 'Confirm' }).click();
}

test('the wrong tag was scanned: a technician flags it, an admin corrects it and sees before what it leads to', async ({
  page,
  app,
  at,
}) => {
  await signIn(page, 'Theo');
  await openAsset(page);
  await expect(page.getByRole('button', { name: /^Correct/ })).toHaveCount(0);
  await page.getByRole('button', { name: /Flag as mistaken: Issued/ }).click();
  await page.getByLabel('What is mistaken').fill('It was LAP-002 that left');
  await page.getByRole('button', { name: 'Flag it' }).click();
  await expect(page.getByText('1 entry flagged as mistaken, not answered yet')).toBeVisible();
  await page.evaluate(() => location.assign('#/flags'));
  await expect(page.getByRole('button', { name: /^Correct/ })).toHaveCount(0);

  await page.keyboard.press('F2');
  await signIn(page, 'Ada');
  await expect(page.getByRole('heading', { level: 1, name: 'Board' })).toBeVisible();
  await page.getByRole('link', { name: /^Flags/ }).click();
  await expect(page.getByRole('link', { name: /^Flags/ })).toContainText('1');
  await expect(page.getByRole('main')).toContainText('“It was LAP-002 that left”');
  await page.getByRole('button', { name: /^Correct: Issued/ }).click();

  const dialog = page.getByRole('dialog', { name: 'Correct an event' });
  await expect(dialog).toContainText('It was LAP-002 that left');
  await expect(dialog.getByRole('button', { name: 'Record the correction' })).toBeDisabled();
  await expectAccessible(page, 'a correction, nothing changed yet');
  await scan(app, 'LAP-002');
  await expect(dialog.getByRole('combobox', { name: 'Asset' })).toHaveValue('LAP-002');
  const preview = dialog.getByRole('region', { name: 'What would change', exact: true });
  await expect(preview).toContainText('Every history stays legal from beginning to end.');
  await expect(preview.getByRole('row', { name: /LAP-001 where it is/ })).toContainText('CASE-7 / 1');
  await expect(preview.getByRole('row', { name: /LAP-002 where it is/ })).toContainText('Field team North');
  await expect(preview).toContainText('stays as it was accepted and is marked as corrected');
  await expect(preview).toContainText('1 flag answered');
  await expect(preview.getByRole('group', { name: /Custody of LAP-002 as corrected/ })).toBeVisible();
  await expectAccessible(page, 'a correction, filled in');

  await dialog.getByRole('button', { name: 'Record the correction' }).click();
  await expect(dialog.getByLabel('Reason, required')).toHaveAccessibleDescription(/reason is missing/i);
  await dialog.getByLabel('Reason, required').fill('The label on the desk was read, not that on the lid');
  await dialog.getByRole('button', { name: 'Record the correction' }).click();
  await givePin(page);
  await expect(page.getByText('The correction is recorded')).toBeVisible();
  await expect(dialog).toBeHidden();
  await expect(page.getByText('No entry is flagged')).toBeVisible();

  await openAsset(page, 'LAP-002');
  await expect(page.getByText('Out · Field team North')).toBeVisible();
  await openAsset(page, 'LAP-001');
  await expect(page.getByText('In CASE-7 / 1')).toBeVisible();
  await expect(page.getByText('now told of LAP-002')).toBeVisible();
  expect((await eventsOf(at)).at(-1)).toMatchObject({
    type: 'ASSET_ISSUED',
    changes: [{ field: 'asset', before: 'LAP-001', after: 'LAP-002' }],
  });
  await page.getByRole('link', { name: 'Receipts' }).click();
  await page.getByRole('main').getByRole('link').first().click();
  await expect(page.getByText('Corrected since').first()).toBeVisible();
  await expect(page.getByRole('article')).toContainText('LAP-001');
});

test('a flag that is mistaken itself is answered; the entry stands, and says what the answer was', async ({
  page,
  at,
}) => {
  await signIn(page, 'Ada');
  await openAsset(page);
  await page.getByRole('button', { name: /Flag as mistaken: Issued/ }).click();
  await page.getByLabel('What is mistaken').fill('Was it not Monday?');
  await page.getByRole('button', { name: 'Flag it' }).click();
  await page.getByRole('link', { name: /^Flags/ }).click();
  await expectAccessible(page, 'the flags');
  await page.getByRole('button', { name: /^It stands: Issued · LAP-001/ }).click();
  const dialog = page.getByRole('dialog', { name: 'The entry stands' });
  await dialog.getByRole('button', { name: 'Close the flag' }).click();
  await expect(dialog.getByLabel('Answer')).toHaveAccessibleDescription(/reason is missing/i);
  await dialog.getByLabel('Answer').fill('The gate book says Tuesday');
  await dialog.getByRole('button', { name: 'Close the flag' }).click();
  await expect(page.getByText('No entry is flagged')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Flags', exact: true })).toBeVisible();
  await openAsset(page);
  await expect(page.getByText('Dismissed by Ada')).toContainText('“The gate book says Tuesday”');
  expect((await eventsOf(at)).at(-1)).toMatchObject({ type: 'EVENT_FLAG_DISMISSED' });
});
