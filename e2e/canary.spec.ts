import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
// For the bridge that the preload puts into the page.
import type {} from '../renderer/ask.ts';
import { aCase, expect, test } from './fixture/app.ts';
import { type Canary, filesBelow, findCanaries, textCanary } from './fixture/canaries.ts';
import { signIn } from './fixture/hands.ts';
import { root } from './fixture/root.ts';

/** In Node, the package says where its program lies. */
const electron = String(createRequire(import.meta.url)('electron'));

/** Twelve digits that nothing else in a session has. */
const FIRST = '739150286417';
const WRONG = '618204975338';
const SCANNED = '572913640825';
const LAST = '940627381592';
/** Not a secret: what has to be found, or the search is blind. */
const SEEN = 'Canary Wharf depot';

test.use({
  given: {
    commands: [
      ...aCase,
      { command: 'holder.add', name: SEEN },
      { command: 'asset.issue', tag: 'LAP-001', holder: SEEN },
    ],
  },
});

test('no PIN, code or key is written anywhere: not by the record, exports, backups, logs, a crash, or the browser', async ({
  launch,
  at,
  folder,
  troubles,
}) => {
  test.setTimeout(120_000);
  // Crash dumps are off in the app; whoever switches them on must not get secrets by it.
  const dumping = join(folder, 'dumping.cjs');
  writeFileSync(dumping, `require('electron').crashReporter.start({ uploadToServer: false, compress: false });`);
  const { app, page } = await launch({ executable: electron, args: ['-r', dumping, root, '--store', at.store] });
  const printed: string[] = [];
  for (const stream of [app.process().stdout, app.process().stderr]) {
    stream?.on('data', (chunk: Buffer) => printed.push(chunk.toString()));
  }

  await signIn(page, 'Ada');
  await expect(page.getByRole('heading', { name: 'Board' })).toBeVisible();
  await say(page, { command: 'settings.change', set: { bindPins: true } });
  await say(page, { command: 'operator.set_pin', name: 'Ada', pin: FIRST });
  const code = await makeCode(page);

  await page.keyboard.press('F2');
  await signIn(page, 'Ada', WRONG);
  await expect(page.getByText('That is not the PIN of Ada')).toBeVisible();
  await page.getByLabel('PIN of Ada').fill(FIRST);
  await page.getByRole('button', { name: /Sign in|Unlock/ }).click();

  // Typed where a code belongs, seen, and taken out again; then typed into a form, and left.
  await page.evaluate(() => location.assign('#/issue'));
  await page.getByPlaceholder('Tag or case, typed').fill(SCANNED);
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(page.getByText('Nothing to issue yet')).toBeVisible();

  const exported = await exportAll(app, page, folder);

  await page.keyboard.press('F2');
  await page.getByRole('button', { name: /Ada/ }).click();
  await page.getByRole('button', { name: 'Forgotten PIN …' }).click();
  await page.getByRole('textbox', { name: 'Recovery code' }).fill(code);
  await page.getByLabel('New PIN', { exact: true }).fill(LAST);
  await page.getByLabel('New PIN again').fill(LAST);
  await page.getByRole('button', { name: 'Set the new PIN' }).click();
  const next = (await page.getByRole('figure', { name: 'Recovery code' }).getByRole('status').innerText()).trim();

  await page.getByLabel('Last four characters of the code').fill(next.slice(-4));
  await page.getByRole('button', { name: 'I have it' }).click();
  await expect(page.getByRole('button', { name: 'Lock', exact: true })).toBeVisible();
  await crash(app, page);

  const canaries: readonly Canary[] = [
    ...Object.entries({ FIRST, WRONG, SCANNED, LAST }).map(([name, pin]) => textCanary(name, pin)),
    ...[code, next].flatMap((one, i) => [
      textCanary(`recovery code ${i + 1}`, one.split(/\s+/).join('-')),
      textCanary(`recovery code ${i + 1} without dashes`, one.replace(/\s+/g, '')),
    ]),
    ...keysIn(at.home),
  ];
  const ownKeys = (path: string) => /devices[/\\][^/\\]+[/\\]([\w-]+\.json|pin-key)$/.test(path);
  const files = () => filesBelow(folder).filter((path) => !ownKeys(path));
  // Open still, with all that the browser keeps while it runs. What was taken for a code and removed is gone from the
  // pages, but stands in the write-ahead log until the store is closed.
  expect(await findCanaries(files(), canaries)).toEqual([`SCANNED in ${at.store}-wal`]);
  await app.close();
  expect(await findCanaries(files(), canaries)).toEqual([]);
  const said = join(folder, 'printed.txt');
  writeFileSync(said, printed.join(''));
  expect(await findCanaries([said], canaries)).toEqual([]);

  // The search sees: a name that is no secret is in the store and in each export; the keys are in their own files.
  const whoSeen = (await findCanaries([at.store, ...exported], [textCanary('seen', SEEN)])).length;
  expect(whoSeen).toBe(1 + exported.length);
  expect(await findCanaries(filesBelow(at.home), keysIn(at.home))).toHaveLength(2);
  expect(files().filter((path) => path.endsWith('.dmp')).length, 'crash dumps').toBeGreaterThan(0);
  troubles.splice(0, troubles.length, ...troubles.filter((line) => !line.includes('its process ended')));
});

const say = async (page: Page, command: object): Promise<void> =>
  expect(await page.evaluate((text) => assettrack.ask.command(text), JSON.stringify(command))).toContain('"ok":true');

async function makeCode(page: Page): Promise<string> {
  await page.evaluate(() => location.assign('#/admin/recovery'));
  await page.getByRole('button', { name: 'Make a recovery code …' }).click();
  const code = (await page.getByRole('figure', { name: 'Recovery code' }).getByRole('status').innerText()).trim();
  await page.getByLabel('Last four characters of the code').fill(code.slice(-4));
  await page.getByRole('button', { name: 'I have it' }).click();
  await expect(page.getByText('A recovery code is in force')).toBeVisible();
  return code;
}

/** The window's process dies with a PIN in its field; the window comes back by itself. */
async function crash(app: ElectronApplication, page: Page): Promise<void> {
  await page.keyboard.press('F2');
  await page.getByRole('button', { name: /Ada/ }).click();
  await page.getByLabel('PIN of Ada').fill(LAST);
  const back = app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    const loaded = new Promise<boolean>((resolve) => contents?.once('did-finish-load', () => resolve(true)));
    contents?.forcefullyCrashRenderer();
    return loaded;
  });
  expect(await back).toBe(true);
}

/** @returns the files written */
async function exportAll(app: ElectronApplication, page: Page, folder: string): Promise<readonly string[]> {
  const report = { report: 'asset', filters: { tag: ['LAP-001'] }, paper: 'A4', bom: false, subject: 'LAP-001' };
  const written: string[] = [];
  const chooses = (path: string) =>
    app.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = async () => ({ canceled: false, filePath });
    }, path);
  for (const format of ['pdf', 'html', 'csv', 'xlsx', 'json', 'pack']) {
    const file = join(folder, `export-${format}`);
    await chooses(file);
    await page.evaluate((text) => assettrack.ask['report.save'](text), JSON.stringify({ ...report, format }));
    await expect.poll(() => readdirSync(folder), { timeout: 30_000 }).toContain(`export-${format}`);
    written.push(file);
  }
  const backup = join(folder, 'backup.sqlite');
  await chooses(backup);
  await page.evaluate(() => assettrack.ask['backup.now']('{"where":"chosen"}'));
  await expect.poll(() => readdirSync(folder), { timeout: 30_000 }).toContain('backup.sqlite');
  return [...written, backup];
}

/** The key that signs events, and the one that PINs are hashed with. */
function keysIn(home: string): readonly Canary[] {
  const [store = ''] = readdirSync(join(home, 'devices'));
  const of = (name: string) => readFileSync(join(home, 'devices', store, name), 'utf8');
  const device = readdirSync(join(home, 'devices', store)).find((name) => name.endsWith('.json')) ?? '';
  const der = Buffer.from(JSON.parse(of(device)).privateKey, 'base64');
  return [
    // PKCS #8 of an Ed25519 key ends with its 32 bytes (RFC 8410).
    { name: 'private key', bytes: der.subarray(-32) },
    { name: 'PIN key', bytes: Buffer.from(JSON.parse(of('pin-key')).key, 'base64') },
  ];
}
