import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { strToU8, zipSync } from 'fflate';
import { expect, test } from './fixture/app.ts';
import { expectAccessible } from './fixture/axe.ts';
import { commandLine, eventsOf, PIN } from './fixture/commandLine.ts';
import { signIn } from './fixture/hands.ts';
import { longestOfMain, watchMain } from './fixture/mainLoop.ts';

/** A list as a team keeps it: a title above, two slots that cannot be, a row twice, one without a tag. */
const MESSY = [
  'Equipment of the north team;;;;',
  'asset_tag;serial_number;model;case_number;slot_number;Warranty',
  'NRD-1;S1;Toughbook 40;CASE-9;9-1;2027',
  'NRD-2;S2;Toughbook 40;CASE-9;top;',
  'nrd 1;S1;Toughbook 40;CASE-9;9-1;',
  ';S4;Toughbook 40;CASE-9;9-4;',
  'LAP-001;;Precision 7690;;;',
  '',
].join('\n');

/** A workbook with these cells, as text, in its only sheet. */
function workbook(rows: readonly (readonly string[])[]): Buffer {
  const cells = rows.map((row, y) =>
    row.map((text, x) => cell(`${String.fromCharCode(65 + x)}${y + 1}`, text)).join(''),
  );
  const sheet = cells.map((row, y) => `<row r="${y + 1}">${row}</row>`).join('');
  const parts = {
    'xl/workbook.xml': `<workbook xmlns:r="r"><sheets><sheet name="Kit" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships><Relationship Id="rId1" Type="${RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${sheet}</sheetData></worksheet>`,
  };
  return Buffer.from(zipSync(Object.fromEntries(Object.entries(parts).map(([name, xml]) => [name, strToU8(xml)]))));
}
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const cell = (at: string, text: string) => `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`;

async function hand(page: Page, content: string | Buffer, name = 'north.csv'): Promise<void> {
  await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(content) });
}
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
const row = (page: Page, name: string | RegExp) => page.getByRole('option', { name });

async function open(page: Page, who = 'Ada'): Promise<void> {
  await signIn(page, who);
  await page.getByRole('link', { name: 'Assets', exact: true }).click();
  await page.getByRole('link', { name: 'Import a list' }).click();
}

test('a messy list is put right where it is wrong, recorded as one batch, and undone', async ({ page, at }) => {
  // Looked at by axe in three themes at every step.
  test.slow();
  await open(page);
  await hand(page, MESSY);
  await expect(page.getByRole('status').filter({ hasText: '5 rows in 6 columns' })).toBeVisible();
  await expectAccessible(page, 'how a file reads');
  await button(page, 'Continue').click();
  await expect(page.getByRole('textbox', { name: 'Tag' }).or(page.getByLabel('Tag').first())).toBeVisible();
  await expectAccessible(page, 'the columns');
  await button(page, 'Check the rows').click();

  await expect(row(page, /4 Not usable NRD-2/)).toBeVisible();
  await expect(row(page, /5 Repeated/)).toBeVisible();
  await expect(row(page, /7 Differs LAP-001 Model: Precision 7680 → Precision 7690/)).toBeVisible();
  await expectAccessible(page, 'the rows');

  // A slot is typed anew, a tag is given, the rest of the choice is made.
  await row(page, /4 Not usable/).click();
  await page.getByLabel('slot_number').fill('2');
  await page.keyboard.press('Enter');
  await expect(row(page, /4 New NRD-2/)).toBeVisible();
  await row(page, /6 Not usable/).click();
  await button(page, 'Leave this row out').click();
  await expect(row(page, /6 Left out/)).toBeVisible();
  await row(page, /7 Differs/).click();
  await button(page, 'Take what the list says').click();
  await expect(row(page, /7 Will change LAP-001/)).toBeVisible();
  await button(page, 'Go on with 3 rows').click();

  await page.getByLabel('Note').fill('From the north team');
  await button(page, 'Record 3 rows').click();
  await expect(page.getByRole('heading', { name: 'Recorded', exact: true })).toBeVisible();
  await expectAccessible(page, 'the outcome');
  const events = await eventsOf(at);
  const batch = events.at(-1);
  expect(batch).toMatchObject({
    type: 'IMPORT_COMMITTED',
    data: { file: 'north.csv', added: 2, changed: 1, note: 'From the north team', fixes: [{ line: 4, text: '2' }] },
  });
  expect(events.filter(({ correlationId }) => correlationId === batch?.correlationId)).toHaveLength(5);

  await button(page, 'Undo this import').click();
  await expectAccessible(page, 'the undoing of an import');
  await page.getByLabel('Why').fill('The wrong list');
  await button(page, 'Undo the import').click();
  await page.getByRole('textbox', { name: 'PIN of Ada' }).fill(PIN);
  await page.keyboard.press('Enter');
  await expect(page.getByText(/undone on .* by Ada/)).toBeVisible();
  const { rows } = JSON.parse(await commandLine(at, ['query', 'custody'])) as { rows: readonly { tag: string }[] };
  expect(rows.map(({ tag }) => tag)).toEqual(['LAP-001', 'LAP-002']);
});

test('a workbook with later custody on it is not undone, and says what stands in the way', async ({ page, at }) => {
  await open(page);
  const rows = [
    ['tag', 'case', 'slot'],
    ['X-1', 'CASE-9', '1'],
    ['X-2', 'CASE-9', '2'],
  ];
  await hand(page, workbook(rows), 'kit.xlsx');
  await expect(page.getByRole('textbox', { name: 'Sheet' }).or(page.getByLabel('Sheet').first())).toHaveValue('Kit');
  await button(page, 'Continue').click();
  await button(page, 'Check the rows').click();
  await button(page, 'Go on with 2 rows').click();
  await button(page, 'Record 2 rows').click();
  await page.getByRole('link', { name: 'Show the assets' }).click();
  await page.getByRole('link', { name: 'X-2' }).click();
  await expect(page.getByRole('heading', { name: 'X-2' })).toBeVisible();
  // Somebody writes meanwhile, by the same window.
  await page.evaluate(async () => {
    const command = { command: 'asset.issue', tag: 'X-2', holder: 'Field team North' };
    await assettrack.ask.command(JSON.stringify(command));
  });
  await page.getByRole('link', { name: 'Assets', exact: true }).click();
  await page.getByRole('link', { name: 'Import a list' }).click();
  await button(page, 'Import another list').click();
  await button(page, /Undo … kit.xlsx/).click();
  await page.getByLabel('Why').fill('The wrong list');
  await button(page, 'Undo the import').click();
  await page.getByRole('textbox', { name: 'PIN of Ada' }).fill(PIN);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert').filter({ hasText: 'more was recorded since about X-2' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'In the way (1)' }).getByRole('link')).toHaveText('X-2');
  await expectAccessible(page, 'what stands on an import');
  await expect(page.getByLabel('Why')).toHaveValue('The wrong list');
  expect((await eventsOf(at)).some(({ type }) => type === 'IMPORT_UNDONE')).toBe(false);
});

test('a list is dropped onto the window; by keyboard alone it goes into the record, and again says the same', async ({
  page,
  at,
}) => {
  await signIn(page, 'Cora');
  await expect(page.getByRole('heading', { name: 'Board' })).toBeVisible();
  const list = 'tag,case,slot\nX-1,CASE-7,3\nX-2,CASE-7,1\n';
  const dropped = async (): Promise<void> => {
    const data = await page.evaluateHandle((text) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([text], 'dropped.csv', { type: 'text/csv' }));
      return transfer;
    }, list);
    await page.dispatchEvent('body', 'dragover', { dataTransfer: data });
    await page.dispatchEvent('body', 'drop', { dataTransfer: data });
  };
  await dropped();
  await expect(page.getByRole('heading', { name: 'Import a list' })).toBeVisible();
  await button(page, 'Continue').focus();
  await page.keyboard.press('Enter');
  await button(page, 'Check the rows').focus();
  await page.keyboard.press('Enter');

  // Slot 1 is taken in the store: walk there, into the details, and give it another.
  await expect(row(page, /3 Not usable X-2 LAP-001 is in slot 1/)).toBeVisible();
  await page.getByRole('listbox').focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  // The cell that is wrong comes first.
  await expect(page.getByLabel('slot (Slot)')).toBeFocused();
  await page.keyboard.type('4', { delay: 80 });
  await page.keyboard.press('Enter');
  await expect(row(page, /3 New X-2/)).toBeVisible();
  await expect(page.getByRole('listbox')).toBeFocused();
  await button(page, 'Go on with 2 rows').focus();
  await page.keyboard.press('Enter');
  await button(page, 'Record 2 rows').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Recorded', exact: true })).toBeVisible();
  expect((await eventsOf(at)).at(-1)).toMatchObject({ type: 'IMPORT_COMMITTED', data: { added: 2 } });

  await dropped();
  await expect(page.getByText(/This very file was imported on .* by Cora/)).toBeVisible();
  await button(page, 'Continue').click();
  await button(page, 'Check the rows').click();
  await expect(row(page, /2 The same X-1/)).toBeVisible();
  await expect(button(page, 'Nothing to record')).toBeDisabled();
});

test('ten thousand rows: progress and a way out, the window stays awake, then all of them at once', async ({
  app,
  page,
  at,
}) => {
  test.setTimeout(240_000);
  await open(page);
  const lines = Array.from({ length: 10_000 }, (_, i) => `BIG-${i},S${i},C${Math.floor(i / 50)},${(i % 50) + 1}`);
  await hand(page, `tag,serial,case,slot\n${lines.join('\n')}\n`, 'big.csv');
  await expect(page.getByText('10,000 rows in 4 columns')).toBeVisible();
  await button(page, 'Continue').click();
  await button(page, 'Check the rows').click();
  await expect(page.getByRole('progressbar', { name: 'Checking every row' })).toBeVisible();
  await button(page, 'Cancel').click();
  await expect(page.getByText('Cancelled. Nothing was recorded.')).toBeVisible();

  await button(page, 'Check the rows').click();
  await expect(row(page, /2 New BIG-0/)).toBeVisible({ timeout: 60_000 });
  await page.getByRole('listbox').focus();
  await page.keyboard.press('End');
  await expect(row(page, /10001 New BIG-9999/)).toBeVisible();
  expect(await page.getByRole('option').count()).toBeLessThan(80);

  await button(page, 'Go on with 10,000 rows').click();
  const before = (await eventsOf(at)).length;
  await button(page, 'Record 10,000 rows').click();
  await expect(page.getByRole('progressbar', { name: 'Recording' })).toBeVisible();
  await button(page, 'Cancel').click();
  await expect(page.getByText('Cancelled. Nothing was recorded.')).toBeVisible();
  expect(await eventsOf(at)).toHaveLength(before);

  // How long the page and the main process keep silent meanwhile, ms.
  const watched = page.evaluate(async () => {
    let longest = 0;
    let answered = 0;
    const until = performance.now() + 2500;
    while (performance.now() < until) {
      const asked = performance.now();
      await assettrack.ask['app.info']('{}');
      answered = Math.max(answered, performance.now() - asked);
      const tick = performance.now();
      await new Promise((resolve) => setTimeout(resolve, 5));
      longest = Math.max(longest, performance.now() - tick);
    }
    return { longest, answered };
  });
  await button(page, 'Record 10,000 rows').click();
  const { longest, answered } = await watched;
  test.info().annotations.push({ type: 'ms', description: JSON.stringify({ longest, answered }) });
  console.log(JSON.stringify({ longest, answered }));
  await expect(page.getByRole('heading', { name: 'Recorded', exact: true })).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText('10,000 assets added')).toBeVisible();
  expect((await eventsOf(at)).length).toBe(before + 10_201);

  await button(page, 'Undo this import').click();
  await page.getByLabel('Why').fill('The wrong list');
  await button(page, 'Undo the import').click();
  await page.getByRole('textbox', { name: 'PIN of Ada' }).fill(PIN);
  await page.keyboard.press('Enter');
  const undoing = page.getByRole('dialog').getByRole('region', { name: 'Undoing the import' });
  await expect(undoing).toContainText(/[1-9]\d? %/);
  await undoing.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByText('Cancelled. Nothing was undone.')).toBeVisible();
  expect((await eventsOf(at)).length).toBe(before + 10_201);

  // Judged at the end, which the bar goes on through; the main process answers meanwhile.
  await watchMain(app);
  await page.evaluate(() => {
    const told: number[] = [];
    Object.assign(globalThis, { told });
    assettrack.on.job((text) => {
      const { done, total } = JSON.parse(text);
      told.push(done / total);
    });
  });
  await button(page, 'Undo the import').click();
  await page.getByRole('textbox', { name: 'PIN of Ada' }).fill(PIN);
  await page.keyboard.press('Enter');
  await expect(page.getByText(/undone on .* by Ada/)).toBeVisible({ timeout: 60_000 });
  const block = await longestOfMain(app);
  const said = JSON.stringify(block);
  test.info().annotations.push({ type: 'longest block of main while an import is undone, ms', description: said });
  // Judged in main it would be more than a second of the processor's time.
  expect(block.mainBusy).toBeLessThan(300);
  const told = await page.evaluate(() => (globalThis as unknown as { told: number[] }).told); // as above
  expect(told.filter((share) => share > 0.7 && share < 1).length, 'words on how far the judging is').toBeGreaterThan(0);
  expect((await eventsOf(at)).length).toBe(before + 20_402);
});

test('a half-done import waits over a restart; of a file that has changed only the columns are believed', async ({
  launch,
  at,
}) => {
  // Three starts of the app.
  test.slow();
  const list = 'Id,case,slot,model\nA-1,CASE-9,1,Radio\nA-2,CASE-9,x,Radio\nA-3,CASE-9,3,Radio\n';
  const first = await launch();
  await open(first.page);
  await hand(first.page, list, 'half.csv');
  await button(first.page, 'Continue').click();
  await first.page.getByRole('textbox', { name: 'Tag' }).or(first.page.getByLabel('Tag').first()).click();
  await first.page.getByRole('option', { name: 'Id' }).click();
  await first.page.keyboard.press('Escape');
  await button(first.page, 'Check the rows').click();
  await row(first.page, /3 Not usable A-2/).click();
  await first.page.getByLabel('slot (Slot)').fill('2');
  await first.page.keyboard.press('Enter');
  await expect(row(first.page, /3 New A-2/)).toBeVisible();
  await row(first.page, /4 New A-3/).click();
  await button(first.page, 'Leave this row out').click();
  await expect(row(first.page, /4 Left out/)).toBeVisible();
  await row(first.page, /2 New A-1/).click();
  await first.page.getByLabel('model (Model)').fill('Radio 40');
  // What is typed is on the disk after a moment of quiet.
  await first.page.waitForTimeout(700);
  await first.app.close();

  const second = await launch();
  await signIn(second.page, 'Ada');
  await second.page.getByRole('link', { name: 'Import a list' }).click();
  await expect(second.page.getByText(/Taken up as you left it/)).toBeVisible();
  await expect(row(second.page, /3 New A-2/)).toBeVisible();
  await expect(row(second.page, /4 Left out/)).toBeVisible();
  await row(second.page, /2 New A-1/).click();
  await expect(second.page.getByLabel('model (Model)')).toHaveValue('Radio 40');
  await second.app.close();

  // The kept copy is gone, as after a month; the list was changed meanwhile.
  await rm(join(at.home, 'import'), { recursive: true });
  const third = await launch();
  await signIn(third.page, 'Ada');
  await third.page.getByRole('link', { name: 'Import a list' }).click();
  await expect(third.page.getByText(/You began to import half.csv/)).toBeVisible();
  await hand(third.page, list.replace('A-1', 'A-0'), 'half.csv');
  await expect(third.page.getByText(/half.csv has changed since you began with it/)).toBeVisible();
  await button(third.page, 'Continue').click();
  await button(third.page, 'Check the rows').click();
  await expect(row(third.page, /2 New A-0/)).toBeVisible();
  await expect(row(third.page, /3 Not usable A-2/)).toBeVisible();
  await row(third.page, /3 Not usable A-2/).click();
  await button(third.page, 'Leave this row out').click();
  await button(third.page, 'Go on with 2 rows').click();
  await button(third.page, 'Record 2 rows').click();
  await expect(third.page.getByRole('heading', { name: 'Recorded', exact: true })).toBeVisible();
  expect(existsSync(join(at.home, 'import'))).toBe(false);
});

test('the empty list is saved, filled in and imported by keyboard alone, with nothing to be said of its columns', async ({
  app,
  page,
  folder,
  at,
}) => {
  await signIn(page, 'Cora');
  await expect(page.getByRole('heading', { name: 'Board' })).toBeVisible();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('import', { delay: 60 });
  await expect(page.getByRole('dialog').getByText('Import a list')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Import a list' })).toBeFocused();
  const path = join(folder, 'filled.csv');
  await app.evaluate(({ session }, to) => {
    session.defaultSession.once('will-download', (_event, item) => item.setSavePath(to));
  }, path);
  await tabTo(page, 'Empty list to fill in');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem', { name: 'Assets (CSV)' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect.poll(() => existsSync(path) && readFileSync(path, 'utf8')).toContain('asset_tag');
  appendFileSync(path, 'Laptop,LAP-100,,SN-1,Dell,Precision 7690,,Room 283,CASE-7,3,new\r\n');

  // Enter would open the system's own dialog, which is none of ours.
  await tabTo(page, 'Choose a file');
  await page.locator('input[type=file]').setInputFiles(path);
  await expect(page.getByText('1 row in 11 columns')).toBeVisible();
  for (const next of ['Continue', 'Check the rows', 'Go on with 1 row', 'Record 1 row']) {
    await tabTo(page, next);
    await page.keyboard.press('Enter');
  }
  await expect(page.getByRole('heading', { name: 'Recorded', exact: true })).toBeVisible();
  expect((await eventsOf(at)).findLast(({ type }) => type === 'ASSET_ADDED')).toMatchObject({
    data: { tag: 'LAP-100', serial: 'SN-1', category: 'Laptop', slot: { case: 'CASE-7', slot: 3 } },
  });
});

/** Tabs on until the button of this name has the focus. */
async function tabTo(page: Page, name: string): Promise<void> {
  await expect(button(page, name).first()).toBeEnabled();
  for (let n = 0; n < 80; n += 1) {
    if (
      await button(page, name)
        .first()
        .evaluate((element) => element === document.activeElement)
    )
      return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`no Tab leads to ${name}`);
}
