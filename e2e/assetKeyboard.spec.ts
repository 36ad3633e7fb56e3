import { aCase, expect, test } from './fixture/app.ts';
import { eventsOf } from './fixture/commandLine.ts';
import { fastHands, goByKeys, menuByKeys, pressByKeys, signInByKeys, tabTo, typeByKeys } from './fixture/hands.ts';

test.use({
  given: {
    commands: [
      fastHands,
      ...aCase,
      ...['RAD-1', 'RAD-2', 'RAD-3'].map((tag) => ({ command: 'asset.add', tag })),
      { command: 'asset.issue', tag: 'RAD-2', holder: 'Field team North' },
    ],
  },
});

test('by keyboard alone: taken out by force, replaced, retired, and several retired together', async ({ page, at }) => {
  test.setTimeout(120_000);
  await signInByKeys(page, 'Cora');
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('textbox', { name: 'Search and commands' })).toBeFocused();
  await typeByKeys(page, 'case-7');
  await expect(page.getByText('Laptops · Room 283')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'CASE-7' })).toBeFocused();

  const tile = (slot: number) => page.locator(`[data-slot="${slot}"]`);
  await tabTo(page, /^Slot 1/);
  await page.keyboard.press('ArrowRight');
  await expect(tile(2)).toBeFocused();
  await page.keyboard.press('f');
  await expect(page.getByLabel('Reason')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(tile(2)).toBeFocused();
  await page.keyboard.press('f');
  await expect(page.getByLabel('Reason')).toBeFocused();
  await pressByKeys(page, 'Take it out by force');
  await expect(page.getByRole('dialog')).toContainText('The reason is missing');
  await tabTo(page, 'Reason', 'Shift+Tab');
  await typeByKeys(page, 'Not there');
  await expect(page.getByRole('row', { name: 'where it is CASE-7 / 2 unplaced' })).toBeVisible();
  await pressByKeys(page, 'Take it out by force');
  await expect(tile(2)).toHaveAccessibleName(/LAP-002.*elsewhere/s);
  await expect(tile(2)).toBeFocused();

  await page.keyboard.press('ArrowLeft');
  await expect(tile(1)).toBeFocused();
  await menuByKeys(page, /^More.*LAP-001/, 'Replace by another …');
  await expect(page.getByLabel('Tag of the other one')).toBeFocused();
  await typeByKeys(page, 'LAP-009');
  await pressByKeys(page, 'It is new: add it with this', 'Space');
  await tabTo(page, 'Reason');
  await typeByKeys(page, 'Broken');
  await pressByKeys(page, 'Replace it');
  await expect(tile(1)).toHaveAccessibleName(/LAP-009.*in place/s);
  await expect(tile(1)).toBeFocused();

  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'LAP-009' })).toBeFocused();
  const more = page.getByRole('button', { name: /^More/ });
  await menuByKeys(page, /^More/, 'Retire …');
  await expect(page.getByLabel('Reason')).toBeFocused();
  await page.keyboard.press('Escape');
  // The item that opened the dialog is gone with its menu: the menu's button is where it was begun.
  await expect(more).toBeFocused();
  await menuByKeys(page, /^More/, 'Retire …');
  await expect(page.getByLabel('Reason')).toBeFocused();
  await typeByKeys(page, 'Worn out');
  await pressByKeys(page, 'Retire it for good');
  await expect(page.getByText('LAP-009 is retired')).toBeVisible();
  await expect(more).toBeFocused();

  await goByKeys(page, 'Assets');
  await tabTo(page, 'Only where Tag has');
  await typeByKeys(page, 'RAD');
  await expect(page.getByText('3 assets found')).toBeVisible();
  await tabTo(page, /^Assets\. Arrow keys walk/);
  for (const _ of ['RAD-1', 'RAD-2', 'RAD-3']) {
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowDown');
  }
  await expect(page.getByText('3 assets ticked')).toBeVisible();
  await tabTo(page, 'Retire …', 'Shift+Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Reason')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Retire …' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Reason')).toBeFocused();
  await typeByKeys(page, 'Sold');
  await expect(page.getByText('2 of 3 can be recorded')).toBeVisible();
  await pressByKeys(page, 'Record 2');
  await expect(page.getByText('2 assets recorded')).toBeVisible();
  await expect(page.getByRole('grid')).toBeFocused();

  const acts = (await eventsOf(at)).filter(({ type }) => /VACATED|RETIRED|REPLACED/.test(String(type)));
  expect(acts.map(({ type, data }) => [type, data])).toMatchObject([
    ['SLOT_VACATED', { reason: 'Not there' }],
    [expect.stringMatching(/REPLACED|RETIRED/), { reason: 'Broken' }],
    ['ASSET_RETIRED', { reason: 'Worn out' }],
    ['ASSET_RETIRED', { reason: 'Sold' }],
    ['ASSET_RETIRED', { reason: 'Sold' }],
  ]);
});
