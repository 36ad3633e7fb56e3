import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ElectronApplication } from '@playwright/test';
import { strFromU8, unzipSync } from 'fflate';
import { aCase, expect, test } from './fixture/app.ts';
import { expectAccessible } from './fixture/axe.ts';
import { eventsOf } from './fixture/commandLine.ts';
import { signIn } from './fixture/hands.ts';

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

test('a pack is made in the window as a report is saved, with its fingerprint to read out', async ({
  app,
  page,
  at,
  folder,
}) => {
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
