import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { expect, test } from '@playwright/test';
import { takeRecoveryCode } from '../fixture/hands.ts';
import { type Installed, install, PIN, start, verb } from './package.ts';

const deb = process.env.ASSETTRACK_DEB ?? '';
let folder = '';
let home = '';
let installed: Installed;

test.describe.configure({ mode: 'serial' });
test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assettrack-installed-'));
  home = join(folder, 'home');
  installed = await install(deb, folder);
});
test.afterAll(async () => {
  if (existsSync(`${installed.root}/usr/bin/assettrack`)) await installed.remove();
  await rm(folder, { recursive: true, force: true });
});

test('the package brings what a desktop wants to know, and the hardened app', async () => {
  const { root } = installed;
  const wire = await getCurrentFuseWire(`${root}/usr/lib/assettrack/assettrack`);
  const on = (fuse: FuseV1Options) => wire[fuse] === FuseState.ENABLE;
  expect([FuseV1Options.RunAsNode, FuseV1Options.EnableNodeCliInspectArguments].map(on)).toEqual([false, false]);
  expect(on(FuseV1Options.EnableNodeOptionsEnvironmentVariable)).toBe(false);
  expect([FuseV1Options.EnableEmbeddedAsarIntegrityValidation, FuseV1Options.OnlyLoadAppFromAsar].map(on)).toEqual([
    true,
    true,
  ]);
  expect(readdirSync(`${root}/usr/lib/assettrack/resources`).toSorted()).toEqual(['app.asar', 'app.asar.unpacked']);

  const { stdout } = await promisify(execFile)('ldd', [`${root}/usr/lib/assettrack/assettrack`]);
  expect(stdout).not.toContain('not found');
  const entry = readFileSync(`${root}/usr/share/applications/assettrack.desktop`, 'utf8');
  expect(entry).toContain('Exec=assettrack %f');
  expect(entry).toContain('MimeType=application/vnd.assettrack.custodypack+zip;');
  expect(existsSync(`${root}/usr/share/icons/hicolor/512x512/apps/assettrack.png`)).toBe(true);
  const known = `${root}/usr/share/mime/globs2`;
  // Really installed, the system's own list of files has learnt of it.
  if (root === '' && existsSync(known)) {
    expect(readFileSync(known, 'utf8')).toContain('application/vnd.assettrack.custodypack+zip:*.custodypack');
    expect(statSync('/usr/lib/assettrack/chrome-sandbox')).toMatchObject({ mode: 0o104755, uid: 0 });
  }
});

test('a first run in the window, the command line on the same store, a pack opened; removed, it leaves what was recorded', async () => {
  const first = await start(installed, home);
  await first.page.getByLabel('Organisation').fill('Field Office');
  await first.page.getByLabel('Your name').fill('Ada');
  await first.page.getByLabel('PIN', { exact: true }).fill(PIN);
  await first.page.getByLabel('PIN again').fill(PIN);
  await first.page.getByRole('button', { name: 'Create the store' }).click();
  await takeRecoveryCode(first.page);
  await expect(first.page.getByText('No cases yet')).toBeVisible();
  expect(await first.close()).toBe(0);

  expect(await verb(installed, home, ['--version'])).toMatch(/^\d+[.]\d+[.]\d+\n$/);
  await verb(
    installed,
    home,
    ['exec', '--as', 'Ada'],
    '{"command":"case.add","code":"CASE-1","slots":4}\n{"command":"asset.add","tag":"LAP-001","slot":{"case":"CASE-1","slot":2}}\n',
  );
  // A switch that Chromium knows, too.
  expect(await verb(installed, home, ['events', '--type=ASSET_ADDED'])).toContain('LAP-001');
  for (const format of ['csv', 'pdf']) {
    await verb(installed, home, ['report', 'custody', '--as', 'Ada', '--format', format, '--out', join(home, format)]);
  }
  expect(readFileSync(join(home, 'csv'), 'utf8')).toContain('"LAP-001","slot","CASE-1","2"');
  expect(readFileSync(join(home, 'pdf')).subarray(0, 5).toString()).toBe('%PDF-');
  expect(JSON.parse(await verb(installed, home, ['verify']))).toMatchObject({ ok: true, findings: [] });

  const pack = join(home, 'lap.custodypack');
  await verb(installed, home, ['report', 'asset', '--tag', 'LAP-001', '--as', 'Ada', '--pack', '--out', pack]);
  const reader = await start(installed, home, pack);
  await expect(reader.page.getByText('Nothing in this pack is broken; its owner is not proven')).toBeVisible();
  await reader.close();

  const second = await start(installed, home);
  await second.page.getByRole('button', { name: /Ada/ }).click();
  await second.page.getByLabel('PIN of Ada').fill(PIN);
  await second.page.getByRole('button', { name: 'Sign in' }).click();
  await expect(second.page.getByRole('link', { name: /CASE-1/ })).toBeVisible();
  await second.close();

  const store = join(home, '.local', 'share', 'assettrack', 'store', 'custody.sqlite');
  const hash = () => createHash('sha256').update(readFileSync(store)).digest('hex');
  const before = hash();
  await installed.remove();
  expect(existsSync(`${installed.root}/usr/lib/assettrack`)).toBe(false);
  expect(hash()).toBe(before);
});
