import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixture/app.ts';
import { expectAccessible } from './fixture/axe.ts';
import { eventsOf, PIN } from './fixture/commandLine.ts';
import { scan, signIn } from './fixture/hands.ts';
import { fullCase, people } from './fixture/laptops.ts';

test.use({
  given: {
    commands: [
      ...people,
      ...fullCase('CASE-1', 4),
      { command: 'holder.add', name: 'Cora' },
      { command: 'asset.issue', tag: 'CASE-1-004', holder: 'Cora' },
    ],
  },
});

/** Draws a wave over the middle of the pad. */
async function draw(page: Page, pad: Locator): Promise<void> {
  const box = await pad.boundingBox();
  if (!box) throw new Error('there is no pad');
  const at = (part: number): [number, number] => [
    box.x + box.width * (0.1 + 0.8 * part),
    box.y + box.height * (0.5 + 0.3 * Math.sin(part * 12)),
  ];
  await page.mouse.move(...at(0));
  await page.mouse.down();
  for (let i = 1; i <= 40; i += 1) await page.mouse.move(...at(i / 40));
  await page.mouse.up();
}

async function beginIssue(page: Page, holder: string): Promise<void> {
  await signIn(page, 'Theo');
  await page.getByRole('link', { name: 'Issue', exact: true }).click();
  await page.getByRole('textbox', { name: 'Issue to' }).fill(holder);
  await page.getByRole('option', { name: holder }).click();
}

/** Of the last receipt, as the log has it. */
async function lastReceipt(at: Parameters<typeof eventsOf>[0]): Promise<Readonly<Record<string, unknown>>> {
  const event = (await eventsOf(at)).findLast(({ type }) => type === 'HANDOVER_COMMITTED');
  // What the command line writes is the contract's own JSON.
  return event?.data as Readonly<Record<string, unknown>>;
}

test('the desk confirms by PIN, the holder signs by hand, and the receipt shows both', async ({ app, page, at }) => {
  await beginIssue(page, 'Field team North');
  await scan(app, 'CASE-1-001');
  await page.getByRole('button', { name: 'PIN: handed over by' }).click();
  await page.getByLabel('PIN of Theo').fill('999999');
  await page.getByRole('button', { name: 'Confirm' }).click();
  await expect(page.getByText('That is not the PIN of Theo')).toBeVisible();
  await page.getByLabel('PIN of Theo').fill(PIN);
  await page.getByRole('button', { name: 'Confirm' }).click();
  await expect(page.getByText('confirmed by PIN')).toBeVisible();
  // Nobody who signs in here is called so.
  await expect(page.getByRole('button', { name: 'PIN: received by' })).toBeDisabled();

  await page.getByRole('button', { name: 'Sign: received by' }).click();
  const dialog = page.getByRole('dialog', { name: 'Field team North signs' });
  await expect(dialog.getByRole('button', { name: 'Accept' })).toBeDisabled();
  await draw(page, dialog.getByRole('application', { name: 'Signature' }));
  await expect(dialog.getByText('1 stroke')).toBeVisible();
  await dialog.getByLabel('Name of who accepts').fill('Nora North');
  await dialog.getByRole('button', { name: 'Accept' }).click();
  await expect(page.getByText('signed by hand')).toBeVisible();
  await expect(page.getByText('Not accepted by')).toBeHidden();
  await page.getByRole('button', { name: 'Hand over 1 ready line' }).click();

  await expect(page.getByRole('img', { name: 'Signature of Nora North' }).locator('path')).toHaveCount(1);
  await expect(page.getByText('No acceptance was given')).toBeHidden();
  expect(await lastReceipt(at)).toMatchObject({
    missingAcceptance: [],
    acceptance: [
      { party: 'operator', name: 'Theo', method: 'pin' },
      { party: 'holder', name: 'Nora North', method: 'drawn' },
    ],
  });
});

test('an acceptance counts for the list it was given for: what is scanned later asks for another', async ({
  app,
  page,
}) => {
  await beginIssue(page, 'Field team North');
  await scan(app, 'CASE-1-001');
  await page.getByRole('button', { name: 'Witness: received by' }).click();
  await page.getByLabel('Name of the witness').fill('field team north');
  await expect(page.getByText('Who accepts cannot be the witness of it.')).toBeVisible();
  await expect(page.getByRole('dialog').getByRole('button', { name: 'Accept' })).toBeDisabled();
  await page.getByLabel('Name of the witness').fill('Wim Witness');
  await page.getByRole('dialog').getByRole('button', { name: 'Accept' }).click();
  await expect(page.getByText('witnessed by Wim Witness')).toBeVisible();

  await scan(app, 'CASE-1-002');
  await expect(page.getByText('It was 1, it is 2 now: the list has changed.')).toBeVisible();
  await expect(page.getByText('Not accepted by Theo and Field team North')).toBeVisible();
  await page.getByRole('button', { name: 'Remove CASE-1-002 from the list' }).click();
  await expect(page.getByText('witnessed by Wim Witness')).toBeVisible();
  await page.getByRole('button', { name: 'Condition and note of CASE-1-001' }).click();
  await page.getByRole('radio', { name: 'damaged' }).first().check();
  await expect(page.getByText('The list has changed since.')).toBeVisible();
});

test('a transfer is accepted by both holders, each with the PIN if they sign in here', async ({ app, page, at }) => {
  await signIn(page, 'Theo');
  await page.getByRole('link', { name: 'Transfer', exact: true }).click();
  await scan(app, 'CASE-1-004');
  // Whoever has what was scanned hands it on.
  await expect(page.getByRole('textbox', { name: 'From' })).toHaveValue('Cora');
  await page.getByRole('textbox', { name: 'To', exact: true }).fill('Radio desk');
  await page.getByRole('option', { name: 'Radio desk' }).click();
  await page.getByRole('button', { name: 'PIN: handed on by' }).click();
  await page.getByLabel('PIN of Cora').fill(PIN);
  await page.getByRole('button', { name: 'Confirm' }).click();
  await page.getByRole('button', { name: 'Witness: received by' }).click();
  await page.getByLabel('Name of the witness').fill('Theo');
  await page.getByRole('dialog').getByRole('button', { name: 'Accept' }).click();
  await page.getByRole('button', { name: 'Transfer 1 ready line' }).click();
  await expect(page.getByText('Witness: Theo')).toBeVisible();
  expect(await lastReceipt(at)).toMatchObject({
    acceptance: [
      { party: 'holder', name: 'Cora', method: 'pin' },
      { party: 'to', name: 'Radio desk', method: 'witnessed', witness: 'Theo' },
    ],
  });
});

test('a PIN that was given too long ago is asked once more, of whoever gave it', async ({ app, page, at }) => {
  await signIn(page, 'Theo');
  await page.getByRole('link', { name: 'Return', exact: true }).click();
  await scan(app, 'CASE-1-004');
  for (const [party, name] of [
    ['handed back by', 'Cora'],
    ['taken back by', 'Theo'],
  ]) {
    await page.getByRole('button', { name: `PIN: ${party}` }).click();
    await page.getByLabel(`PIN of ${name}`).fill(PIN);
    await page.getByRole('button', { name: 'Confirm' }).click();
  }
  await expect(page.getByText('confirmed by PIN')).toHaveCount(2);
  // Three minutes pass for the clock that nobody can set; somebody moves the mouse meanwhile.
  await app.evaluate(() => {
    const real = performance.now.bind(performance);
    performance.now = () => real() + 3 * 60_000;
  });
  await page.getByRole('button', { name: 'Take back 1 ready line' }).click();
  await page.getByLabel('PIN of Cora').fill(PIN);
  await page.getByRole('button', { name: 'Confirm' }).click();
  await page.getByLabel('PIN of Theo').fill(PIN);
  await page.getByRole('button', { name: 'Confirm' }).click();
  await expect(page.getByText('Taken back: 1 item.')).toBeVisible();
  expect(await lastReceipt(at)).toMatchObject({ missingAcceptance: [] });
});

test('axe finds nothing to mend on the desk, with its dialogs open and closed', async ({ app, page }) => {
  test.setTimeout(180_000);
  await signIn(page, 'Cora');
  await page.getByRole('link', { name: 'Issue', exact: true }).click();
  await expect(page.getByText('Nothing to issue yet')).toBeVisible();
  await expectAccessible(page, 'an empty desk');
  await page.getByRole('textbox', { name: 'Issue to' }).fill('a');
  await expect(page.getByRole('option', { name: 'Add “a” as a new holder' })).toBeVisible();
  await expectAccessible(page, 'the search for a holder');
  await page.getByRole('option', { name: 'Radio desk' }).click();
  for (const code of ['CASE-1-001', 'CASE-1-002', 'CASE-1-004', 'NOBODY-KNOWS']) await scan(app, code);
  await expect(page.getByText('4 scanned')).toBeVisible();
  await page.getByRole('button', { name: 'Condition and note of CASE-1-001' }).click();
  await expectAccessible(page, 'a list with blocked lines, and the details of one');
  await page.getByRole('button', { name: 'Due back' }).click();
  await expect(page.getByRole('dialog', { name: 'Due back' })).toBeVisible();
  await expectAccessible(page, 'the due date');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Set back' }).click();
  await page.getByRole('button', { name: 'Sign: received by' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await expectAccessible(page, 'the signature');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Add this asset' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await expectAccessible(page, 'a new asset');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Discard all' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await expectAccessible(page, 'the question before discarding');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Back to now', exact: true }).click();
  await page.getByRole('button', { name: 'Hand over 2 ready lines' }).click();
  await expect(page.getByText('Handed over: 2 items.')).toBeVisible();
  await expectAccessible(page, 'a receipt');
  await page.getByRole('link', { name: 'Return', exact: true }).click();
  await scan(app, 'CASE-1-001');
  await expect(page.getByText('2 missing')).toBeVisible();
  await expectAccessible(page, 'a return');
  await page.getByRole('link', { name: 'Receipts' }).click();
  await expect(page.getByRole('row', { name: /Radio desk/ })).toBeVisible();
  await expectAccessible(page, 'the receipts');
});
