// For the bridge that the preload puts into the page.

import type { Locator, Page } from '@playwright/test';
import type {} from '../renderer/ask.ts';
import { aCase, expect, test } from './fixture/app.ts';
import { expectAccessible } from './fixture/axe.ts';
import { eventsOf, PIN } from './fixture/commandLine.ts';
import { signIn } from './fixture/hands.ts';
import { daysAgo } from './fixture/laptops.ts';

/** Both laptops went out with one receipt, to the wrong holder; since then one came back. */
test.use({
  given: {
    commands: [
      ...aCase.map((command) => ('pin' in command ? command : { ...command, occurredAt: daysAgo(30) })),
      { command: 'holder.add', name: 'Radio desk', occurredAt: daysAgo(29) },
      {
        command: 'handover.commit',
        kind: 'issue',
        holder: 'Field team North',
        items: [{ tag: 'LAP-001' }, { tag: 'LAP-002' }],
        occurredAt: daysAgo(5),
      },
      { command: 'asset.return', tag: 'LAP-002', occurredAt: daysAgo(2) },
      { command: 'asset.add', tag: 'LAP-003', slot: { case: 'CASE-7', slot: 3 }, occurredAt: daysAgo(9) },
      { command: 'asset.add', tag: 'LAP-004', slot: { case: 'CASE-7', slot: 4 }, occurredAt: daysAgo(9) },
    ],
  },
});

const show = (page: Page, hash: string): Promise<void> => page.evaluate((to) => location.assign(to), hash);

async function openAsset(page: Page, tag: string): Promise<void> {
  await show(page, `#/assets/${tag}`);
  await expect(page.getByRole('region', { name: 'What was recorded' })).toBeVisible();
}

const previewIn = (dialog: Locator): Locator => dialog.getByRole('region', { name: 'What would change', exact: true });
const LEGAL = 'Every history stays legal from beginning to end.';

async function record(page: Page, dialog: Locator, reason: string): Promise<void> {
  await dialog.getByLabel('Reason, required').fill(reason);
  await dialog.getByRole('button', { name: /^Record/ }).click();
  await page.getByLabel('PIN of Ada').fill(PIN);
  await page.getByRole('button', { name: 'Confirm' }).click();
  await expect(dialog).toBeHidden();
}

test('a handover to the wrong holder is put right in one act, and its receipt says so', async ({ page, at }) => {
  await signIn(page, 'Ada');
  await page.getByRole('link', { name: 'Receipts' }).click();
  await page.getByRole('main').getByRole('link').first().click();
  await page.getByRole('button', { name: 'Correct this handover …' }).click();
  const dialog = page.getByRole('dialog', { name: 'Correct 2 events together' });
  const all = dialog.getByRole('region', { name: 'For all 2' });
  await all.getByRole('combobox', { name: 'Holder' }).fill('Radio');
  await expect(all.getByRole('combobox', { name: 'Holder' })).toHaveAccessibleDescription(/Recorded: Field team North/);
  await expect(all.getByText(/no holder “Radio”/)).toBeVisible();
  await page.getByRole('option', { name: 'Radio desk' }).click();
  await expect(previewIn(dialog)).toContainText(LEGAL);
  await expect(previewIn(dialog).getByRole('row', { name: /LAP-001 where it is/ })).toContainText('Radio desk');
  await expectAccessible(page, 'a correction of a handover');
  await record(page, dialog, 'The desk fetched them, not the field team');
  await expect(page.getByText('2 corrections are recorded')).toBeVisible();
  await expect(page.getByText('Corrected since').first()).toBeVisible();
  await expect(page.getByRole('article')).toContainText('Field team North');
  const corrections = (await eventsOf(at)).slice(-2);
  expect(corrections).toMatchObject([{ data: { holder: 'Radio desk' } }, { data: { holder: 'Radio desk' } }]);
  expect(new Set(corrections.map(({ correlationId }) => correlationId)).size).toBe(1);
});

test('a void that clashes says with what, and the link leads there; both are corrected together', async ({ page }) => {
  await signIn(page, 'Ada');
  await openAsset(page, 'LAP-002');
  await page.getByRole('button', { name: /^Correct: Issued/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'It never happened: void …' }).click();
  await expect(dialog).toContainText('a void cannot itself be corrected');
  const clash = dialog.getByRole('region', { name: 'It clashes with what was recorded later:' });
  await expect(clash).toContainText(/the return of LAP-002 .* could not have happened/i);
  await dialog.getByLabel('Reason, required').fill('It never left the room');
  await expectAccessible(page, 'a correction that clashes');

  await clash.getByRole('link', { name: 'Show that entry' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('row', { name: /Returned/ })).toBeFocused();
  const aside = page.getByRole('region', { name: 'A correction laid aside' });
  await expect(aside).toContainText('Issued · LAP-002');
  await expectAccessible(page, 'a correction laid aside');
  await aside.getByRole('button', { name: 'Go on with it' }).click();
  await expect(dialog.getByLabel('Reason, required')).toHaveValue('It never left the room');

  await clash.getByRole('button', { name: 'Correct both together' }).click();
  const both = page.getByRole('dialog', { name: 'Correct 2 events together' });
  await expect(both.getByRole('button', { name: /Returned · LAP-002/ }).first()).toBeFocused();
  await both.getByRole('checkbox', { name: 'It never happened' }).last().check();
  await expect(previewIn(both)).toContainText(LEGAL);
  await record(page, both, 'It never left the room');
  await expect(page.getByText('In CASE-7 / 2')).toBeVisible();
  await expect(page.getByRole('row', { name: /Voided: it never happened/ })).toHaveCount(2);
});

test('a correction of a correction shows the chain; only what changes is sent', async ({ page, at }) => {
  await signIn(page, 'Ada');
  await openAsset(page, 'LAP-001');
  await page.getByRole('button', { name: /^Correct: Issued/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Correct an event' });
  await dialog.getByRole('combobox', { name: 'Holder' }).fill('Radio desk');
  await record(page, dialog, 'Wrong name picked');
  await page.getByRole('button', { name: /^Correct: Issued/ }).click();
  await expect(dialog).toContainText('This is version 2. What stood before:');
  await expect(dialog.getByRole('combobox', { name: 'Holder' })).toHaveValue('Radio desk');
  await dialog.getByLabel('Happened', { exact: true }).fill(daysAgo(4).slice(0, 16));
  await dialog.getByLabel('Happened: offset from UTC').selectOption('UTC+00:00');
  await expect(previewIn(dialog)).toContainText(LEGAL);
  await record(page, dialog, 'The gate book says a day later');
  const [first, second] = (await eventsOf(at)).slice(-2);
  expect(second).toMatchObject({ supersedesEventId: first?.eventId, data: { holder: 'Radio desk' } });
  expect(second?.changes).toMatchObject([{ field: 'occurredAt' }]);
  await expect(page.getByRole('button', { name: 'Show all 3 versions' })).toBeVisible();
});

test('two slots that were recorded the wrong way round are put right together, by keyboard alone', async ({
  page,
  at,
}) => {
  await signIn(page, 'Ada');
  await show(page, '#/cases/CASE-7?slot=3');
  await page.getByRole('button', { name: /More for LAP-003/ }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: 'Recorded the wrong way round …' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText('LAP-003, recorded in slot 3:')).toBeVisible();
  await expect(page.locator('[data-slot="3"]')).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('button', { name: 'Correct as swapped with LAP-004 in slot 4' })).toBeVisible();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Correct 2 events together' });
  await expect(dialog).toContainText('Every history stays legal from beginning to end.');
  await expect(previewIn(dialog).getByRole('row', { name: /LAP-003 where it is/ })).toContainText('CASE-7 / 4');
  for (let tabs = 0; tabs < 60; tabs += 1) {
    if (await dialog.getByLabel('Reason, required').evaluate((field) => field === document.activeElement)) break;
    await page.keyboard.press('Tab');
  }
  await page.keyboard.type('Labels read upside down', { delay: 60 });
  for (let tabs = 0; tabs < 6; tabs += 1) {
    const button = dialog.getByRole('button', { name: 'Record 2 corrections' });
    if (await button.evaluate((element) => element === document.activeElement)) break;
    await page.keyboard.press('Tab');
  }
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('PIN of Ada')).toBeFocused();
  await page.keyboard.type(PIN, { delay: 60 });
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('button', { name: /^Slot 4.*LAP-003/ })).toBeVisible();
  expect((await eventsOf(at)).slice(-2)).toMatchObject([
    { data: { slot: { slot: 4 } }, correctionReason: 'Labels read upside down' },
    { data: { slot: { slot: 3 } } },
  ]);
});

test('several entries of a history are ticked and corrected together; what is typed survives the lock', async ({
  page,
}) => {
  await signIn(page, 'Ada');
  await openAsset(page, 'LAP-002');
  await page.getByRole('button', { name: 'Correct several …' }).click();
  await page.getByRole('checkbox', { name: /Take along: Issued/ }).check();
  await page.getByRole('checkbox', { name: /Take along: Returned/ }).check();
  await page.getByRole('button', { name: 'Correct 2 entries …' }).click();
  const dialog = page.getByRole('dialog', { name: 'Correct 2 events together' });
  await dialog.getByLabel('Reason, required').fill('A day earlier than noted');
  await page.evaluate(() => assettrack.ask['session.lock']('{}'));
  await expect(dialog).toBeHidden();
  await page.getByLabel('PIN of Ada').fill(PIN);
  await page.getByRole('button', { name: 'Unlock' }).click();
  await expect(dialog.getByLabel('Reason, required')).toHaveValue('A day earlier than noted');
  await dialog.getByRole('button', { name: /Leave out: Returned/ }).click();
  await expect(page.getByRole('dialog', { name: 'Correct an event' })).toBeVisible();
  await expect(page.getByLabel('Reason, required')).toHaveValue('A day earlier than noted');
});

test('a case is corrected from its history; a technician finds no way in', async ({ page, at }) => {
  await signIn(page, 'Ada');
  await show(page, '#/cases/CASE-7');
  await page.getByRole('button', { name: /^Correct: Added/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Correct an event' });
  await dialog.getByLabel('Number of slots').fill('2');
  const clash = dialog.getByRole('region', { name: 'It clashes with what was recorded later:' });
  await expect(clash).toContainText('CASE-7 has 2 slots at that moment');
  await dialog.getByRole('button', { name: 'Number of slots: as recorded' }).click();
  await dialog.getByLabel('Place').fill('Room 284');
  await expect(previewIn(dialog)).toContainText(LEGAL);
  await record(page, dialog, 'The door says 284');
  expect((await eventsOf(at)).at(-1)).toMatchObject({ type: 'CASE_ADDED', data: { place: 'Room 284' } });

  await page.keyboard.press('F2');
  await signIn(page, 'Theo');
  for (const hash of ['#/cases/CASE-7', '#/assets/LAP-001', '#/receipts']) {
    await show(page, hash);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.getByRole('button', { name: /Correct/ })).toHaveCount(0);
  }
  await expect(page.getByRole('link', { name: /^Flags/ })).toHaveCount(0);
});
