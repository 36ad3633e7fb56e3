import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ElectronApplication, Page } from '@playwright/test';
import { unzipSync, zipSync } from 'fflate';
import { verifyPack } from '../electron/pack/verifyPack.ts';
import { spaced } from '../shared/uiWordsPack.ts';
import { verifierWords as words } from '../shared/uiWordsVerifier.ts';
import { aCase, expect, test } from './fixture/app.ts';
import { lookWithAxe } from './fixture/axe.ts';
import { commandLine, type StoreAt } from './fixture/commandLine.ts';

test.use({
  given: { commands: [...aCase, { command: 'asset.issue', tag: 'LAP-001', holder: 'Field team North' }] },
});

/** What the app puts into a pack is opened as anybody's browser would open it: a file, in a window of nobody's. */
async function openFile(app: ElectronApplication, path: string): Promise<Page> {
  const opened = app.waitForEvent('window');
  await app.evaluate(async ({ BrowserWindow }, file) => {
    const webPreferences = { sandbox: true, partition: 'a browser' };
    const window = new BrowserWindow({ width: 1280, height: 800, useContentSize: true, webPreferences });
    const asked: string[] = [];
    Object.assign(globalThis, { asked });
    window.webContents.session.webRequest.onBeforeRequest(({ url }, answer) => {
      asked.push(url);
      answer({});
    });
    await window.loadFile(file);
  }, path);
  return opened;
}

/** Every address that the page, or anything it started, asked for. */
const askedBy = (app: ElectronApplication): Promise<readonly string[]> =>
  app.evaluate(() => Object(globalThis).asked ?? ['nobody listened']);

async function packOf(at: StoreAt, folder: string): Promise<{ readonly path: string; readonly bytes: Uint8Array }> {
  const path = join(folder, 'pack.zip');
  await commandLine(at, ['report', 'ledger', '--as', 'Ada', '--pack', '--format', 'html', '--out', path]);
  return { path, bytes: await readFile(path) };
}

/** What stands on the page, by the heading it stands under. */
const saidOn = (page: Page) =>
  page.locator('.group li').evaluateAll((items) =>
    items.map((item) => ({
      verdict: item.closest('section')?.querySelector('h3')?.textContent?.toLowerCase(),
      text: item.querySelector('.text')?.textContent,
    })),
  );

/** The same, as the command line has it: the broken first, then what is proven. */
function saidOf(bytes: Uint8Array, key: string | null) {
  const { statements } = verifyPack(bytes, key);
  return ['broken', 'proven', 'not proven'].flatMap((how) => statements.filter(({ verdict }) => verdict === how));
}

async function expectAccessible(page: Page, what: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await expect(page.locator(`html[data-theme=${colorScheme}]`)).toBeAttached();
    const { violations, passes } = await lookWithAxe(page);
    expect(passes.length).toBeGreaterThan(0);
    const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`);
    expect(found, `${what}, ${colorScheme}`).toEqual([]);
  }
}

test('the page out of a pack says of packs what the command line says, from a file, without asking for anything', async ({
  launch,
  at,
  folder,
  troubles,
}) => {
  const { path, bytes } = await packOf(at, folder);
  const files = unzipSync(bytes);
  const file = join(folder, 'verify.html');
  await writeFile(file, files['verify.html'] ?? '');
  const { app } = await launch();
  await app.context().addInitScript(() => {
    const refused: string[] = [];
    Object.assign(globalThis, { refused });
    addEventListener('securitypolicyviolation', ({ violatedDirective }) => refused.push(violatedDirective));
  });
  const page = await openFile(app, file);
  await expect(page.getByRole('heading', { level: 1, name: words.title })).toBeVisible();
  await expectAccessible(page, 'before a check');

  // By keyboard alone: choose the pack, read the answer, go back and name the key.
  const chooser = page.waitForEvent('filechooser');
  await page.keyboard.press('Tab');
  await expect(page.getByLabel(words.file, { exact: true })).toBeFocused();
  await page.keyboard.press('Enter');
  await (await chooser).setFiles(path);
  await expect(page.getByRole('heading', { name: words.verdict.unknown })).toBeFocused();
  expect(await saidOn(page)).toEqual(saidOf(bytes, null));
  const { manifest } = verifyPack(bytes, null);
  const fingerprint = manifest?.signer.fingerprint ?? '';
  await expect(page.getByText(`all ${manifest?.events.count} of the record`)).toBeVisible();
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Shift+Tab');
  await expect(page.getByLabel(words.key)).toBeFocused();
  await page.keyboard.type('not a key');
  await expect(page.getByRole('heading', { name: words.verdict.unknown })).toBeHidden();
  await page.keyboard.press('Enter');
  await expect(page.getByText(words.keyWrong)).toBeVisible();
  await page.keyboard.press('Control+A');
  await page.keyboard.type(spaced(fingerprint).toUpperCase());
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: words.verdict.known })).toBeFocused();
  expect(await saidOn(page)).toEqual(saidOf(bytes, fingerprint));
  await expectAccessible(page, 'an intact pack');

  const otherKey = '0'.repeat(64);
  await page.getByLabel(words.key).fill(otherKey);
  await page.getByRole('button', { name: words.check }).click();
  await expect(page.getByRole('heading', { name: words.verdict.broken })).toBeVisible();
  expect(await saidOn(page)).toEqual(saidOf(bytes, otherKey));

  // One byte of one entry, let fall upon the page.
  const events = Uint8Array.from(files['events.jsonl'] ?? []);
  events[events.length >> 1] = (events[events.length >> 1] ?? 0) ^ 1;
  const changed = zipSync({ ...files, 'events.jsonl': events });
  await page.getByLabel(words.key).fill('');
  const dropped = await page.evaluateHandle(
    (content) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([Uint8Array.from(content)], 'changed.zip'));
      return transfer;
    },
    [...changed],
  );
  await page.dispatchEvent('body', 'dragover', { dataTransfer: dropped });
  await expect(page.getByText(words.drop)).toBeVisible();
  await page.dispatchEvent('body', 'drop', { dataTransfer: dropped });
  await expect(page.getByText('events.jsonl is not what was signed')).toBeVisible();
  await expect(page.getByRole('heading', { name: words.verdict.broken })).toBeFocused();
  expect(await saidOn(page)).toEqual(saidOf(changed, null));
  await expectAccessible(page, 'a broken pack');

  await page.getByLabel(words.file, { exact: true }).setInputFiles(file);
  await expect(page.getByText(words.isNoPack('verify.html'))).toBeVisible();

  expect(await askedBy(app)).toEqual([pathToFileURL(file).href]);
  // Chromium takes it in silence when a page tries what its policy forbids; other browsers do not.
  const refusedTo = () => page.evaluate(() => Object(globalThis).refused);
  expect(await refusedTo()).toEqual([]);
  // Nor could it: the policy within the page refuses what anybody might put into it, and says so aloud.
  expect(troubles).toEqual([]);
  const refused = await page.evaluate(() => fetch('https://example.org/').then(String, (error) => error.name));
  expect(refused).toBe('TypeError');
  expect(await refusedTo()).toEqual(['connect-src']);
  expect(await askedBy(app)).toHaveLength(1);
  await expect.poll(() => troubles.join()).toContain('Content Security Policy');
  troubles.length = 0;
});
