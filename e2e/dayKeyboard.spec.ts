import type { Page } from '@playwright/test';
import { expect, test } from './fixture/app.ts';
import { eventsOf, PIN } from './fixture/commandLine.ts';
import { chooseByKeys, fastHands, goByKeys, pressByKeys, signInByKeys, tabTo, typeByKeys } from './fixture/hands.ts';
import { fullCase, people } from './fixture/laptops.ts';

test.use({ given: { commands: [...people, fastHands, ...fullCase('CASE-1', 3), ...fullCase('CASE-2', 2)] } });

/** Types labels into the field of the desk, as who has no scanner does. */
async function enter(page: Page, ...labels: readonly string[]): Promise<void> {
  await tabTo(page, 'Tag or case, typed');
  for (const label of labels) {
    await typeByKeys(page, label);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('row', { name: new RegExp(`${label}.*Ready`) }).first()).toBeVisible();
  }
}

test('a day by keyboard alone: out of two cases over a crash, accepted by PIN and before a witness, back but for one', async ({
  launch,
  at,
}) => {
  test.setTimeout(180_000);
  const before = await launch();
  await signInByKeys(before.page, 'Theo');
  await goByKeys(before.page, 'Issue');
  await enter(before.page, 'CASE-1-001', 'CASE-1-002');
  const killed = new Promise((resolve) => before.app.process().once('exit', resolve));
  before.app.process().kill('SIGKILL');
  await killed;

  const { page } = await launch();
  await signInByKeys(page, 'Theo', /Board|Issue/);
  await goByKeys(page, 'Issue');
  await expect(page.getByText('2 items were waiting from today')).toBeVisible();
  await enter(page, 'CASE-2');
  await expect(page.getByText('4 scanned')).toBeVisible();
  await chooseByKeys(page, 'Issue to', 'nor', 'Field team North');

  await pressByKeys(page, 'PIN: handed over by');
  await expect(page.getByLabel('PIN of Theo')).toBeFocused();
  await typeByKeys(page, PIN);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Take back the acceptance of Theo' })).toBeFocused();
  // Thought better of, the dialog gives the focus back to what opened it.
  const witness = page.getByRole('button', { name: 'Witness: received by' });
  await pressByKeys(page, 'Witness: received by');
  await expect(page.getByLabel('Name of the witness')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(witness).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Name of the witness')).toBeFocused();
  await typeByKeys(page, 'Wim Witness');
  await page.keyboard.press('Enter');
  await expect(page.getByText('witnessed by Wim Witness')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Take back the acceptance of Field team North' })).toBeFocused();
  await pressByKeys(page, 'Hand over 4 ready lines', 'Space');
  await expect(page.getByText('Handed over: 4 items.')).toBeVisible();
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();

  await goByKeys(page, 'Return');
  await enter(page, 'CASE-1-001', 'CASE-1-002', 'CASE-2-001');
  // The one that is missing leaves its slot to another.
  await pressByKeys(page, /slot of CASE-2-001$/);
  await tabTo(page, 'CASE-2 / 1');
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('radio', { name: 'Another slot' })).toBeFocused();
  await chooseByKeys(page, 'Case', 'case-2', 'CASE-2 · Laptops');
  await chooseByKeys(page, 'Slot', '2', '2 – empty');
  await expect(page.getByText('home is CASE-2 / 1')).toBeVisible();
  await pressByKeys(page, 'Done');
  await expect(page.getByRole('button', { name: /slot of CASE-2-001$/ })).toBeFocused();
  await expect(page.getByRole('region', { name: 'Summary' })).toContainText(
    'CASE-2-002 · slot 2 · with Field team North',
  );
  await pressByKeys(page, 'Take back 3 ready lines', 'Space');
  await expect(page.getByText('Taken back: 3 items.')).toBeVisible();
  await expect(page.getByRole('article').getByRole('link', { name: 'CASE-2-002' })).toBeVisible();

  await expect(page.getByRole('row', { name: /CASE-2-001.*CASE-2 \/ 2/ })).toBeVisible();
  const issued = (await eventsOf(at)).find(({ type }) => type === 'HANDOVER_COMMITTED');
  expect(issued?.data).toMatchObject({
    missingAcceptance: [],
    acceptance: [{ method: 'pin' }, { name: 'Field team North', method: 'witnessed', witness: 'Wim Witness' }],
  });
});
