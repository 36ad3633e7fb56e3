import type { Page } from '@playwright/test';
import { aCase, expect, test } from './fixture/app.ts';
import { expectAccessible } from './fixture/axe.ts';
import { eventsOf } from './fixture/commandLine.ts';
import { scan, signIn } from './fixture/hands.ts';

test.use({
  given: {
    commands: [
      ...aCase,
      { command: 'case.add', code: 'CASE-8', name: 'Spares', slots: 6 },
      { command: 'asset.add', tag: 'LAP-003', model: 'Precision 7680', slot: { case: 'CASE-7', slot: 3 } },
      { command: 'asset.add', tag: 'LAP-004', model: 'Precision 7680', serial: '19MH014' },
      { command: 'asset.issue', tag: 'LAP-003', holder: 'Field team North' },
    ],
  },
});

const tile = (page: Page, slot: number) => page.locator(`[data-slot="${slot}"]`);

async function openCase(page: Page, who: string, code = 'CASE-7'): Promise<void> {
  await signIn(page, who);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.evaluate((hash) => location.assign(hash), `#/cases/${code}`);
  await expect(page.getByRole('group', { name: `Slots of ${code}` })).toBeVisible();
}

test('a tile dragged to a slot is a move: shown before and after, and done only when confirmed', async ({
  page,
  at,
}) => {
  await openCase(page, 'Theo');
  await tile(page, 1).dragTo(tile(page, 4));
  const dialog = page.getByRole('dialog', { name: 'Move LAP-001' });
  const preview = dialog.getByRole('region', { name: 'What this changes' });
  await expect(preview.getByRole('row', { name: 'where it is CASE-7 / 1 CASE-7 / 4' })).toBeVisible();
  await expect(preview.getByRole('row', { name: 'home slot CASE-7 / 1 CASE-7 / 4' })).toBeVisible();
  await expect(tile(page, 4)).toHaveAccessibleName('Slot 4 empty');
  await dialog.getByRole('button', { name: 'Move it' }).click();
  await expect(page.getByText('LAP-001 is in CASE-7 / 4 now')).toBeVisible();
  await expect(tile(page, 4)).toHaveAccessibleName(/LAP-001.*in place/s);
  await expect(tile(page, 4)).toBeFocused();
  expect((await eventsOf(at)).at(-1)).toMatchObject({
    type: 'ASSET_MOVED',
    actorRole: 'technician',
    data: { slot: { case: 'CASE-7', slot: 4 } },
  });

  await tile(page, 2).dragTo(tile(page, 4));
  await expect(page.getByRole('dialog')).toContainText('LAP-001 is in slot 4 of CASE-7');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
});

test('by keyboard alone: walk the slots, move, open the asset and come back', async ({ page, at }) => {
  await signIn(page, 'Theo');
  await expect(page.getByRole('heading', { name: 'Board' })).toBeFocused();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('case-7', { delay: 60 });
  await expect(page.getByText('Laptops · Room 283')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'CASE-7' })).toBeFocused();
  await expect(tile(page, 1)).toBeVisible();
  while (!(await tile(page, 1).evaluate((element) => element === document.activeElement))) {
    await page.keyboard.press('Tab');
  }
  await page.keyboard.press('End');
  await expect(tile(page, 4)).toBeFocused();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowRight');
  await expect(tile(page, 2)).toBeFocused();
  await page.keyboard.press('m');
  await expect(page.getByText('Moving LAP-002 out of slot 2')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByText('Moving LAP-002 out of slot 2')).toBeHidden();
  await page.keyboard.press('m');
  await expect(page.getByText('Moving LAP-002 out of slot 2')).toBeVisible();
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('row', { name: 'where it is CASE-7 / 2 CASE-7 / 4' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Move it' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(tile(page, 4)).toHaveAccessibleName(/LAP-002.*in place/s);
  await expect(tile(page, 4)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'LAP-002' })).toBeFocused();
  await page.keyboard.press('Alt+ArrowLeft');
  await expect(page.getByRole('heading', { name: 'CASE-7' })).toBeFocused();
  expect((await eventsOf(at)).filter(({ type }) => type === 'ASSET_MOVED')).toHaveLength(1);
});

test('a sealed case lets nothing in or out; a seal that reads otherwise is said', async ({ app, page, at }) => {
  await openCase(page, 'Theo');
  await page.getByRole('button', { name: 'Seal …' }).click();
  await scan(app, 'S-004417');
  await expect(page.getByLabel('Seal number')).toHaveValue('S-004417');
  await page.getByRole('button', { name: 'Record the seal' }).click();
  await expect(page.getByText('Sealed with S-004417: nothing can enter or leave')).toBeVisible();

  await tile(page, 1).dragTo(tile(page, 4));
  await expect(page.getByRole('dialog')).toContainText('CASE-7 is sealed with S-004417');
  await page.getByRole('button', { name: 'Move it' }).click();
  await expect(page.getByRole('dialog').getByRole('alert')).toContainText('Unseal the case first');
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: 'Unseal …' }).click();
  await page.getByLabel('Seal number').fill('S-004471');
  await expect(page.getByText('has the number S-004417, not S-004471')).toBeVisible();
  await page.getByRole('button', { name: 'Record the unsealing' }).click();
  await expect(page.getByRole('region', { name: 'Seals' })).toContainText('read as S-004471');
  await expect(page.getByText('nothing can enter or leave')).toBeHidden();
  expect((await eventsOf(at)).at(-1)).toMatchObject({ type: 'CASE_UNSEALED', data: { seal: 'S-004471' } });
});

test('taking out by force needs a reason, and is a coordinator’s', async ({ page, at }) => {
  await openCase(page, 'Cora');
  await tile(page, 2).click();
  await page.keyboard.press('f');
  const dialog = page.getByRole('dialog', { name: 'Take LAP-002 out of its slot by force' });
  await dialog.getByRole('button', { name: 'Take it out by force' }).click();
  await expect(dialog).toContainText('The reason is missing');
  await dialog.getByLabel('Reason').fill('Not in the case at the count; Theo looked twice.');
  await expect(dialog.getByRole('row', { name: 'where it is CASE-7 / 2 unplaced' })).toBeVisible();
  await dialog.getByRole('button', { name: 'Take it out by force' }).click();
  await expect(tile(page, 2)).toHaveAccessibleName(/LAP-002.*elsewhere/s);
  expect((await eventsOf(at)).at(-1)).toMatchObject({
    type: 'SLOT_VACATED',
    data: { reason: 'Not in the case at the count; Theo looked twice.' },
  });
  await page.keyboard.press('F2');
  await page.getByRole('button', { name: /Theo/ }).click();
  await page.getByLabel('PIN of Theo').fill('135790');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading', { name: 'Board' })).toBeVisible();
  await page.evaluate(() => location.assign('#/cases/CASE-7'));
  await tile(page, 1).click();
  await expect(page.getByRole('button', { name: /^Move/ })).toBeVisible();
  await expect(page.getByRole('button', { name: /Take out by force/ })).toBeHidden();
});

test('a contents check names what is missing and what is extra', async ({ app, page, at }) => {
  await openCase(page, 'Theo');
  await page.getByRole('button', { name: 'Check …' }).click();
  const dialog = page.getByRole('dialog', { name: 'Check what is in CASE-7' });
  await scan(app, 'lap 001');
  await expect(dialog.getByRole('checkbox', { name: /LAP-001/ })).toBeChecked();
  await dialog.getByLabel('Tag or barcode').fill('LAP-004');
  await page.keyboard.press('Enter');
  await expect(dialog.getByText('1 of 3 seen')).toBeVisible();
  const missing = dialog.getByRole('region', { name: 'Missing' });
  await expect(missing.getByRole('listitem')).toHaveText(['LAP-002', 'LAP-003']);
  await expect(dialog.getByRole('region', { name: 'Extra' }).getByRole('listitem')).toContainText(['LAP-004']);
  await dialog.getByRole('button', { name: 'Record the count' }).click();
  await expect(page.getByText('Missing: LAP-002, LAP-003; extra: LAP-004')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Ready to ship' })).toContainText('2 missing, 1 extra');
  expect((await eventsOf(at)).at(-1)).toMatchObject({
    type: 'CASE_CHECKED',
    data: { seen: ['LAP-001', 'LAP-004'], missing: ['LAP-002', 'LAP-003'], extra: ['LAP-004'] },
  });
});

test('what is unplaced goes into an empty slot; a broken one is replaced', async ({ app, page }) => {
  await openCase(page, 'Cora', 'CASE-8');
  await tile(page, 5).dblclick();
  const place = page.getByRole('dialog', { name: 'Place an asset in CASE-8 / 5' });
  await expect(place).toBeVisible();
  await scan(app, 'LAP-004');
  await expect(place.getByRole('row', { name: 'where it is unplaced CASE-8 / 5' })).toBeVisible();
  await place.getByRole('button', { name: 'Place it' }).click();
  await expect(tile(page, 5)).toHaveAccessibleName(/LAP-004.*in place/s);

  await tile(page, 5).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Replace by another …' }).click();
  const replace = page.getByRole('dialog', { name: 'Replace LAP-004' });
  await replace.getByLabel('Tag of the other one').fill('LAP-009');
  await replace.getByLabel('Reason').fill('Screen broken');
  await expect(replace).toContainText('No asset has the tag or barcode “LAP-009”');
  await replace.getByLabel('It is new: add it with this').check();
  await expect(replace.getByRole('row', { name: 'LAP-004 where it is CASE-8 / 5 retired' })).toBeVisible();
  await expect(replace.getByRole('row', { name: 'LAP-009 where it is – CASE-8 / 5' })).toBeVisible();
  await replace.getByRole('button', { name: 'Replace it' }).click();
  await expect(tile(page, 5)).toHaveAccessibleName(/LAP-009.*in place/s);
});

test('a new case, and assets scanned into it one after the other', async ({ app, page, at }) => {
  await signIn(page, 'Cora');
  await expect(page.getByRole('heading', { name: 'Board' })).toBeVisible();
  await page.evaluate(() => location.assign('#/new/case'));
  await page.getByRole('button', { name: 'Add the case' }).click();
  await expect(page.getByText('The code must not be empty.')).toBeVisible();
  await page.getByLabel('Code').fill('case-7');
  await page.getByLabel('Slots', { exact: true }).fill('8');
  await page.getByLabel('Slot labels').fill('1: lid\nfront');
  await expect(page.getByText('“front” is not read')).toBeVisible();
  await page.getByLabel('Slot labels').fill('1: lid\n2: front');
  await page.getByRole('button', { name: 'Add the case' }).click();
  await expect(page.getByText('case-7')).toBeVisible();
  await page.getByLabel('Code').fill('CASE-9');
  await page.getByRole('button', { name: 'Add the case' }).click();
  await expect(page.getByRole('heading', { name: 'CASE-9' })).toBeVisible();
  await expect(tile(page, 2)).toHaveAccessibleName('Slot 2 front empty');

  await page.evaluate(() => location.assign('#/new/asset?case=CASE-9&slot=1'));
  await expect(page.getByRole('heading', { name: 'Add an asset' })).toBeVisible();
  await page.getByLabel('Model', { exact: true }).fill('R7 VHF');
  await page.getByRole('button', { name: 'Add the asset' }).click();
  await expect(page.getByText('The tag must not be empty.')).toBeVisible();
  for (const [n, tag] of ['RAD-1', 'RAD-2'].entries()) {
    await scan(app, tag);
    await expect(page.getByLabel('Tag')).toHaveValue(tag);
    await expect(page.getByRole('combobox', { name: 'Slot' })).toHaveValue(new RegExp(`^${n + 1} `));
    await page.getByRole('button', { name: 'Add the asset' }).click();
    await expect(page.getByRole('link', { name: tag })).toBeVisible();
  }
  expect((await eventsOf(at)).at(-1)).toMatchObject({
    type: 'ASSET_ADDED',
    data: { tag: 'RAD-2', model: 'R7 VHF', slot: { case: 'CASE-9', slot: 2 } },
  });
});

test('axe finds nothing to mend on a case, its dialogs open and closed', async ({ page }) => {
  test.setTimeout(120_000);
  await openCase(page, 'Cora');
  await expectAccessible(page, 'a case');
  await tile(page, 1).click({ button: 'right' });
  await expect(page.getByRole('menu')).toBeVisible();
  await expectAccessible(page, 'the menu of a slot');
  await page.keyboard.press('Escape');
  await tile(page, 1).dragTo(tile(page, 4));
  await expect(page.getByRole('region', { name: 'What this changes' })).toBeVisible();
  await expectAccessible(page, 'a move');
  await page.keyboard.press('Escape');
  for (const name of ['Seal …', 'Check …']) {
    await page.getByRole('button', { name }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await expectAccessible(page, name);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
  }
  for (const name of ['Change name, place, labels, slots …', 'Retire the case …']) {
    await page.getByRole('button', { name: 'More for CASE-7' }).click();
    await page.getByRole('menuitem', { name }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await expectAccessible(page, name);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
  }
  await tile(page, 4).dblclick();
  await expect(page.getByRole('dialog', { name: /Place an asset/ })).toBeVisible();
  await expectAccessible(page, 'placing');
  await page.keyboard.press('Escape');
  for (const address of ['#/new/case', '#/new/asset']) {
    await page.evaluate((hash) => location.assign(hash), address);
    await expect(page.getByRole('heading', { name: /^Add/ })).toBeVisible();
    await expectAccessible(page, address);
  }
});

test('at 200 % text nothing is cut off at the side', async ({ page }) => {
  await openCase(page, 'Cora');
  await page.evaluate(() => {
    document.documentElement.style.fontSize = '200%';
  });
  const main = page.locator('main');
  await expect(page.getByRole('button', { name: 'Check …' })).toBeVisible();
  expect(await main.evaluate((element) => element.scrollWidth - element.clientWidth)).toBe(0);
  await tile(page, 1).click();
  await page.keyboard.press('ArrowRight');
  await expect(tile(page, 2)).toBeFocused();
});
