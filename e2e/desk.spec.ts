import type { Page } from '@playwright/test';
// For the bridge that the preload puts into the page.
import type {} from '../renderer/ask.ts';
import { expect, test } from './fixture/app.ts';
import { eventsOf } from './fixture/commandLine.ts';
import { scan, signIn } from './fixture/hands.ts';
import { daysAgo, fullCase, people, tagsOf } from './fixture/laptops.ts';

test.use({
  given: {
    commands: [
      ...people,
      ...fullCase('CASE-1', 20),
      ...fullCase('CASE-2', 20),
      ...fullCase('CASE-3', 2),
      { command: 'case.seal', code: 'CASE-3', seal: 'S-100', occurredAt: daysAgo(2) },
    ],
  },
});

const first = tagsOf('CASE-1', 20);
const second = tagsOf('CASE-2', 20);
/** The forty, but for the last one, which stays out. */
const back = [...first, ...second].slice(0, 39);

async function chooseHolder(page: Page, label: string, typed: string, name: string): Promise<void> {
  await page.getByRole('textbox', { name: label }).fill(typed);
  await page.getByRole('option', { name }).click();
}

test('a day: forty out from two cases over a crash, thirty-nine back, the missing one named and overdue', async ({
  launch,
  at,
}) => {
  test.setTimeout(180_000);
  const before = await launch();
  await signIn(before.page, 'Theo');
  await before.page.getByRole('link', { name: 'Issue', exact: true }).click();
  await expect(before.page.getByText('Nothing to issue yet')).toBeVisible();
  for (const tag of [...first, ...second.slice(0, 5)]) await scan(before.app, tag);
  await expect(before.page.getByText('25 scanned')).toBeVisible();
  const killed = new Promise((resolve) => before.app.process().once('exit', resolve));
  before.app.process().kill('SIGKILL');
  await killed;

  const { app, page } = await launch();
  await signIn(page, 'Theo');
  await expect(page.getByText('Issue: 25 items are waiting from today')).toBeVisible();
  await page.getByRole('link', { name: /^Issue/ }).click();
  await expect(page.getByText('25 items were waiting from today')).toBeVisible();
  for (const tag of second.slice(5)) await scan(app, tag);
  await scan(app, 'CASE-3-001');
  await expect(page.getByText('41 scanned')).toBeVisible();
  await expect(page.getByText('CASE-3 is sealed with S-100: nothing can leave it.').first()).toBeVisible();

  await chooseHolder(page, 'Issue to', 'north', 'Field team North');
  await page.getByRole('button', { name: 'Set back' }).click();
  await page.getByRole('button', { name: 'Yesterday' }).click();
  await page.getByRole('button', { name: 'Due back' }).click();
  const due = new Date(Date.now() - 3_600_000 - new Date().getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
  await page.getByRole('dialog', { name: 'Due back' }).getByLabel('Date and time').fill(due);
  await page.keyboard.press('Escape');
  await expect(page.getByText('1 blocked stays in the list.')).toBeVisible();
  await expect(page.getByText('Not accepted by Theo and Field team North')).toBeVisible();
  await page.getByRole('button', { name: 'Hand over 40 ready lines' }).click();

  await expect(page.getByText('Handed over: 40 items.')).toBeVisible();
  await expect(page.getByText('1 blocked line stays in the list.')).toBeVisible();
  await expect(page.getByRole('cell', { name: '40 of 40', exact: true })).toBeVisible();
  await expect(page.getByText('No acceptance was given')).toHaveCount(2);
  const issued = (await eventsOf(at)).filter(({ type }) => type === 'ASSET_ISSUED');
  expect(issued).toHaveLength(40);
  expect(new Set(issued.map(({ correlationId }) => correlationId)).size).toBe(1);

  await page.getByRole('link', { name: 'Return', exact: true }).click();
  for (const tag of back) await scan(app, tag);
  await expect(page.getByText('39 scanned')).toBeVisible();
  const summary = page.getByRole('region', { name: 'Summary' });
  await expect(summary).toContainText('CASE-120 come home, complete');
  await expect(summary).toContainText('CASE-219 come home1 missingCASE-2-020 · slot 20 · with Field team North');
  await page.getByRole('button', { name: 'Take back 39 ready lines' }).click();
  await expect(page.getByText('Taken back: 39 items.')).toBeVisible();
  await expect(page.getByText('1 still missing')).toBeVisible();
  await expect(page.getByRole('article').getByRole('link', { name: 'CASE-2-020' })).toBeVisible();

  await page.getByRole('link', { name: 'Board' }).click();
  const overdue = page.getByRole('region', { name: 'Overdue' });
  await expect(overdue).toContainText('CASE-2-020');
  await expect(overdue).toContainText('Field team North');
  await expect(overdue.getByRole('listitem')).toHaveCount(1);
});

test('a seal refuses, and is broken where it stands in the way; a whole case goes by one scan', async ({
  app,
  page,
  at,
}) => {
  await signIn(page, 'Theo');
  await page.getByRole('link', { name: 'Issue', exact: true }).click();
  await chooseHolder(page, 'Issue to', 'radio', 'Radio desk');
  await scan(app, 'CASE-3');
  await expect(page.getByText('CASE-3: 2 items added')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Hand over 0 ready lines' })).toBeDisabled();

  await page.getByRole('button', { name: 'Unseal CASE-3' }).click();
  // A scan goes to whoever asked last: here to the number of the seal.
  await scan(app, 'S-100');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.getByRole('dialog').getByRole('button', { name: 'Unseal' }).click();
  await page.getByRole('button', { name: 'Hand over 2 ready lines' }).click();
  await expect(page.getByText('Handed over: 2 items.')).toBeVisible();
  const types = (await eventsOf(at)).slice(-4).map(({ type }) => type);
  expect(types).toEqual(['CASE_UNSEALED', 'HANDOVER_COMMITTED', 'ASSET_ISSUED', 'ASSET_ISSUED']);

  await page.getByRole('link', { name: 'Return', exact: true }).click();
  await scan(app, 'CASE-3');
  await expect(page.getByText('CASE-3: 2 items added')).toBeVisible();
  await page.getByRole('button', { name: 'Take back 2 ready lines' }).click();
  await expect(page.getByText('CASE-3 complete')).toBeVisible();
});

test('what is out already is made a transfer, straight from one holder to the other', async ({ app, page, at }) => {
  await signIn(page, 'Theo');
  await page.getByRole('link', { name: 'Issue', exact: true }).click();
  await chooseHolder(page, 'Issue to', 'radio', 'Radio desk');
  await scan(app, 'CASE-1-001');
  await page.getByRole('button', { name: 'Hand over 1 ready line' }).click();
  await page.getByRole('link', { name: 'Next issue' }).click();

  await chooseHolder(page, 'Issue to', 'north', 'Field team North');
  await scan(app, 'CASE-1-001');
  await expect(page.getByText('It is out already, with Radio desk.').first()).toBeVisible();
  await page.getByRole('button', { name: 'Transfer instead' }).click();
  await expect(page.getByText('1 line moved to Transfer')).toBeVisible();
  await page.getByRole('link', { name: /^Transfer/ }).click();
  await expect(page.getByRole('textbox', { name: 'From' })).toHaveValue('Radio desk');
  await expect(page.getByRole('textbox', { name: 'To', exact: true })).toHaveValue('Field team North');
  await page.getByRole('button', { name: 'Transfer 1 ready line' }).click();
  await expect(page.getByText('Transferred: 1 item.')).toBeVisible();
  expect((await eventsOf(at)).at(-1)).toMatchObject({
    type: 'ASSET_TRANSFERRED',
    data: { holder: 'Field team North' },
  });

  // Back to who never had it: not from there.
  await page.getByRole('link', { name: 'Next transfer' }).click();
  await chooseHolder(page, 'From', 'radio', 'Radio desk');
  await chooseHolder(page, 'To', 'north', 'Field team North');
  await scan(app, 'CASE-1-001');
  await expect(page.getByText('It is not with the giver, but with Field team North.').first()).toBeVisible();
});

test('a scan is heard as taken, repeated or blocked; an unknown code is added by who may, or removed', async ({
  app,
  page,
}) => {
  await signIn(page, 'Cora');
  await page.getByRole('link', { name: 'Issue', exact: true }).click();
  const last = page.locator('[data-outcome]');
  await expect(last).toHaveAttribute('data-outcome', 'none');
  await scan(app, 'CASE-1-004');
  await expect(last).toHaveAttribute('data-outcome', 'taken');
  await scan(app, 'case 1004');
  await expect(last).toHaveAttribute('data-outcome', 'repeated');
  await expect(page.getByText('scanned 2 times')).toBeVisible();
  await scan(app, 'NEW-77');
  await expect(last).toHaveAttribute('data-outcome', 'blocked');

  await page.getByRole('button', { name: 'Add this asset' }).click();
  await page.getByRole('dialog').getByLabel('Model').fill('Toughbook 40');
  await page.getByRole('dialog').getByRole('button', { name: 'Add the asset' }).click();
  await expect(page.getByRole('row', { name: /NEW-77.*Ready/ })).toBeVisible();

  await scan(app, 'WHAT-IS-THIS');
  await page.getByRole('button', { name: 'Remove WHAT-IS-THIS from the list' }).click();
  await expect(page.getByText('2 scanned')).toBeVisible();
  await page.getByRole('button', { name: 'Discard all' }).click();
  await page.getByRole('button', { name: 'Discard 2 lines' }).click();
  await expect(page.getByText('Nothing to issue yet')).toBeVisible();
});

test('what is recorded meanwhile shows on the list at once, and the number on the button follows', async ({
  app,
  page,
}) => {
  await signIn(page, 'Cora');
  await page.getByRole('link', { name: 'Issue', exact: true }).click();
  await chooseHolder(page, 'Issue to', 'radio', 'Radio desk');
  for (const tag of ['CASE-1-001', 'CASE-1-002']) await scan(app, tag);
  await expect(page.getByRole('button', { name: 'Hand over 2 ready lines' })).toBeVisible();
  await page.evaluate(() =>
    assettrack.ask.command(JSON.stringify({ command: 'asset.lose', tag: 'CASE-1-001', reason: 'Not in the truck' })),
  );
  await expect(page.getByText('It is recorded as lost.').first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Hand over 1 ready line' })).toBeVisible();

  // Whoever comes back to the desk finds what was typed, and is told what waited.
  await page.getByRole('link', { name: 'Board' }).click();
  await page.getByRole('link', { name: /^Issue/ }).click();
  await expect(page.getByText('2 items were waiting from today')).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Issue to' })).toHaveValue('Radio desk');
});
