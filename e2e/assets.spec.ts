import type { Page } from '@playwright/test';
import { expect, test } from './fixture/app.ts';
import { expectAccessible } from './fixture/axe.ts';
import { eventsOf, PIN } from './fixture/commandLine.ts';
import { signIn } from './fixture/hands.ts';

const yesterday = new Date(Date.now() - 24 * 3_600_000).toISOString();
const KINDS = ['R7 VHF', 'HP685', 'Toughbook 40'];

/** Four hundred assets, a few of them out, some unplaced. */
test.use({
  given: {
    commands: [
      { command: 'operator.add', name: 'Cora', role: 'coordinator', pin: PIN },
      { command: 'operator.add', name: 'Theo', role: 'technician', pin: PIN },
      { command: 'case.add', code: 'CASE-1', slots: 500 },
      { command: 'case.add', code: 'CASE-2', slots: 3 },
      { command: 'holder.add', name: 'Field team North' },
      ...Array.from({ length: 400 }, (_, i) => ({
        command: 'asset.add',
        tag: `AST-${String(i + 1).padStart(3, '0')}`,
        model: KINDS[i % KINDS.length],
        ...(i < 390 ? { slot: { case: 'CASE-1', slot: i + 1 } } : {}),
        ...(i === 6 ? { occurredAt: yesterday } : {}),
      })).filter(({ tag }) => tag !== 'AST-007'),
      { command: 'asset.issue', tag: 'AST-050', holder: 'Field team North' },
      { command: 'asset.issue', tag: 'AST-051', holder: 'Field team North', dueAt: new Date().toISOString() },
    ],
  },
});

async function openAssets(page: Page, who = 'Cora'): Promise<void> {
  await signIn(page, who);
  await page.getByRole('link', { name: 'Assets', exact: true }).click();
  await expect(page.getByText('399 assets')).toBeVisible();
}

const rows = (page: Page) => page.getByRole('grid').getByRole('row');

test('the table scrolls to its end, drawing only what is in sight', async ({ page }) => {
  await openAssets(page);
  await expect(page.getByRole('link', { name: 'AST-001' })).toBeVisible();
  expect(await rows(page).count()).toBeLessThan(80);
  await page.getByRole('grid').focus();
  await page.keyboard.press('End');
  await expect(page.getByRole('link', { name: 'AST-400' })).toBeInViewport();
  await expect(page.getByRole('link', { name: 'AST-001' })).toBeHidden();
  expect(await rows(page).count()).toBeLessThan(80);
});

test('by keyboard alone: narrow down, sort, walk, open, and come back to the same row', async ({ page }) => {
  await openAssets(page);
  await page.getByLabel('Only where Model has').focus();
  await page.keyboard.type('hp 685', { delay: 60 });
  await expect(page.getByText('133 assets found')).toBeVisible();
  await page.getByRole('button', { name: 'Tag', exact: false }).first().focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('columnheader', { name: /Tag/ })).toHaveAttribute('aria-sort', 'descending');
  await expect(rows(page).nth(1)).toContainText('AST-398');
  await page.getByRole('grid').focus();
  for (let times = 0; times < 40; times += 1) await page.keyboard.press('ArrowDown');
  const at = await page.getByRole('grid').getAttribute('aria-activedescendant');
  expect(at).toBe('asset-row-40');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'AST-278' })).toBeFocused();
  await page.keyboard.press('Alt+ArrowLeft');
  await expect(page.getByText('133 assets found')).toBeVisible();
  await expect(page.getByLabel('Only where Model has')).toHaveValue('hp 685');
  await expect(page.getByRole('link', { name: 'AST-278' })).toBeInViewport();
});

test('a view is kept on this laptop, over a restart', async ({ launch }) => {
  const first = await launch();
  await openAssets(first.page);
  await first.page.getByLabel('Only where Custody has').selectOption('holder');
  await expect(first.page.getByText('2 assets found')).toBeVisible();
  await first.page.getByRole('button', { name: 'Columns' }).click();
  await first.page.getByRole('menuitemcheckbox', { name: 'Home slot' }).click();
  await first.page.keyboard.press('Escape');
  await first.page.getByRole('button', { name: 'Views' }).click();
  await first.page.getByRole('menuitem', { name: 'Keep this view …' }).click();
  await first.page.getByLabel('Name of the view').fill('Out now');
  await first.page.getByRole('button', { name: 'Keep it' }).click();
  await expect(first.page.getByText('“Out now” is kept')).toBeVisible();
  await first.app.close();

  const { page } = await launch();
  await signIn(page, 'Cora');
  await page.evaluate(() => location.assign('#/assets'));
  await expect(page.getByText('399 assets')).toBeVisible();
  await page.getByRole('button', { name: 'Views' }).click();
  await page.getByRole('menuitem', { name: 'Out now', exact: true }).click();
  await expect(page.getByText('2 assets found')).toBeVisible();
  await expect(page.getByRole('columnheader', { name: /Home slot/ })).toBeHidden();
  await page.getByRole('button', { name: 'Views' }).click();
  await page.getByRole('menuitem', { name: 'Forget “Out now”' }).click();
  await page.getByRole('button', { name: 'Views' }).click();
  await expect(page.getByRole('menuitem', { name: 'Keep this view …' })).toBeVisible();
  await expect(page.getByRole('menuitem', { name: 'Out now', exact: true })).toBeHidden();
});

test('what is ticked is retired together; what cannot be is named and left out', async ({ page, at }) => {
  await openAssets(page);
  await page.getByLabel('Only where Tag has').fill('AST-05');
  await expect(page.getByText('10 assets found')).toBeVisible();
  for (const tag of ['AST-051', 'AST-052', 'AST-053']) await page.getByLabel(`Tick ${tag}`).check();
  await page.getByRole('button', { name: 'Retire …' }).click();
  const dialog = page.getByRole('dialog', { name: 'Retire 3 assets' });
  await dialog.getByLabel('Reason').fill('Scrapped');
  await expect(dialog).toContainText('2 of 3 can be recorded');
  await expect(dialog.getByRole('listitem')).toContainText('AST-051 is with Field team North');
  await dialog.getByRole('button', { name: 'Record 2' }).click();
  await expect(page.getByText('2 assets recorded')).toBeVisible();
  await expect(page.getByText('assets ticked')).toBeHidden();
  const retired = (await eventsOf(at)).filter(({ type }) => type === 'ASSET_RETIRED');
  expect(retired.map(({ data }) => data)).toEqual([{ reason: 'Scrapped' }, { reason: 'Scrapped' }]);
});

test('what is unplaced goes into the empty slots of a case, as far as there are any', async ({ page, at }) => {
  await openAssets(page, 'Theo');
  await page.getByLabel('Only where Custody has').selectOption('unplaced');
  await expect(page.getByText('10 assets found')).toBeVisible();
  await page.getByRole('grid').focus();
  for (let times = 0; times < 4; times += 1) {
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowDown');
  }
  await expect(page.getByText('4 assets ticked')).toBeVisible();
  await page.getByRole('button', { name: 'Place …' }).click();
  const dialog = page.getByRole('dialog', { name: 'Place 4 assets' });
  await dialog.getByRole('combobox', { name: 'Into case' }).fill('CASE-2');
  await page.getByRole('option', { name: 'CASE-2' }).click();
  await expect(dialog).toContainText('The case has 3 empty slots; the rest is left out');
  await expect(dialog).toContainText('AST-391 → CASE-2 / 1 · AST-392 → CASE-2 / 2 · AST-393 → CASE-2 / 3');
  await dialog.getByRole('button', { name: 'Record 3' }).click();
  await expect(page.getByText('7 assets found')).toBeVisible();
  expect((await eventsOf(at)).at(-1)).toMatchObject({
    type: 'ASSET_PLACED',
    data: { slot: { case: 'CASE-2', slot: 3 } },
  });
});

test('axe finds nothing to mend on the table, its menus and its dialogs', async ({ page }) => {
  await openAssets(page);
  await expectAccessible(page, 'the table');
  for (const name of ['Views', 'Columns']) {
    await page.getByRole('button', { name }).click();
    await expect(page.getByRole('menu')).toBeVisible();
    await expectAccessible(page, name);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('menu')).toBeHidden();
  }
  await page.getByLabel('Tick AST-002').check();
  await page.getByRole('button', { name: 'Change …' }).click();
  await expect(page.getByRole('dialog')).toContainText('1 of 1 can be recorded');
  await expectAccessible(page, 'a change of many');
  await page.keyboard.press('Escape');
  await page.getByLabel('Find in everything known of an asset').fill('nothing like it');
  await expect(page.getByText('No asset is like that')).toBeVisible();
  await expectAccessible(page, 'an empty table');
});
