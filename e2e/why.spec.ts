import type { Page } from '@playwright/test';
import { aCase, expect, test } from './fixture/app.ts';
import { expectAccessible } from './fixture/axe.ts';
import { signIn } from './fixture/hands.ts';

/** A case that was counted and sealed, with a laptop in the wrong slot, and an assignment about it. */
test.use({
  given: {
    commands: [
      ...aCase,
      { command: 'holder.change', name: 'Field team North', set: { organisation: 'North office' } },
      { command: 'asset.change', tag: 'LAP-001', set: { home: { case: 'CASE-7', slot: 3 } } },
      { command: 'case.change', code: 'CASE-7', set: { name: 'Field kit' } },
      { command: 'settings.change', set: { threshold: 7 } },
      { command: 'operator.set_role', name: 'Cora', role: 'auditor' },
      { command: 'handover.commit', kind: 'issue', holder: 'Field team North', items: [{ tag: 'LAP-002' }] },
      { command: 'asset.return', tag: 'LAP-002' },
      { command: 'case.check', code: 'CASE-7', seen: ['LAP-001', 'LAP-002'] },
      { command: 'case.seal', code: 'CASE-7', seal: 'S-4711' },
      { command: 'assignment.dispatch', title: 'Put it right', recipient: 'Theo', dueAt: '2030-01-01T12:00:00Z' },
    ],
  },
});

const goTo = (page: Page, hash: string): Promise<void> => page.evaluate((to) => location.assign(to), hash);
const why = (page: Page, fact: string | RegExp) =>
  page
    .getByRole('main')
    .getByRole('button', { name: fact, exact: true })
    .or(page.getByRole('main').getByRole('link', { name: fact }));

test('each fact leads to the entry behind it: of a slot, a seal, a count, a holder, an assignment', async ({
  page,
}) => {
  await signIn(page, 'Theo');
  await expect(page.getByRole('heading', { name: 'Board' })).toBeVisible();
  await goTo(page, '#/cases/CASE-7');
  await why(page, 'Why? The entry behind: Sealed with S-4711').press('Enter');
  await expect(page.locator('[data-event]:focus')).toContainText('S-4711');
  await why(page, /Why.*Last count/).press('Enter');
  await expect(page.locator('[data-event]:focus')).toContainText(/[Cc]heck|[Cc]ount/);
  await expectAccessible(page, 'a case with the entry that was asked for');
  await why(page, /Why.*Home.*LAP-001/).press('Enter');
  await expect(page.getByRole('heading', { name: 'LAP-001' })).toBeVisible();
  await expect(page.locator('[data-event]:focus')).toContainText('CASE-7 / 3');

  await goTo(page, '#/holders/Field%20team%20North');
  await why(page, /Why.*Organisation/).press('Enter');
  await expect(page.locator('[data-event]:focus')).toContainText('North office');
  await why(page, /Why.*LAP-002/)
    .last()
    .press('Enter');
  await expect(page.getByRole('heading', { name: 'LAP-002' })).toBeVisible();
  await expect(page.locator('[data-event]:focus')).toContainText(/Return/);

  await goTo(page, '#/assignments');
  await page
    .getByRole('main')
    .getByRole('link', { name: /Put it right/ })
    .click();
  await why(page, /Why.*Due/).press('Enter');
  await expect(page.locator('[data-event]:focus')).toContainText('Dispatched');
});

test('so do the name of a case, a line of a receipt, a role and a setting; on paper nothing of it stands', async ({
  page,
}) => {
  await signIn(page, 'Ada');
  await expect(page.getByRole('heading', { name: 'Board' })).toBeVisible();
  await goTo(page, '#/cases/CASE-7');
  await why(page, 'Why? The entry behind: Name').press('Enter');
  await expect(page.locator('[data-event]:focus')).toContainText('Field kit');

  await goTo(page, '#/receipts');
  await page.locator('main tbody a[href^="#/receipts/"]').click();
  const line = why(page, /Why.*1 of 1, LAP-002/);
  await expect(line).toBeVisible();
  await expectAccessible(page, 'a receipt with ways to its entries');
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('link', { name: 'LAP-002', exact: true })).toBeVisible();
  await expect(page.getByText('Why?')).toHaveCount(2);
  for (const shown of await page.getByText('Why?').all()) await expect(shown).toBeHidden();
  await page.emulateMedia({ media: null });
  await line.press('Enter');
  await expect(page.getByRole('heading', { name: 'LAP-002' })).toBeVisible();
  await expect(page.locator('[data-event]:focus')).toContainText(/Issued/);

  await goTo(page, '#/admin/operators');
  await why(page, 'Why? The entry behind: Role, Cora').press('Enter');
  await expect(page.getByRole('heading', { name: 'Audit' })).toBeVisible();
  await expect(page.locator('[data-event]:focus')).toContainText(/coordinator.*auditor/s);
  await expect(page.getByRole('article')).toHaveCount(1);

  await goTo(page, '#/admin/settings');
  await why(page, /Why.*completions of the threshold/).press('Enter');
  await expect(page.locator('[data-event]:focus')).toContainText('7');
  await goTo(page, '#/admin/settings');
  await why(page, /Why.*before it is due/).press('Enter');
  await expect(page.getByText('no entry says it')).toBeVisible();
  await expectAccessible(page, 'settings with ways to their entries');
});
