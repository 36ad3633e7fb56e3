import { expect, test } from './fixture/app.ts';
import { expectAccessible } from './fixture/axe.ts';
import { eventsOf, PIN } from './fixture/commandLine.ts';
import { signIn } from './fixture/hands.ts';

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
