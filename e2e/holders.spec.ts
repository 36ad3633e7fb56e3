import type { Page } from '@playwright/test';
import { aCase, expect, test } from './fixture/app.ts';
import { expectAccessible } from './fixture/axe.ts';
import { eventsOf } from './fixture/commandLine.ts';
import { signIn } from './fixture/hands.ts';

const daysAgo = (days: number): string => new Date(Date.now() - days * 24 * 3_600_000).toISOString();

test.use({
  given: {
    commands: [
      ...aCase.map((command) => ('pin' in command ? command : { ...command, occurredAt: daysAgo(30) })),
      { command: 'holder.add', name: 'Radio desk', organisation: 'Depot', occurredAt: daysAgo(29) },
      { command: 'asset.issue', tag: 'LAP-001', holder: 'Radio desk', occurredAt: daysAgo(9) },
      { command: 'asset.return', tag: 'LAP-001', occurredAt: daysAgo(7) },
      { command: 'asset.issue', tag: 'LAP-002', holder: 'Radio desk', occurredAt: daysAgo(5), dueAt: daysAgo(2) },
    ],
  },
});

async function openHolders(page: Page, who: string): Promise<void> {
  await signIn(page, who);
  await page.getByRole('link', { name: 'Holders', exact: true }).click();
  await expect(page.getByText('2 holders')).toBeVisible();
}

test('a holder shows what is in hand and overdue, and what passed through their hands', async ({ page }) => {
  await openHolders(page, 'Theo');
  await page.getByLabel('Find by name, reference, organisation, contact').fill('depot');
  await expect(page.getByText('1 holder')).toBeVisible();
  await expect(page.getByRole('row', { name: /Radio desk Depot 1 1 overdue/ })).toBeVisible();
  await page.getByRole('link', { name: 'Radio desk' }).click();
  const now = page.getByRole('region', { name: 'Holds now' });
  await expect(now.getByRole('row', { name: /LAP-002/ })).toContainText('2 days overdue');
  const past = page.getByRole('region', { name: 'Passed through their hands' });
  await expect(past.getByRole('row')).toHaveCount(3);
  await expect(past.getByRole('row', { name: /LAP-001/ })).toContainText('2 days');
  await past.getByRole('link', { name: 'LAP-001', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'LAP-001' })).toBeVisible();
  await expect(page.getByRole('row', { name: /Issued CASE-7 \/ 1 Radio desk/ })).toHaveAttribute('data-wanted', 'true');
});

test('a holder is added, renamed, and not deactivated with something in hand', async ({ page, at }) => {
  await openHolders(page, 'Cora');
  await page.getByRole('button', { name: 'Add a holder' }).click();
  await page.getByLabel('Name', { exact: true }).fill('radio desk');
  await page.getByRole('button', { name: 'Add the holder' }).click();
  await expect(page.getByRole('dialog')).toContainText(/radio desk/i);
  await page.getByLabel('Name', { exact: true }).fill('Van 3');
  await page.getByRole('button', { name: 'Add the holder' }).click();
  await expect(page.getByRole('heading', { name: 'Van 3' })).toBeVisible();

  await page.getByRole('button', { name: 'More for Van 3' }).click();
  await page.getByRole('menuitem', { name: 'Change …' }).click();
  await page.getByLabel('Name', { exact: true }).fill('Van 4');
  await page.getByLabel('Contact').fill('extension 4100');
  await page.getByRole('button', { name: 'Save the change' }).click();
  await expect(page.getByRole('heading', { name: 'Van 4' })).toBeVisible();
  expect((await eventsOf(at)).at(-1)).toMatchObject({
    type: 'HOLDER_CHANGED',
    data: { name: 'Van 4', contact: 'extension 4100' },
  });

  await page.evaluate(() => location.assign('#/holders/Radio%20desk'));
  await page.getByRole('button', { name: 'More for Radio desk' }).click();
  await page.getByRole('menuitem', { name: 'Deactivate …' }).click();
  const dialog = page.getByRole('dialog', { name: 'Deactivate Radio desk' });
  await dialog.getByRole('button', { name: 'Deactivate', exact: true }).click();
  await expect(dialog).toContainText('reason is missing');
  await dialog.getByLabel('Reason').fill('Moved away');
  await dialog.getByRole('button', { name: 'Deactivate', exact: true }).click();
  await expect(dialog.getByRole('alert')).toContainText('LAP-002');
  await expect(dialog.getByLabel('Reason')).toHaveValue('Moved away');
});

test('axe finds nothing to mend on holders, dialogs open and closed, also in large text', async ({ page }) => {
  await openHolders(page, 'Cora');
  await expectAccessible(page, 'the holders');
  await page.getByRole('button', { name: 'Add a holder' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await expectAccessible(page, 'adding a holder');
  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: 'Radio desk' }).click();
  await expect(page.getByRole('region', { name: 'Holds now' })).toBeVisible();
  await expectAccessible(page, 'a holder');
  await page.evaluate(() => {
    document.documentElement.style.fontSize = '200%';
  });
  await expect(page.getByRole('region', { name: 'Holds now' })).toBeVisible();
  expect(await page.locator('main').evaluate((element) => element.scrollWidth - element.clientWidth)).toBe(0);
  await page.evaluate(() => location.assign('#/holders'));
  await expect(page.getByText('2 holders')).toBeVisible();
  expect(await page.locator('main').evaluate((element) => element.scrollWidth - element.clientWidth)).toBe(0);
});
