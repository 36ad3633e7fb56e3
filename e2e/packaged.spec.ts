import { execFile } from 'node:child_process';
import { cpSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { FuseState, FuseV1Options, FuseVersion, flipFuses, getCurrentFuseWire } from '@electron/fuses';
import { expect, test } from './fixture/app.ts';
import { signIn } from './fixture/hands.ts';
import { root } from './fixture/root.ts';

const onWindows = process.platform === 'win32';
/** Where electron-builder puts the unpacked app; a Mac has another layout and was never tried. */
const release = join(root, 'release', onWindows ? 'win-unpacked' : 'linux-unpacked');
/** The same build but for the one fuse that Playwright needs; beside it, gone afterwards. */
const inspected = join(root, 'release', 'inspected');
const program = (folder: string) => join(folder, onWindows ? 'AssetTrack.exe' : 'assettrack');

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  test.setTimeout(180_000);
  await promisify(execFile)(process.execPath, [join(root, 'scripts', 'pack.mjs')], { cwd: root });
  rmSync(inspected, { recursive: true, force: true });
  cpSync(release, inspected, { recursive: true });
  await flipFuses(program(inspected), { version: FuseVersion.V1, [FuseV1Options.EnableNodeCliInspectArguments]: true });
});

test.afterAll(() => rmSync(inspected, { recursive: true, force: true }));

test('the fuses of the release build are what they should be', async () => {
  const wire = await getCurrentFuseWire(program(release));
  const on = (fuse: FuseV1Options) => wire[fuse] === FuseState.ENABLE;
  expect({
    runAsNode: on(FuseV1Options.RunAsNode),
    cookieEncryption: on(FuseV1Options.EnableCookieEncryption),
    nodeOptions: on(FuseV1Options.EnableNodeOptionsEnvironmentVariable),
    inspect: on(FuseV1Options.EnableNodeCliInspectArguments),
    asarIntegrity: on(FuseV1Options.EnableEmbeddedAsarIntegrityValidation),
    onlyFromAsar: on(FuseV1Options.OnlyLoadAppFromAsar),
    browserSnapshot: on(FuseV1Options.LoadBrowserProcessSpecificV8Snapshot),
    fileProtocol: on(FuseV1Options.GrantFileProtocolExtraPrivileges),
  }).toEqual({
    runAsNode: false,
    cookieEncryption: true,
    nodeOptions: false,
    inspect: false,
    asarIntegrity: true,
    onlyFromAsar: true,
    browserSnapshot: false,
    fileProtocol: false,
  });
  // Nothing but the app: the application that Electron brings for developers is gone.
  expect(readdirSync(join(release, 'resources')).toSorted()).toEqual(['app.asar', 'app.asar.unpacked']);
});

test('the installed app opens a store, records, and checks the whole record beside it', async ({ launch, at }) => {
  const { app, page } = await launch({ args: ['--store', at.store], executable: program(inspected) });
  await signIn(page);
  await expect(page.getByRole('link', { name: /CASE-7/ })).toBeVisible();
  await expect(page.getByText('Record checked')).toBeVisible();
  await page.getByRole('link', { name: 'Scanner test' }).click();
  await page.getByLabel('Slowest key of a scan (ms)').fill('25');
  await page.getByRole('button', { name: 'Save for everyone' }).click();
  await expect(page.getByText('Scanner settings saved')).toBeVisible();
  expect(await app.evaluate(({ app: { isPackaged } }) => isPackaged)).toBe(true);
});
