import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Locator } from '@playwright/test';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { aCase, expect, test } from './fixture/app.ts';
import { expectAccessible } from './fixture/axe.ts';
import { scan, signIn } from './fixture/hands.ts';

const POINTS_PER_MM = 72 / 25.4;

test.use({
  given: {
    commands: [
      ...aCase,
      {
        command: 'handover.commit',
        kind: 'issue',
        holder: 'Field team North',
        items: [{ tag: 'LAP-002' }],
        acceptance: [],
      },
      { command: 'asset.add', tag: 'DDC4CY-002424', model: 'Latitude 7330 Rugged', serial: 'SN-1' },
    ],
  },
});

test.beforeAll(() => {
  const wasm = readFileSync(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'));
  prepareZXingModule({ overrides: { wasmBinary: wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.length) } });
});

/** What a reader sees on each label, enlarged as print is finer than a screen: kind and text of each code. */
async function codesOn(labels: Locator, most = 100): Promise<readonly string[]> {
  await labels.first().evaluate((label) => {
    label.ownerDocument.documentElement.style.zoom = '2.5';
  });
  const codes: string[] = [];
  for (const label of (await labels.all()).slice(0, most)) {
    const picture = new Uint8Array(await label.screenshot());
    const found = await readBarcodes(picture, { tryHarder: true, maxNumberOfSymbols: 8 });
    codes.push(...found.map(({ format, text }) => `${format} ${text}`));
  }
  return codes.sort();
}

test('what is printed scans back: assets in both codes, slots, at the exact size of the sheet', async ({
  app,
  page,
  at,
}) => {
  test.setTimeout(90_000);
  await signIn(page, 'Cora');
  await expect(page.getByRole('heading', { name: 'Board' })).toBeVisible();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('labels', { delay: 60 });
  await expect(page.getByRole('dialog').getByText('Labels', { exact: true })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByText('Nothing to print yet')).toBeVisible();
  await expectAccessible(page, 'labels of nothing yet');
  // The scanner fills the list.
  await scan(app, 'DDC4CY-002424');
  await scan(app, 'LAP-001');
  await page.getByText('Both', { exact: true }).click();
  await page.getByLabel('First free label').fill('2');
  await expect(page.getByText('2 labels on 1 page')).toBeVisible();
  const pages = page.frameLocator('iframe').locator('.page');
  await expect(pages.locator('.label')).toHaveCount(2);
  const box = await pages.first().boundingBox();
  expect(box && box.width / box.height).toBeCloseTo(210 / 297, 3);
  expect(await codesOn(pages.locator('.label'))).toEqual([
    'Code128 DDC4CY-002424',
    'Code128 LAP-001',
    'QRCode DDC4CY-002424',
    'QRCode LAP-001',
  ]);

  // The label of one asset, from where it stands.
  await page.evaluate(() => location.assign('#/assets/LAP-001'));
  await page.getByRole('link', { name: 'Label …' }).click();
  await expect(page.getByText('1 label on 1 page')).toBeVisible();

  // The slots of a case, from its own menu; what they say opens the slot.
  await page.evaluate(() => location.assign('#/cases/CASE-7'));
  await page.getByRole('button', { name: 'More for CASE-7' }).click();
  await page.getByRole('menuitem', { name: 'Labels of the case …' }).click();
  await expect(page.getByText('4 labels on 1 page')).toBeVisible();
  const codes = await codesOn(pages.locator('.label'));
  expect(codes.filter((code) => code.startsWith('Code128'))).toEqual(
    [1, 2, 3, 4].map((slot) => `Code128 CASE-7/${slot}`),
  );
  await expectAccessible(page, 'labels of a case');

  const pdf = join(at.home, '..', 'labels.pdf');
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath });
  }, pdf);
  await page.getByRole('button', { name: 'Save as PDF …' }).press('Enter');
  await expect(page.getByText(/^Saved as .*labels\.pdf$/)).toBeVisible();
  const printed = await getDocument({ data: new Uint8Array(readFileSync(pdf)) }).promise;
  expect(printed.numPages).toBe(1);
  const [, , width = 0, height = 0] = (await printed.getPage(1)).view;
  expect([Math.round(width / POINTS_PER_MM), Math.round(height / POINTS_PER_MM)]).toEqual([210, 297]);

  await page.getByRole('link', { name: 'Board' }).press('Enter');
  await expect(page.getByRole('heading', { name: 'Board' })).toBeVisible();
  await scan(app, 'CASE-7/2');
  await expect(page.getByRole('heading', { name: 'CASE-7' })).toBeVisible();
  await expect(
    page
      .getByRole('region', { name: /Slot 2/ })
      .or(page.locator('[data-slot="2"][aria-selected="true"]'))
      .first(),
  ).toBeVisible();
});

test('each kind of label in each code on each sheet says what it stands for; a test page shows how far a printer is off', async ({
  page,
}) => {
  test.setTimeout(240_000);
  await signIn(page, 'Cora');
  await expect(page.getByRole('heading', { name: 'Board' })).toBeVisible();
  const receipt = await page.evaluate(async () => {
    const wish = { name: 'handover.list', args: {} };
    const { value } = JSON.parse(await assettrack.ask.query(JSON.stringify(wish)));
    return value.rows[0].receipt as string; // as the query has it
  });
  const label = page.frameLocator('iframe').locator('.label');
  const own = { page: { width: 210, height: 297 }, label: { width: 80, height: 40 }, columns: 2, rows: 6 };
  const sheets = [
    { kind: 'known', name: 'L7160' },
    { kind: 'known', name: '5160' },
    { kind: 'free', sheet: { ...own, left: 10, top: 12, stepX: 90, stepY: 44 } },
  ];
  const subjects = [
    [{ of: 'assets', tags: ['DDC4CY-002424'] }, 'DDC4CY-002424'],
    [{ of: 'slots', case: 'CASE-7' }, 'CASE-7/1'],
    [{ of: 'cases', cases: ['CASE-7'] }, 'CASE-7'],
    [{ of: 'receipts', receipts: [receipt] }, receipt],
  ] as const;
  const read: string[] = [];
  // As the view draws it: the page that main made, in a frame.
  for (const sheet of sheets) {
    for (const symbol of ['code128', 'qr']) {
      for (const [subject] of subjects) {
        await page.evaluate(
          async (wish) => {
            const { value } = JSON.parse(await assettrack.ask['labels.preview'](JSON.stringify(wish)));
            document.querySelector('iframe')?.remove();
            const frame = document.createElement('iframe');
            frame.src = `/report-preview/${value.page}`;
            frame.style.cssText = 'position:fixed;inset:0;width:100%;height:100%;z-index:9999';
            document.body.append(frame);
          },
          { subject, sheet, symbol },
        );
        await label.first().waitFor();
        read.push(...(await codesOn(label, 1)));
      }
    }
  }
  expect(read).toEqual(
    sheets.flatMap(() => ['Code128', 'QRCode'].flatMap((kind) => subjects.map(([, says]) => `${kind} ${says}`))),
  );

  await page.evaluate(() => {
    document.querySelector('iframe')?.remove();
    location.assign('#/labels');
  });
  await page.getByRole('button', { name: 'Test page' }).click();
  const sheet = page.frameLocator('iframe').locator('svg');
  await expect(sheet.locator('rect')).toHaveCount(21);
  await expect(sheet).toContainText('The ruler across is 100 mm long');
  await expect(page.getByRole('button', { name: 'Save as PDF …' })).toBeEnabled();
  await expectAccessible(page, 'the test page of labels');
});
