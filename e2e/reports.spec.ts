import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmod, mkdir, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { ElectronApplication } from '@playwright/test';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { aCase, expect, test } from './fixture/app.ts';
import { expectAccessible } from './fixture/axe.ts';
import { eventsOf } from './fixture/commandLine.ts';
import { signIn } from './fixture/hands.ts';

test.use({
  given: {
    commands: [
      ...aCase,
      { command: 'holder.add', name: 'å漢字 بهناز' },
      { command: 'asset.issue', tag: 'LAP-001', holder: 'å漢字 بهناز' },
      { command: 'asset.issue', tag: 'LAP-002', holder: 'Field team North' },
    ],
  },
});

/** The Save dialog answers this path; the system's own cannot be reached by a story. */
const saveTo = (app: ElectronApplication, path: string) =>
  app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath });
  }, path);

/** The text of each page of a PDF, as another program reads it. */
async function textOf(bytes: Uint8Array): Promise<readonly string[]> {
  const pdf = await getDocument({ data: new Uint8Array(bytes), useSystemFonts: false }).promise;
  const pages: string[] = [];
  for (let n = 1; n <= pdf.numPages; n += 1) {
    const { items } = await (await pdf.getPage(n)).getTextContent();
    pages.push(
      items
        .map((item) => ('str' in item ? item.str : ''))
        .join(' ')
        .replace(/\s+/g, ' '),
    );
  }
  const { info } = await pdf.getMetadata();
  expect(info).toMatchObject({ Title: expect.stringContaining('Asset chain of custody · LAP-001') });
  // Tagged: a screen reader finds headings, tables and paragraphs.
  expect(JSON.stringify(await (await pdf.getPage(1)).getStructTree())).toMatch(/"H1".*"Table"/);
  return pages;
}

test('a report is looked at first, then saved, shown in its folder and recorded with its hash', async ({
  app,
  page,
  at,
  folder,
}) => {
  await signIn(page, 'Ada');
  await page.getByRole('link', { name: 'Assets', exact: true }).click();
  await page.getByRole('link', { name: 'LAP-001' }).click();
  await page.getByRole('link', { name: 'Report …' }).click();
  await expect(page.getByRole('heading', { name: 'Asset chain of custody' })).toBeVisible();
  const preview = page.frameLocator('iframe[title="Preview: Asset chain of custody"]');
  await expect(preview.getByRole('heading', { name: 'Custody, stay by stay' })).toBeVisible();
  await expect(preview.getByText('å漢字 بهناز').first()).toBeVisible();
  await expectAccessible(page, 'the reports');

  const pdf = join(folder, 'asset.pdf');
  await saveTo(app, pdf);
  await page.getByRole('button', { name: 'Save as PDF …' }).click();
  await expect(page.getByText('Saved as asset.pdf')).toBeVisible({ timeout: 30_000 });
  const bytes = await readFile(pdf);
  expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
  const pages = await textOf(bytes);
  const said = pages.join(' ');
  expect(said).toContain('Asset chain of custody');
  expect(said).toContain('LAP-001');
  expect(said.replaceAll(' ', '')).toContain('å漢字');
  expect(said).toContain('Not an official form');
  expect(said).toMatch(/Chain head .* [0-9a-f]{64}/);
  for (const [i, page] of pages.entries()) expect(page).toContain(`page ${i + 1} of ${pages.length}`);
  // Its own fonts alone, in the foot of the pages too.
  const fonts = [...bytes.toString('latin1').matchAll(/\/BaseFont \/[A-Z]{6}\+([\w-]+)/g)].map(
    ([, name]) => name ?? '',
  );
  expect(fonts).not.toEqual([]);
  expect(fonts.filter((name) => !name.startsWith('NotoSans'))).toEqual([]);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  await expect(page.getByText(`SHA-256 ${sha256}`)).toBeVisible();
  const exported = (await eventsOf(at)).findLast(({ type }) => type === 'EXPORT_MADE');
  expect(exported?.data).toMatchObject({
    report: 'asset',
    format: 'pdf',
    file: 'asset.pdf',
    sha256,
    subject: 'LAP-001',
  });

  await app.evaluate(({ shell }) => {
    shell.showItemInFolder = (path) => {
      process.env.SHOWN = path;
    };
  });
  await page.getByRole('button', { name: 'Show in folder' }).click();
  await expect.poll(() => app.evaluate(() => process.env.SHOWN)).toBe(pdf);

  // Another format, by keyboard alone.
  const xlsx = join(folder, 'custody.xlsx');
  await saveTo(app, xlsx);
  await page.getByRole('link', { name: 'Current custody' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.frameLocator('iframe').getByRole('heading', { name: 'Current custody' })).toBeVisible();
  await page.getByRole('radio', { name: 'Excel' }).focus();
  await page.keyboard.press('Space');
  await page.getByRole('button', { name: 'Save as Excel …' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText('Saved as custody.xlsx')).toBeVisible();
  expect((await readFile(xlsx)).subarray(0, 2).toString()).toBe('PK');
});

test('what cannot be written says why and leaves nothing; so does what is cancelled', async ({ app, page, folder }) => {
  await signIn(page, 'Ada');
  await page.getByRole('link', { name: 'Reports' }).click();
  await expect(page.frameLocator('iframe').getByText('LAP-002')).toBeVisible();
  const closed = join(folder, 'closed');
  await mkdir(closed);

  await saveTo(app, join(folder, 'nowhere', 'custody.csv'));
  await page.getByText('CSV', { exact: true }).click();
  await page.getByRole('button', { name: 'Save as CSV …' }).click();
  await expect(page.getByText('the folder does not exist')).toBeVisible();

  // Root may write everywhere, but not over a folder.
  await chmod(closed, 0o500);
  await saveTo(app, process.getuid?.() === 0 ? closed : join(closed, 'custody.csv'));
  await page.getByRole('button', { name: 'Save as CSV …' }).click();
  await expect(page.getByText(/is a folder|not permitted/)).toBeVisible();
  await chmod(closed, 0o700);
  expect(await readdir(closed)).toEqual([]);

  if ((await stat('/dev/full').catch(() => null)) !== null) {
    await saveTo(app, '/dev/full');
    await page.getByRole('button', { name: 'Save as CSV …' }).click();
    await expect(page.getByText('is no ordinary file')).toBeVisible();
  }

  const full = await smallDisk(folder);
  if (full === null)
    test.info().annotations.push({ type: 'not tried', description: 'a full disk: only root mounts one' });
  else
    try {
      await saveTo(app, join(full, 'custody.html'));
      await page.getByText('HTML', { exact: true }).click();
      await page.getByRole('button', { name: 'Save as HTML …' }).click();
      await expect(page.getByText('the disk is full')).toBeVisible();
      expect(await readdir(full)).toEqual([]);
    } finally {
      execFileSync('umount', [full]);
    }

  // The print waits until it is cancelled.
  await app.evaluate(({ app: electron }) => {
    electron.on('web-contents-created', (_event, contents) => {
      contents.printToPDF = () =>
        new Promise((_resolve, reject) => contents.on('destroyed', () => reject(new Error('gone'))));
    });
  });
  const target = join(closed, 'custody.pdf');
  await saveTo(app, target);
  await page.getByText('PDF', { exact: true }).click();
  await page.getByRole('button', { name: 'Save as PDF …' }).click();
  await page.getByRole('region', { name: 'Writing the report' }).getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByText('Cancelled. Nothing was left behind.')).toBeVisible();
  expect(await readdir(closed)).toEqual([]);
});

/** A file system of its own with room for less than a page. @returns null where this user may not mount one */
async function smallDisk(folder: string): Promise<string | null> {
  const path = join(folder, 'small');
  await mkdir(path);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=16k', 'assettrack-story', path], { stdio: 'ignore' });
    return path;
  } catch {
    return null;
  }
}
