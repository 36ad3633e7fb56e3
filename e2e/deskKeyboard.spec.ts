import type { Page } from '@playwright/test';
import { aCase, expect, test } from './fixture/app.ts';
import { eventsOf, PIN } from './fixture/commandLine.ts';

test.use({ given: { commands: [...aCase, { command: 'asset.add', tag: 'LAP-003' }] } });

/** Tabs on until what has the focus is called so. */
async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  for (let n = 0; n < 60; n += 1) {
    await page.keyboard.press('Tab');
    const focused = page.locator(':focus');
    if ((await focused.count()) === 0) continue;
    const called = await focused.evaluate(
      (element) =>
        element.getAttribute('aria-label') ??
        (element instanceof HTMLInputElement ? element.labels?.[0]?.textContent : element.textContent) ??
        '',
    );
    if (typeof name === 'string' ? called.trim() === name : name.test(called)) return;
  }
  throw new Error(`no Tab leads to ${name}`);
}

test('by keyboard alone: choose, type, sign, commit with Space; Enter never does', async ({ page, at }) => {
  test.setTimeout(120_000);
  await expect(page.getByText('Who are you?')).toBeVisible();
  await page.keyboard.press('3');
  await page.keyboard.type(PIN, { delay: 70 });
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Board' })).toBeFocused();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('issue', { delay: 70 });
  await expect(page.getByRole('dialog').getByText('Issue', { exact: true })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Issue' })).toBeFocused();

  await tabTo(page, 'Issue to');
  await page.keyboard.type('nor', { delay: 70 });
  await expect(page.getByRole('option', { name: 'Field team North' })).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: 'Issue to' })).toHaveValue('Field team North');
  await tabTo(page, /No date/);
  await page.keyboard.press('Enter');
  await tabTo(page, /In a week/);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: /Due back .* 17:00/ })).toBeFocused();

  await tabTo(page, 'Tag or case, typed');
  for (const tag of ['LAP-001', 'LAP-003']) {
    await page.keyboard.type(tag, { delay: 70 });
    await page.keyboard.press('Enter');
    await expect(page.getByRole('row', { name: new RegExp(`${tag}.*Ready`) })).toBeVisible();
  }
  await tabTo(page, /condition and note of LAP-001/);
  await page.keyboard.press('Enter');
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('radio', { name: 'good' }).first()).toBeChecked();
  await tabTo(page, 'Done');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Condition and note of LAP-001' })).toBeFocused();

  await tabTo(page, /^Sign: received by/);
  await page.keyboard.press('Enter');
  await tabTo(page, 'Signature');
  await page.keyboard.press('Space');
  for (const key of ['ArrowRight', 'ArrowDown', 'ArrowRight']) await page.keyboard.press(`Shift+${key}`);
  await page.keyboard.press('Space');
  await expect(page.getByText('Pen up · 1 stroke')).toBeVisible();
  await tabTo(page, 'Accept');
  await page.keyboard.press('Enter');
  await expect(page.getByText('signed by hand')).toBeVisible();

  await tabTo(page, 'Hand over 2 ready lines');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Hand over 2 ready lines' })).toBeFocused();
  expect((await eventsOf(at)).some(({ type }) => type === 'HANDOVER_COMMITTED')).toBe(false);
  await page.keyboard.press('Space');
  await expect(page.getByText('Handed over: 2 items.')).toBeVisible();
  const receipt = (await eventsOf(at)).find(({ type }) => type === 'HANDOVER_COMMITTED');
  expect(receipt?.data).toMatchObject({
    items: [{ tag: 'LAP-001', condition: 'good' }, { tag: 'LAP-003' }],
    acceptance: [{ party: 'holder', method: 'drawn' }],
    missingAcceptance: ['operator'],
  });
  await tabTo(page, 'Next issue');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Issue' })).toBeFocused();
});
