import type { Page } from '@playwright/test';
import { aCase, expect, test } from './fixture/app.ts';
import { eventsOf, PIN } from './fixture/commandLine.ts';
import { tabTo } from './fixture/hands.ts';

test.use({ given: { commands: [...aCase, { command: 'asset.add', tag: 'LAP-003' }] } });

/** Types a command's name into the palette and goes there. */
async function goTo(page: Page, view: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.keyboard.type(view.toLowerCase(), { delay: 70 });
  await expect(page.getByRole('dialog').getByText(view, { exact: true })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: view })).toBeFocused();
}

async function signInByKeys(page: Page): Promise<void> {
  await expect(page.getByText('Who are you?')).toBeVisible();
  await page.keyboard.press('3');
  await page.keyboard.type(PIN, { delay: 70 });
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Board' })).toBeFocused();
}

test('by keyboard alone: choose, type, sign, commit with Space; Enter never does', async ({ page, at }) => {
  test.setTimeout(120_000);
  await signInByKeys(page);
  await goTo(page, 'Issue');

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

test.describe('with something out, and a case under seal', () => {
  test.use({
    given: {
      commands: [
        ...aCase,
        { command: 'holder.add', name: 'Radio desk' },
        { command: 'asset.issue', tag: 'LAP-001', holder: 'Field team North' },
        { command: 'asset.issue', tag: 'LAP-002', holder: 'Field team North' },
        { command: 'case.seal', code: 'CASE-7', seal: 'S-100' },
      ],
    },
  });

  test('by keyboard alone: hand on; a seal refuses what comes back until it is opened', async ({ page, at }) => {
    test.setTimeout(120_000);
    await signInByKeys(page);
    await goTo(page, 'Transfer');
    await tabTo(page, 'To');
    await page.keyboard.type('rad', { delay: 70 });
    await expect(page.getByRole('option', { name: 'Radio desk' })).toBeVisible();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await tabTo(page, 'Tag or case, typed');
    await page.keyboard.type('LAP-001', { delay: 70 });
    await page.keyboard.press('Enter');
    await expect(page.getByRole('row', { name: /LAP-001.*Ready/ })).toBeVisible();
    await tabTo(page, 'Transfer 1 ready line');
    await page.keyboard.press('Space');
    await expect(page.getByText('Transferred: 1 item.')).toBeVisible();

    await goTo(page, 'Return');
    await tabTo(page, 'Tag or case, typed');
    await page.keyboard.type('LAP-002', { delay: 70 });
    await page.keyboard.press('Enter');
    await expect(page.getByText('CASE-7 is sealed with S-100: nothing can go into it.').first()).toBeVisible();
    await tabTo(page, /^Unseal CASE-7/);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog')).toBeVisible();
    await tabTo(page, 'Seal number');
    await page.keyboard.type('S-100', { delay: 70 });
    await tabTo(page, 'Record the unsealing');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('row', { name: /LAP-002.*Ready/ })).toBeVisible();
    await tabTo(page, 'Take back 1 ready line');
    await page.keyboard.press('Enter');
    expect((await eventsOf(at)).some(({ data }) => JSON.stringify(data).includes('"kind":"return"'))).toBe(false);
    await page.keyboard.press('Space');
    await expect(page.getByText('Taken back: 1 item.')).toBeVisible();
    const receipts = (await eventsOf(at)).filter(({ type }) => type === 'HANDOVER_COMMITTED').map(({ data }) => data);
    expect(receipts).toMatchObject([
      { kind: 'transfer', to: 'Radio desk', items: [{ tag: 'LAP-001' }] },
      { kind: 'return', items: [{ tag: 'LAP-002' }] },
    ]);
  });
});
