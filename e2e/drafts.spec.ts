import type {} from '../renderer/ask.ts';
import { expect, test } from './fixture/app.ts';
import { expectAccessible } from './fixture/axe.ts';
import { PIN } from './fixture/commandLine.ts';
import { signIn } from './fixture/hands.ts';

test('what was typed outlives a kill, is its writer’s own, and goes when it is sent or given up', async ({
  launch,
}) => {
  const first = await launch();
  await signIn(first.page, 'Cora');
  await first.page.getByRole('link', { name: /CASE-7/ }).click();
  await first.page.evaluate(() => {
    location.hash = '#/new/case';
  });
  await first.page.getByLabel('Name', { exact: true }).fill('Drones');
  await first.page.getByLabel('Slot labels').fill('1: charger');
  // A dialog of an act, with a reason half written.
  await expect(async () => {
    const text = await first.page.evaluate(() => assettrack.ask['draft.list']('{}'));
    expect(text).toContain('1: charger');
  }).toPass();
  await first.page.evaluate(() => {
    location.hash = '#/assets/LAP-001';
  });
  await expect(first.page.getByRole('heading', { name: 'LAP-001' })).toBeVisible();
  await first.page.getByRole('button', { name: 'More for LAP-001' }).click();
  await first.page.getByRole('menuitem', { name: /lost/i }).click();
  await first.page.getByRole('dialog').getByLabel('Reason').fill('Last seen at the harbour');
  await expect(async () => {
    expect(await first.page.evaluate(() => assettrack.ask['draft.list']('{}'))).toContain('harbour');
  }).toPass();
  first.app.process().kill('SIGKILL');

  const { page } = await launch();
  // Somebody else sees nothing of it.
  await signIn(page, 'Theo');
  await expect(page.getByRole('button', { name: 'Lock', exact: true })).toBeVisible();
  await expect(page.getByText('what you typed is kept')).toBeHidden();
  await page.keyboard.press('F2');
  await signIn(page, 'Cora');
  const notice = page.getByText('what you typed is kept');
  await expect(notice).toBeVisible();
  await expectAccessible(page, 'the notice of forms that were not sent');

  await page.getByRole('link', { name: 'Add a case' }).last().click();
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Drones');
  await expect(page.getByLabel('Slot labels')).toHaveValue('1: charger');
  await expect(page.getByText('not sent yet.')).toBeVisible();
  await page.getByLabel('Code').fill('CASE-9');
  await page.getByRole('button', { name: 'Add the case' }).click();
  await expect(page.getByRole('heading', { name: 'CASE-9' })).toBeVisible();

  await page.evaluate(() => {
    location.hash = '#/assets/LAP-001';
  });
  await page.getByRole('button', { name: 'More for LAP-001' }).click();
  await page.getByRole('menuitem', { name: /lost/i }).click();
  await expect(page.getByRole('dialog').getByLabel('Reason')).toHaveValue('Last seen at the harbour');
  // The lock hides it, and gives it back.
  await page.keyboard.press('Control+L');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(page.getByText('Last seen at the harbour')).toBeHidden();
  await page.getByLabel('PIN of Cora').fill(PIN);
  await page.getByRole('button', { name: 'Unlock' }).click();
  await expect(page.getByRole('dialog').getByLabel('Reason')).toHaveValue('Last seen at the harbour');
  await page.getByRole('button', { name: 'Discard what was typed' }).click();
  await expect(page.getByRole('dialog').getByLabel('Reason')).toHaveValue('');
  await expect(async () => {
    expect(await page.evaluate(() => assettrack.ask['draft.list']('{}'))).toBe('[]');
  }).toPass();
});
