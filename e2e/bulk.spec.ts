import type { Page } from '@playwright/test';
// For the bridge that the preload puts into the page.
import type {} from '../renderer/ask.ts';
import { expect, test } from './fixture/app.ts';
import { expectAccessible } from './fixture/axe.ts';
import { eventsOf, PIN } from './fixture/commandLine.ts';
import { signIn, untilKept } from './fixture/hands.ts';

const tagOf = (n: number): string => `NEW-${String(n).padStart(3, '0')}`;
const assets = Array.from({ length: 30 }, (_, i) => ({
  command: 'asset.add',
  tag: tagOf(i + 1),
  model: i < 20 ? 'Radio' : 'Battery',
}));

test.use({
  given: {
    commands: [
      { command: 'operator.add', name: 'Cora', role: 'coordinator', pin: PIN },
      { command: 'case.add', code: 'CASE-1', slots: 24 },
      { command: 'case.add', code: 'CASE-2', slots: 4 },
      ...assets,
      { command: 'holder.add', name: 'Field team North' },
      { command: 'asset.issue', tag: 'NEW-007', holder: 'Field team North' },
    ],
  },
});

test('all of a filter is ticked by one key, tried together, and recorded in one act; what cannot be is named', async ({
  page,
  at,
}) => {
  await signIn(page, 'Cora');
  await expect(page.getByRole('heading', { name: 'Board' })).toBeVisible();
  await page.evaluate(() => location.assign('#/assets?model=radio'));
  await expect(page.getByText('20 assets found')).toBeVisible();
  await page.getByRole('grid').focus();
  await page.keyboard.press('Control+a');
  await expect(page.getByText('20 assets ticked')).toBeVisible();
  await expect(page.getByRole('checkbox', { name: 'Tick all that are shown' })).toBeChecked();

  await page.getByRole('button', { name: 'Place …' }).click();
  const placing = page.getByRole('dialog', { name: 'Place 20 assets' });
  await placing.getByRole('combobox', { name: 'Into case' }).fill('CASE-1');
  await page.getByRole('option', { name: 'CASE-1' }).click();
  await expect(placing).toContainText('19 of 20 can be recorded');
  await expect(placing.getByRole('listitem')).toContainText('NEW-007 is with Field team North');
  await expectAccessible(page, 'placing many');
  await placing.getByRole('button', { name: 'Record 19' }).click();
  await expect(page.getByText('19 assets recorded')).toBeVisible();
  const placed = (await eventsOf(at)).filter(({ type }) => type === 'ASSET_PLACED');
  expect(placed.map(({ data }) => (data as { slot: { slot: number } }).slot.slot)).toHaveLength(19);

  await page.getByRole('checkbox', { name: 'Tick all that are shown' }).check();
  await page.getByRole('button', { name: 'Change …' }).click();
  const changing = page.getByRole('dialog', { name: 'Change 20 assets' });
  await changing.getByLabel('New text').fill('Radio equipment');
  await expect(changing).toContainText('20 of 20 can be recorded');
  await changing.getByRole('button', { name: 'Record 20' }).click();
  await expect(page.getByText('20 assets recorded')).toBeVisible();
  await expect(page.getByText('assets ticked')).toBeHidden();
  expect((await eventsOf(at)).at(-1)).toMatchObject({ type: 'ASSET_CHANGED', data: { category: 'Radio equipment' } });
});

/** Opens "Change …" for all assets of a model. */
async function change(page: Page, model: string) {
  await page.evaluate((to) => location.assign(to), `#/assets?model=${model}`);
  await page.getByRole('grid').focus();
  await expect(page.getByRole('grid')).toBeFocused();
  await expect(page.getByText(`${model === 'battery' ? 10 : 20} assets found`)).toBeVisible();
  await page.keyboard.press('Control+a');
  await page.getByRole('button', { name: 'Change …' }).click();
  const dialog = page.getByRole('dialog', { name: /^Change \d+ assets/ });
  await expect(dialog.getByLabel('New text')).toBeFocused();
  return dialog;
}

test('what a bulk act was told waits for the same assets, over a closed dialog, another operator and a kill', async ({
  launch,
  at,
}) => {
  const first = await launch();
  await signIn(first.page, 'Cora');
  await expect(first.page.getByRole('heading', { name: 'Board' })).toBeVisible();
  const dialog = await change(first.page, 'battery');
  await dialog.getByLabel('New text').fill('Spare parts');
  await dialog.getByRole('combobox', { name: 'Detail' }).click();
  await first.page.getByRole('option', { name: 'Manufacturer' }).click();
  await dialog.getByLabel('Close').click();
  await expect(dialog).toBeHidden();

  const others = await change(first.page, 'radio');
  await expect(others).toContainText('20 of 20 can be recorded');
  await expect(others.getByLabel('New text')).toHaveValue('');
  await expect(others.getByText('not sent yet')).toBeHidden();
  await others.getByRole('button', { name: 'Cancel' }).click();

  const again = await change(first.page, 'battery');
  await expect(again.getByLabel('New text')).toHaveValue('Spare parts');
  await expect(again.getByRole('combobox', { name: 'Detail' })).toHaveValue('Manufacturer');
  await expect(again.getByText('not sent yet')).toBeVisible();
  await again.getByLabel('New text').fill('Spare parts Ltd');
  await untilKept(first.page, 'Spare parts Ltd');
  first.app.process().kill('SIGKILL');

  const { page } = await launch();
  await signIn(page, 'Ada');
  await expect(page.getByRole('button', { name: 'Lock', exact: true })).toBeVisible();
  await expect(page.getByText('what you typed is kept')).toBeHidden();
  await page.keyboard.press('F2');
  await signIn(page, 'Cora');
  await page.getByRole('link', { name: /^Change 10 assets: NEW-021/ }).click();
  const back = page.getByRole('dialog', { name: 'Change 10 assets' });
  await expect(back.getByLabel('New text')).toHaveValue('Spare parts Ltd');
  await expect(back.getByRole('combobox', { name: 'Detail' })).toHaveValue('Manufacturer');
  await expectAccessible(page, 'a bulk act that was brought back');
  await back.getByRole('button', { name: 'Record 10' }).click();
  await expect(page.getByText('10 assets recorded')).toBeVisible();
  expect((await eventsOf(at)).at(-1)).toMatchObject({ data: { manufacturer: 'Spare parts Ltd' } });
  expect(await page.evaluate(() => assettrack.ask['draft.list']('{}'))).not.toContain('Spare parts');
});

test('a holder with something in hand is not deactivated, and the refusal says what it is', async ({ page }) => {
  await signIn(page, 'Cora');
  await expect(page.getByRole('heading', { name: 'Board' })).toBeVisible();
  await page.evaluate(() => location.assign('#/holders/Field%20team%20North'));
  await page.getByRole('button', { name: 'More for Field team North' }).click();
  await page.getByRole('menuitem', { name: 'Deactivate …' }).click();
  await page.getByLabel('Reason').fill('dissolved');
  await page.getByRole('button', { name: 'Deactivate', exact: true }).click();
  await expect(page.getByRole('dialog')).toContainText('Field team North still has NEW-007');
  await expectAccessible(page, 'a refused deactivation');
});
