import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Page } from '@playwright/test';
// For the bridge that the preload puts into the page.
import type {} from '../renderer/ask.ts';
import { expect, test } from './fixture/app.ts';
import { expectAccessible } from './fixture/axe.ts';
import { eventsOf, PIN } from './fixture/commandLine.ts';
import { signIn } from './fixture/hands.ts';

/** Makes a backup by the app, into its own folder. */
async function backUp(page: Page): Promise<void> {
  const before = await backups(page);
  await page.evaluate(() => assettrack.ask['backup.now'](JSON.stringify({ where: 'own' })));
  await expect(async () => expect(await backups(page)).toHaveLength(before.length + 1)).toPass();
}

async function backups(page: Page): Promise<readonly { readonly path: string }[]> {
  return JSON.parse(await page.evaluate(() => assettrack.ask['backup.list']('{}'))).rows;
}

/** A failing sector: what stood in the middle of the file is nought. @returns the file as it is then */
function damage(path: string): Buffer {
  const bytes = readFileSync(path);
  bytes.fill(0, 4096, Math.floor(bytes.length / 2));
  writeFileSync(path, bytes);
  return bytes;
}

test('a damaged store is kept as it is, and an admin goes back to the newest backup that is whole, having seen what it lacks', async ({
  launch,
  at,
}) => {
  test.setTimeout(120_000);
  const first = await launch();
  await signIn(first.page, 'Ada');
  await expect(first.page.getByRole('heading', { name: 'Board' })).toBeVisible();
  await backUp(first.page);
  await first.page.waitForTimeout(1100); // the name of a backup has seconds
  await backUp(first.page);
  const [newest, older] = await backups(first.page);
  await first.page.evaluate(() =>
    assettrack.ask.command(JSON.stringify({ command: 'holder.add', name: 'Night watch' })),
  );
  await first.app.close();
  const last = (await eventsOf(at)).at(-1);
  const bytes = damage(at.store);
  damage(newest?.path ?? '');

  const { page } = await launch();
  await expect(page.getByRole('heading', { name: 'This store is not what it was' })).toBeVisible();
  await expect(page.getByText(/A copy of the store as it is now was kept in/)).toBeVisible();
  const back = page.getByRole('region', { name: 'Go back to a backup' });
  await expect(back.getByText(`${basename(newest?.path ?? '')} was checked, and cannot be restored`)).toBeVisible();
  await expect(back.getByText('The newest whole backup on this laptop was checked just now.')).toBeVisible();
  await expect(back.getByText(older?.path ?? '')).toBeVisible();
  await expect(back.getByText(/^\d+ entries recorded here after it, until .*, would be missing\.$/)).toBeVisible();
  await expectAccessible(page, 'a damaged store with a backup');
  const kept = readdirSync(dirname(at.store)).find((name) => name.includes('.damaged-'));
  expect(kept && readFileSync(join(dirname(at.store), kept, 'store.assettrack')).equals(bytes)).toBe(true);

  // By the keyboard alone; first with a PIN that is wrong.
  const pin = back.getByLabel('PIN of Ada');
  await pin.focus();
  await pin.pressSequentially('000000', { delay: 60 });
  await pin.press('Enter');
  await expect(back.getByText('That is not the PIN of Ada. Try again.')).toBeVisible();
  await pin.pressSequentially(PIN, { delay: 60 });
  await pin.press('Enter');
  await signIn(page, 'Ada');
  const notice = page.getByRole('region', { name: 'Restored from a backup' });
  await expect(notice.getByText(/entries that had been recorded after it are not in it/)).toBeVisible();
  await expect(page.getByRole('link', { name: /CASE-7/ })).toBeVisible();
  await notice.getByRole('button', { name: 'Acknowledge …' }).press('Enter');
  await page.getByLabel('What was done').fill('The night watch was entered again.');
  await page.getByRole('button', { name: 'Acknowledge', exact: true }).press('Enter');
  await expect(notice).toBeHidden();

  const events = await eventsOf(at);
  expect(events.find(({ type }) => type === 'STORE_RESTORED')).toMatchObject({
    data: { file: basename(older?.path ?? ''), formerHead: { seq: last?.seq, hash: last?.hash } },
  });
  expect(readdirSync(dirname(at.store)).filter((name) => name.endsWith('.rescue'))).toEqual([]);
});

test('without a backup the page says so plainly, and takes one from elsewhere', async ({ launch, at, folder }) => {
  test.setTimeout(90_000);
  const first = await launch();
  await signIn(first.page, 'Ada');
  await expect(first.page.getByRole('heading', { name: 'Board' })).toBeVisible();
  await backUp(first.page);
  const [made] = await backups(first.page);
  await first.app.close();
  const stick = join(folder, 'from a stick.sqlite');
  writeFileSync(stick, readFileSync(made?.path ?? ''));
  damage(at.store);
  damage(made?.path ?? '');

  const { app, page } = await launch();
  const back = page.getByRole('region', { name: 'Go back to a backup' });
  await expect(back.getByText('No whole backup of this store lies on this laptop.')).toBeVisible();
  await expect(back.getByRole('button', { name: 'Restore this backup' })).toHaveCount(0);
  await expectAccessible(page, 'a damaged store without a backup');
  await app.evaluate(({ dialog }, file) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [file] });
  }, stick);
  await back.getByRole('button', { name: 'Choose another backup …' }).press('Enter');
  await expect(back.getByText('The backup you chose was checked just now, and is whole.')).toBeVisible();
  await back.getByLabel('PIN of Ada').fill(PIN);
  await back.getByRole('button', { name: 'Restore this backup' }).press('Enter');
  await signIn(page, 'Ada');
  await expect(page.getByRole('region', { name: 'Restored from a backup' })).toBeVisible();
});
