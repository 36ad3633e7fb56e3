import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, truncate, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { ElectronApplication } from '@playwright/test';
import { strFromU8, unzipSync } from 'fflate';
import { aCase, expect, test } from './fixture/app.ts';
import { expectAccessible } from './fixture/axe.ts';
import { commandLine, eventsOf } from './fixture/commandLine.ts';
import { scan, signIn } from './fixture/hands.ts';
import { root } from './fixture/root.ts';

/** What the package `electron` exports to plain Node: the path of its program. */
const electronPath = String(createRequire(import.meta.url)('electron'));

test.use({
  given: { commands: [...aCase, { command: 'asset.issue', tag: 'LAP-001', holder: 'Field team North' }] },
});

/** The dialogs of the system answer these paths; they themselves cannot be reached by a story. */
const choose = (app: ElectronApplication, { saveTo, open }: { readonly saveTo?: string; readonly open?: string }) =>
  app.evaluate(
    ({ dialog }, [to, from]) => {
      if (to) dialog.showSaveDialog = async () => ({ canceled: false, filePath: to });
      if (from) dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [from] });
    },
    [saveTo, open],
  );

test('a pack is made in the window as a report is saved, with its fingerprint to read out, and then checked', async ({
  app,
  page,
  at,
  folder,
}) => {
  test.setTimeout(90_000);
  await signIn(page, 'Ada');
  await page.evaluate(() => {
    location.hash = '/reports/asset?tag=LAP-001';
  });
  await page.getByRole('radio', { name: 'Custody pack' }).focus();
  await page.keyboard.press('Space');
  const pack = join(folder, 'asset.custodypack');
  await choose(app, { saveTo: pack, open: pack });
  await page.getByRole('button', { name: 'Save as custody pack …' }).focus();
  await page.keyboard.press('Enter');
  const made = page.getByRole('region', { name: 'Custody pack' });
  await expect(made.getByText('Saved as asset.custodypack')).toBeVisible({ timeout: 30_000 });
  const bytes = await readFile(pack);
  const files = unzipSync(bytes);
  expect(strFromU8(files['report.pdf']?.subarray(0, 5) ?? new Uint8Array())).toBe('%PDF-');
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  await expect(made.getByText(sha256)).toBeVisible();
  for (const name of Object.keys(files).filter((one) => !one.startsWith('manifest.')))
    await expect(made.getByText(name, { exact: true })).toBeVisible();
  const exported = (await eventsOf(at)).findLast(({ type }) => type === 'EXPORT_MADE');
  expect(exported?.data).toMatchObject({ report: 'asset', format: 'pack', file: 'asset.custodypack', sha256 });
  await expectAccessible(page, 'a pack that was made');
  const fingerprint = String(
    exported?.data && Object.entries(exported.data).find(([name]) => name === 'fingerprint')?.[1],
  );

  // The check of it, by keyboard alone.
  await page.keyboard.press('Control+k');
  await page.keyboard.type('check a cust', { delay: 60 });
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Check a custody pack' })).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Nothing in this pack is broken')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Proven', exact: true })).toContainText('in the name of Field Office');
  await expect(page.getByRole('region', { name: 'Not proven' })).toContainText('Whose key it is');
  await expect(page.getByRole('region', { name: 'What the pack says of itself' })).toContainText(sha256);
  const field = page.getByLabel('Fingerprint that you know from elsewhere');
  await field.fill(fingerprint.replace(/.{4}/g, '$& '));
  await field.press('Enter');
  await expect(page.getByText('it is from the laptop that you named')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Proven', exact: true })).toContainText('key is the one you named');

  // One byte of the report is another.
  const tampered = join(folder, 'tampered.custodypack');
  const place = bytes.indexOf('report.pdf') + 5000;
  bytes[place] = (bytes[place] ?? 0) ^ 1;
  await writeFile(tampered, bytes);
  await choose(app, { open: tampered });
  await field.fill('');
  await page.getByRole('button', { name: 'Choose another …' }).click();
  await expect(page.getByText('This pack is broken. Do not rely on anything in it.')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Broken' })).toContainText('report.pdf is not what was signed');
});

test('another key, what is no pack and what is no file say so; what takes long can be cancelled, and begun again', async ({
  app,
  page,
  at,
  folder,
}) => {
  const pack = join(folder, 'LAP-001.zip');
  await commandLine(at, ['report', 'asset', '--tag', 'LAP-001', '--pack', '--format', 'html', '--out', pack]);
  await choose(app, { open: pack });
  await page.getByRole('button', { name: 'Check a custody pack …' }).click();
  await page.getByRole('button', { name: 'Choose a pack …' }).click();
  await expect(page.getByText('its owner is not proven')).toBeVisible();
  const field = page.getByLabel('Fingerprint that you know from elsewhere');
  await field.fill('no fingerprint');
  await field.press('Enter');
  await expect(page.getByText('A fingerprint has 64 digits')).toBeVisible();
  await field.fill('0'.repeat(64));
  await field.press('Enter');
  await expect(page.getByRole('region', { name: 'Broken' })).toContainText('not the one you named');
  await expectAccessible(page, 'a pack that is broken');

  const long = join(folder, 'long.custodypack');
  await writeFile(long, '');
  await truncate(long, 700_000_000);
  await choose(app, { open: long });
  await page.getByRole('button', { name: 'Choose another …' }).click();
  await page.getByRole('region', { name: 'Checking the pack' }).getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByText('The check was cancelled. Nothing is known of this pack.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Check again' })).toBeEnabled();
  const none = join(folder, 'none.custodypack');
  await writeFile(none, '<script>alert(1)</script>');
  await choose(app, { open: none });
  await page.getByRole('button', { name: 'Choose another …' }).click();
  await expect(page.getByRole('region', { name: 'Broken' })).toContainText('no whole pack');
  await choose(app, { open: folder });
  await page.getByRole('button', { name: 'Choose another …' }).click();
  await expect(page.getByText('cannot be read: it is no ordinary file')).toBeVisible();
});

test('a report of which no pack is made says so; a pack that is cancelled leaves nothing', async ({
  app,
  page,
  folder,
}) => {
  await signIn(page, 'Ada');
  await page.getByRole('link', { name: 'Reports' }).click();
  await page.getByText('Custody pack', { exact: true }).click();
  await expect(page.getByText('A custody pack is made about assets, cases or holders')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Save as custody pack …' })).toBeDisabled();

  const closed = join(folder, 'closed');
  await mkdir(closed);
  await page.getByRole('link', { name: 'Full ledger' }).click();
  await page.getByText('Custody pack', { exact: true }).click();
  // The print waits until it is cancelled.
  await app.evaluate(({ app: electron }) => {
    electron.on('web-contents-created', (_event, contents) => {
      contents.printToPDF = () =>
        new Promise((_resolve, reject) => contents.on('destroyed', () => reject(new Error('gone'))));
    });
  });
  await choose(app, { saveTo: join(closed, 'ledger.custodypack') });
  await page.getByRole('button', { name: 'Save as custody pack …' }).click();
  await page.getByRole('region', { name: 'Making the custody pack' }).getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByText('Cancelled. Nothing was left behind.')).toBeVisible();
  expect(await readdir(closed)).toEqual([]);
});

test('who gets a pack need not be an operator; who works keeps the view until they want another', async ({
  at,
  folder,
  launch,
}) => {
  test.setTimeout(90_000);
  const pack = join(folder, 'ledger <b>1.custodypack');
  await commandLine(at, ['report', 'ledger', '--pack', '--format', 'html', '--out', pack]);

  // Started for it, before anybody has signed in.
  const { app, page } = await launch({ args: ['--store', at.store, pack] });
  await expect(page.getByRole('heading', { name: 'Check a custody pack' })).toBeFocused();
  await expect(page.getByText('Nothing in this pack is broken')).toBeVisible();
  await expect(page.getByText('ledger <b>1.custodypack')).toBeVisible();
  await expectAccessible(page, 'a pack before signing in');
  await page.getByRole('button', { name: 'Back to signing in' }).click();
  await signIn(page, 'Theo');

  // A second start hands its file over; the queue stays, and what is typed beside it.
  await page.getByRole('link', { name: 'Issue' }).click();
  await scan(app, 'LAP-002');
  await expect(page.getByRole('row', { name: /LAP-002/ })).toBeVisible();
  await page.getByLabel('Purpose').fill('Field week');
  await startAgain(folder, at.store, pack);
  const notice = page.getByRole('region', { name: 'A custody pack was opened' });
  await expect(notice).toContainText('ledger <b>1.custodypack');
  await expect(page.getByRole('heading', { name: 'Issue' })).toBeVisible();
  await expect(page.getByLabel('Purpose')).toHaveValue('Field week');
  await expectAccessible(page, 'a pack that was opened while somebody works');
  await notice.getByRole('button', { name: 'Check it' }).click();
  await expect(page.getByText('Nothing in this pack is broken')).toBeVisible();
  await page.keyboard.press('Alt+ArrowLeft');
  await expect(page.getByRole('row', { name: /LAP-002/ })).toBeVisible();
  await expect(notice).toBeHidden();

  // macOS tells in another way; what it names may be anything.
  const gone = join(folder, 'gone.custodypack');
  await app.evaluate(({ app: electron }, path) => {
    electron.emit('open-file', { preventDefault: () => undefined }, path);
  }, gone);
  await notice.getByRole('button', { name: 'Check it' }).click();
  await expect(page.getByText('gone.custodypack cannot be read: it is not there.')).toBeVisible();
});

/** Starts the app once more, as the system does for a file; it ends by itself because the first one runs. */
async function startAgain(folder: string, store: string, pack: string): Promise<void> {
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const own = ['--disable-gpu', '--log-level=3', `--user-data-dir=${join(folder, 'user')}`];
  await promisify(execFile)(electronPath, [...asRoot, ...own, root, '--store', store, pack], { cwd: folder });
}
