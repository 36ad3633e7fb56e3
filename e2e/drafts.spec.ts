import type { Page } from '@playwright/test';
import type {} from '../renderer/ask.ts';
import { expect, test } from './fixture/app.ts';
import { expectAccessible } from './fixture/axe.ts';
import { PIN } from './fixture/commandLine.ts';
import { scan, signIn, untilKept } from './fixture/hands.ts';

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
  await untilKept(first.page, '1: charger');
  await first.page.evaluate(() => {
    location.hash = '#/assets/LAP-001';
  });
  await expect(first.page.getByRole('heading', { name: 'LAP-001' })).toBeVisible();
  await first.page.getByRole('button', { name: 'More for LAP-001' }).click();
  await first.page.getByRole('menuitem', { name: /lost/i }).click();
  await first.page.getByRole('dialog').getByLabel('Reason').fill('Last seen at the harbour');
  await untilKept(first.page, 'harbour');
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

const at = (page: Page, hash: string) => page.evaluate((to) => location.assign(to), hash);

async function inspect(page: Page, tag: string): Promise<void> {
  await at(page, `#/assets/${tag}`);
  await page.getByRole('button', { name: 'Inspect …' }).click();
}

test('choices outlive a kill as texts do: a condition, slots, recipients, a role, a setting, a moment', async ({
  launch,
}) => {
  test.setTimeout(90_000);
  const first = await launch();
  await signIn(first.page, 'Ada');
  await expect(first.page.getByRole('heading', { level: 1 })).toBeVisible();

  await inspect(first.page, 'LAP-001');
  const inspecting = first.page.getByRole('dialog', { name: 'Inspect LAP-001' });
  await inspecting.getByRole('combobox', { name: 'Condition found' }).click();
  await first.page.getByRole('option', { name: 'worn' }).click();
  await inspecting.getByRole('button', { name: 'Set back' }).click();
  await inspecting.getByRole('button', { name: 'Yesterday' }).click();
  const when = await inspecting.getByLabel('Date and time').inputValue();
  await untilKept(first.page, 'worn');

  await at(first.page, '#/new/asset');
  await first.page.getByLabel('Tag').fill('LAP-003');
  await first.page.getByLabel('Its home is another slot').check();
  await first.page.getByRole('combobox', { name: 'Home: case' }).click();
  await first.page.getByRole('option', { name: 'CASE-7' }).click();
  await first.page.getByRole('combobox', { name: 'Home: slot' }).click();
  await first.page.getByRole('option', { name: '4 –' }).click();
  await untilKept(first.page, 'LAP-003');

  await at(first.page, '#/assignments');
  await first.page.getByRole('button', { name: 'Dispatch …' }).click();
  await first.page.getByRole('combobox', { name: 'For' }).click();
  await first.page.getByRole('option', { name: 'Theo' }).click();
  await untilKept(first.page, 'Theo');

  await at(first.page, '#/admin/operators');
  await first.page.getByRole('button', { name: 'Add an operator' }).click();
  await first.page.getByRole('dialog').getByRole('radio', { name: 'auditor' }).check();
  await first.page.getByRole('dialog').getByLabel('First PIN').fill('246801');
  await untilKept(first.page, 'auditor');
  await at(first.page, '#/admin/settings');
  await first.page.getByLabel('A case is ready to ship only when sealed').check();
  await untilKept(first.page, 'only when sealed');
  expect(await first.page.evaluate(() => assettrack.ask['draft.list']('{}'))).not.toContain('246801');
  first.app.process().kill('SIGKILL');

  const { page } = await launch();
  await signIn(page, 'Ada');
  await expect(page.getByText('what you typed is kept')).toBeVisible();
  await at(page, '#/admin/settings');
  await expect(page.getByLabel('A case is ready to ship only when sealed')).toBeChecked();
  await expect(page.getByText('1 setting changed')).toBeVisible();

  await inspect(page, 'LAP-001');
  const again = page.getByRole('dialog', { name: 'Inspect LAP-001' });
  await expect(again.getByRole('combobox', { name: 'Condition found' })).toHaveValue('worn');
  await expect(again.getByLabel('Date and time')).toHaveValue(when);
  await expectAccessible(page, 'a form that was brought back');
  // Yesterday it was not there yet.
  await again.getByRole('button', { name: 'Back to now' }).click();
  await again.getByRole('button', { name: 'Record the inspection' }).click();
  await expect(page.getByText('LAP-001 is inspected')).toBeVisible();

  await at(page, '#/new/asset');
  await expect(page.getByLabel('Its home is another slot')).toBeChecked();
  await expect(page.getByRole('combobox', { name: 'Home: case' })).toHaveValue(/CASE-7/);
  await expect(page.getByRole('combobox', { name: 'Home: slot' })).toHaveValue(/^4/);
  await at(page, '#/assignments');
  await page.getByRole('button', { name: 'Dispatch …' }).click();
  await expect(page.getByRole('dialog').getByText(/^Theo/)).toBeVisible();
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  await at(page, '#/admin/operators');
  await page.getByRole('button', { name: 'Add an operator' }).click();
  await expect(page.getByRole('dialog').getByRole('radio', { name: 'auditor' })).toBeChecked();
  await expect(page.getByRole('dialog').getByLabel('First PIN')).toHaveValue('');
});

test('the desk finds what was typed beside a queue: its operator’s own, half a name too, over a switch and a kill', async ({
  launch,
}) => {
  const first = await launch();
  await signIn(first.page, 'Theo');
  await first.page.getByRole('link', { name: 'Issue', exact: true }).click();
  await first.page.getByRole('textbox', { name: 'Issue to' }).fill('north');
  await first.page.getByRole('option', { name: 'Field team North' }).click();
  await first.page.getByLabel('Purpose').fill('Exercise');
  await first.page.getByRole('button', { name: 'Due back' }).click();
  await first.page.getByRole('button', { name: 'In a week' }).click();
  await expect(first.page.getByRole('dialog', { name: 'Due back' })).toBeHidden();
  const due = await first.page.getByRole('button', { name: 'Due back' }).innerText();
  await first.page.getByRole('button', { name: 'Set back' }).click();
  await first.page.getByRole('button', { name: '1 h ago' }).click();
  const when = await first.page.getByLabel('Date and time').inputValue();
  await first.page.getByRole('link', { name: 'Transfer', exact: true }).click();
  await first.page.getByRole('textbox', { name: 'To', exact: true }).fill('Field te');
  // At once to somebody else: nothing is lost on the way, and nothing is theirs.
  await first.page.keyboard.press('F2');
  await signIn(first.page, 'Cora');
  await first.page.getByRole('link', { name: 'Issue', exact: true }).click();
  await expect(first.page.getByRole('textbox', { name: 'Issue to' })).toHaveValue('');
  await expect(first.page.getByLabel('Purpose')).toHaveValue('');
  expect(await first.page.evaluate(() => Object.keys(localStorage))).toEqual(['place']);
  first.app.process().kill('SIGKILL');

  const { page, app } = await launch();
  await signIn(page, 'Theo');
  await expect(page.getByText('what you typed is kept')).toBeVisible();
  await page.getByRole('link', { name: 'Issue', exact: true }).first().click();
  await expect(page.getByRole('textbox', { name: 'Issue to' })).toHaveValue('Field team North');
  await expect(page.getByLabel('Purpose')).toHaveValue('Exercise');
  await expect(page.getByRole('button', { name: 'Due back' })).toHaveText(due);
  await expect(page.getByLabel('Date and time')).toHaveValue(when);
  await page.getByRole('link', { name: 'Transfer', exact: true }).first().click();
  await expect(page.getByRole('textbox', { name: 'To', exact: true })).toHaveValue('Field te');
  await expect(page.getByText('Choose one of the list, or add a new holder.')).toBeVisible();

  await page.getByRole('link', { name: 'Issue', exact: true }).first().click();
  await page.getByRole('button', { name: 'Back to now' }).click();
  await scan(app, 'LAP-001');
  await page.getByRole('button', { name: 'Hand over 1 ready line' }).click();
  await expect(page.getByText('Handed over: 1 item.')).toBeVisible();
  await page.getByRole('link', { name: 'Issue', exact: true }).first().click();
  await expect(page.getByLabel('Purpose')).toHaveValue('');
});
