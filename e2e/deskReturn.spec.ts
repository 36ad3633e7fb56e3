// For the bridge that the preload puts into the page.
import type {} from '../renderer/ask.ts';
import { expect, test } from './fixture/app.ts';
import { commandLine, eventsOf } from './fixture/commandLine.ts';
import { scan, signIn } from './fixture/hands.ts';
import { daysAgo, fullCase, people } from './fixture/laptops.ts';

test.use({
  given: {
    commands: [
      ...people,
      ...fullCase('CASE-1', 3),
      ...fullCase('CASE-2', 2),
      { command: 'asset.issue', tag: 'CASE-1-001', holder: 'Field team North', occurredAt: daysAgo(1) },
      { command: 'asset.issue', tag: 'CASE-1-002', holder: 'Radio desk', occurredAt: daysAgo(1) },
      { command: 'asset.issue', tag: 'CASE-2-001', holder: 'Radio desk', occurredAt: daysAgo(1) },
      // Somebody else's thing stands in its home by now.
      { command: 'asset.move', tag: 'CASE-2-002', slot: { case: 'CASE-2', slot: 1 } },
      { command: 'asset.lose', tag: 'CASE-1-003', reason: 'Not in the truck' },
    ],
  },
});

test('a return proposes home slots, says why one cannot go home, and puts it where it is told', async ({
  app,
  page,
  at,
}) => {
  await signIn(page, 'Theo');
  await page.getByRole('link', { name: 'Return', exact: true }).click();
  await page.getByRole('textbox', { name: 'Brought back by' }).fill('Driver of the day');
  await scan(app, 'CASE-1-001');
  await expect(page.getByRole('row', { name: /CASE-1-001.*Field team North.*CASE-1 \/ 1.*Ready/ })).toBeVisible();
  await scan(app, 'CASE-1-002');
  await scan(app, 'CASE-2-001');
  await expect(page.getByText('CASE-2 / 1 holds CASE-2-002.')).toBeVisible();
  await page.getByRole('button', { name: /unplaced CASE-2 \/ 1 holds/ }).click();
  await page.getByRole('radio', { name: 'Another slot' }).check();
  await page.getByRole('combobox', { name: 'Case' }).click();
  await page.getByRole('option', { name: /CASE-2/ }).click();
  await page.getByRole('combobox', { name: 'Slot' }).click();
  await page.getByRole('option', { name: /^2/ }).click();
  await expect(page.getByText('home is CASE-2 / 1')).toBeVisible();
  await page.getByRole('button', { name: 'Done' }).click();

  await scan(app, 'CASE-1-003');
  await expect(page.getByText('It is recorded as lost.').first()).toBeVisible();
  await page.getByRole('button', { name: 'Take back 3 ready lines' }).click();
  await expect(page.getByText('It made 2 receipts, one for each holder')).toBeVisible();
  const receipts = (await eventsOf(at)).filter(({ type }) => type === 'HANDOVER_COMMITTED').map(({ data }) => data);
  expect(receipts).toMatchObject([
    { holder: 'Field team North', broughtBy: 'Driver of the day', items: [{ tag: 'CASE-1-001' }] },
    { holder: 'Radio desk', broughtBy: 'Driver of the day', items: [{ tag: 'CASE-1-002' }, { tag: 'CASE-2-001' }] },
  ]);
  await page.getByRole('link', { name: /-000002$/ }).click();
  await expect(page.getByRole('row', { name: /CASE-2-001.*CASE-2 \/ 2/ })).toBeVisible();
});

test('what is lost was found; what is not out is issued instead; a typed tag is as good as a scanned one', async ({
  page,
}) => {
  await signIn(page, 'Theo');
  await page.getByRole('link', { name: 'Return', exact: true }).click();
  const typed = page.getByRole('textbox', { name: 'Tag or case, typed' });
  await typed.fill('case-1 003');
  await typed.press('Enter');
  await page.getByRole('button', { name: 'It was found' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'It was found' }).click();
  await expect(page.getByText('It is not out: it is in its case.').first()).toBeVisible();
  await page.getByRole('button', { name: 'Issue instead' }).click();
  await expect(page.getByText('Nothing to take back yet')).toBeVisible();
  await page.getByRole('link', { name: /^Issue/ }).click();
  await expect(page.getByRole('row', { name: /CASE-1-003.*Ready/ })).toBeVisible();
});

test('what comes home to a sealed case stays outside, unless the seal is broken; a name that was scanned is chosen', async ({
  app,
  page,
}) => {
  await signIn(page, 'Theo');
  await page.getByRole('link', { name: 'Return', exact: true }).click();
  await page.evaluate(() =>
    assettrack.ask.command(JSON.stringify({ command: 'case.seal', code: 'CASE-1', seal: 'S-9' })),
  );
  await scan(app, 'CASE-1-001');
  await expect(page.getByText('CASE-1 is sealed with S-9: nothing can go into it.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Take back 1 ready line' })).toBeEnabled();
  await page.getByRole('button', { name: 'Unseal CASE-1' }).click();
  await scan(app, 'S-9');
  await page.getByRole('dialog').getByRole('button', { name: 'Unseal' }).click();
  await expect(page.getByRole('row', { name: /CASE-1-001.*CASE-1 \/ 1.*Ready/ })).toBeVisible();

  await scan(app, 'Radio desk');
  await page.getByRole('button', { name: 'Hand over to this holder' }).click();
  await expect(page.getByRole('textbox', { name: 'Brought back by' })).toHaveValue('Radio desk');
  await expect(page.getByText('1 scanned')).toBeVisible();
});

test('a receipt is found by its number, prints on A4 alone, and says what was corrected since', async ({
  launch,
  at,
}) => {
  const before = await launch();
  await signIn(before.page, 'Theo');
  await before.page.getByRole('link', { name: 'Return', exact: true }).click();
  await scan(before.app, 'CASE-1-001');
  await before.page.getByRole('button', { name: 'Take back 1 ready line' }).click();
  const number = (await before.page.getByRole('heading', { level: 1 }).textContent())?.replace('Receipt ', '') ?? '';
  expect(number).toMatch(/^\w+-000001$/);
  await before.app.close();
  const returned = (await eventsOf(at)).findLast(({ type }) => type === 'ASSET_RETURNED');
  const correct = {
    command: 'event.correct',
    eventId: returned?.eventId,
    reason: 'It was worn already',
    set: { condition: 'worn' },
  };
  await commandLine(at, ['exec', '--as', 'Ada'], `${JSON.stringify(correct)}\n`);

  const { app, page } = await launch();
  await signIn(page, 'Theo');
  await page.getByRole('link', { name: 'Receipts' }).click();
  await expect(page.getByRole('row', { name: new RegExp(`${number}.*corrected`) })).toBeVisible();
  await page.getByRole('link', { name: 'Board' }).click();
  await scan(app, number.toLowerCase());
  await expect(page.getByRole('heading', { name: `Receipt ${number}` })).toBeVisible();
  await expect(page.getByRole('row', { name: /CASE-1-001 corrected: It was worn already/ })).toBeVisible();

  const pages = await app.evaluate(async ({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    const pdf = await window?.webContents.printToPDF({ preferCSSPageSize: true });
    // How many pages the tree of pages counts, and the size of a page in points.
    const text = pdf?.toString('latin1') ?? '';
    return {
      count: /\/Count (\d+)/.exec(text)?.[1],
      a4: /\/MediaBox \[0 0 59[45]\.\d+ 84[12]\.\d+\]/.test(text),
    };
  });
  expect(pages).toEqual({ count: '1', a4: true });
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('article')).toBeVisible();
  await expect(page.getByRole('navigation', { name: 'Views' })).toBeHidden();
  await expect(page.getByRole('button', { name: 'Print' })).toBeHidden();
  await expect(page.getByText(/^Printed .* by Theo$/)).toBeVisible();
});
