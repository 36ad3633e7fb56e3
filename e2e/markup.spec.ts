import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
// For the bridge that the preload puts into the page.
import type {} from '../renderer/ask.ts';
import { expect, test } from './fixture/app.ts';
import { signIn } from './fixture/hands.ts';
import { readPdf } from './fixture/pdf.ts';

/** What has made pages run what people typed; each says in the page that it ran. */
const MARKUP = [
  `<script>ran()</script>`,
  `"><img src=x onerror=ran()>`,
  `'><svg onload=ran()>`,
  `<iframe src="javascript:ran()">`,
  `</title></style><a href="javascript:ran()" autofocus onfocus=ran()>x</a>`,
  `{{constructor.constructor('ran()')()}}`,
  // What would be an action if it came into a PDF as it is.
  `)>> /OpenAction << /S /JavaScript /JS (app.alert(1)) >> endobj (`,
];
const all = MARKUP.join(' ');
const [script = '', image = '', svg = '', frame = ''] = MARKUP;
/** As much as a short field takes. */
const some = `${script}${image}${svg}`;

test.use({
  given: {
    commands: [
      { command: 'case.add', code: 'CASE-7', name: some, slots: 3, place: some, labels: [script, image, svg] },
      {
        command: 'asset.add',
        tag: 'T-1',
        model: some,
        serial: image,
        manufacturer: svg,
        category: script,
        notes: all,
        attributes: { [svg]: some },
        slot: { case: 'CASE-7', slot: 1 },
      },
      { command: 'holder.add', name: image, reference: some, organisation: some, contact: some },
      { command: 'asset.issue', tag: 'T-1', holder: image, purpose: some, note: all },
      { command: 'asset.return', tag: 'T-1', note: all },
      { command: 'case.seal', code: 'CASE-7', seal: svg, reason: all },
      { command: 'assignment.dispatch', title: frame, instructions: all, recipient: 'Ada', cases: ['CASE-7'] },
      { command: 'settings.change', set: { organisation: script, termsText: all } },
    ],
  },
});

test('what people typed is shown as they typed it and runs nowhere: in no view, no report, no label, no PDF', async ({
  app,
  page,
  folder,
}) => {
  test.setTimeout(120_000);
  let ran = false;
  await page.exposeFunction('ran', () => {
    ran = true;
  });
  page.on('dialog', () => {
    ran = true;
  });
  await signIn(page, 'Ada');
  await expect(page.getByRole('heading', { name: 'Board' })).toBeVisible();
  const assignmentId = await page.evaluate(async () => {
    const answer = await assettrack.ask.query(JSON.stringify({ name: 'assignment.list', args: {} }));
    return JSON.parse(answer).value.rows[0].assignmentId;
  });
  const addresses = [
    '/',
    '/cases/CASE-7',
    '/assets',
    '/assets/T-1',
    '/holders',
    `/holders/${encodeURIComponent(image)}`,
    '/issue',
    '/assignments?show=board',
    `/assignments/${assignmentId}`,
    '/audit',
    '/exceptions',
    '/admin/terms',
    '/admin/settings',
    '/reports/custody',
    '/reports/asset?tag=T-1',
    '/reports/case?case=CASE-7',
    '/labels?of=slots&names=CASE-7',
  ];
  for (const address of addresses) {
    await page.evaluate((hash) => {
      location.hash = hash;
    }, address);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    if (/reports|labels/.test(address)) {
      await expect(page.frameLocator('iframe').locator('body')).toContainText('ran()');
    } else if (!/audit|issue|exceptions/.test(address)) {
      await expect(page.locator('body')).toContainText('ran()');
    }
    await page.waitForTimeout(100);
    expect(ran, address).toBe(false);
    expect(await page.locator('main img, main script, main svg[onload]').count(), address).toBe(0);
  }
  // The search says it back, and the title of the window too.
  await page.keyboard.press('Control+k');
  await page.keyboard.type('img src', { delay: 60 });
  await expect(page.getByRole('dialog').getByText(image).first()).toBeVisible();
  expect(ran).toBe(false);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');

  // Printed, it is text, and nothing in the file can do anything.
  const prints = [
    { report: 'custody', filters: {}, says: 'T-1' },
    { report: 'asset', filters: { tag: ['T-1'] }, says: image },
    { report: 'case', filters: { case: ['CASE-7'] }, says: script },
    { report: 'holder', filters: { holder: [image] }, says: image },
    { report: 'audit', filters: {}, says: script },
    { report: 'assignments', filters: {}, says: frame },
  ];
  for (const { report, filters, says } of prints) {
    const file = join(folder, `${report}.pdf`);
    await app.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = async () => ({ canceled: false, filePath });
    }, file);
    const wish = { report, filters, paper: 'A4', format: 'pdf', bom: false, subject: some.slice(0, 100) };
    const begun = await page.evaluate((text) => assettrack.ask['report.save'](text), JSON.stringify(wish));
    expect(begun, report).toContain('"ok":true');
    await expect.poll(() => existsSync(file), { message: report, timeout: 30_000 }).toBe(true);
    const { text, active } = await readPdf(readFileSync(file));
    expect(active, report).toEqual([]);
    expect(text.replaceAll(' ', ''), report).toContain(says.replaceAll(' ', ''));
  }
  expect(ran).toBe(false);
});
