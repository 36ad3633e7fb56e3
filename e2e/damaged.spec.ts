import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
// For the bridge that the preload puts into the page.
import type {} from '../renderer/ask.ts';
import { expect, test } from './fixture/app.ts';
import { expectAccessible } from './fixture/axe.ts';
import { commandLine } from './fixture/commandLine.ts';
import { signIn } from './fixture/hands.ts';

test('a damaged store is met in plain words: a copy is kept, the newest backup is named with what it lacks, and brings it back', async ({
  launch,
  at,
}) => {
  test.setTimeout(90_000);
  const first = await launch();
  await signIn(first.page, 'Ada');
  await expect(first.page.getByRole('heading', { name: 'Board' })).toBeVisible();
  await first.page.evaluate(() => assettrack.ask['backup.now'](JSON.stringify({ where: 'own' })));
  await expect(async () => {
    const list = await first.page.evaluate(() => assettrack.ask['backup.list']('{}'));
    expect(JSON.parse(list).rows).toHaveLength(1);
  }).toPass();
  await first.page.evaluate(() =>
    assettrack.ask.command(JSON.stringify({ command: 'holder.add', name: 'Night watch' })),
  );
  await first.app.close();

  // A failing sector: what stood in the middle of the file is nought.
  const bytes = readFileSync(at.store);
  bytes.fill(0, 4096, Math.floor(bytes.length / 2));
  writeFileSync(at.store, bytes);
  const { page } = await launch();
  await expect(page.getByRole('heading', { name: 'This store is not what it was' })).toBeVisible();
  await expect(page.getByText(/A copy of the store as it is now was kept in/)).toBeVisible();
  await expect(page.getByText(/The newest verified backup is of today/)).toBeVisible();
  await expect(page.getByText(/events? recorded here after it would be missing/)).toBeVisible();
  await expectAccessible(page, 'a damaged store');
  const kept = readdirSync(dirname(at.store)).find((name) => name.includes('.damaged-'));
  expect(kept && readFileSync(join(dirname(at.store), kept, 'store.assettrack')).equals(bytes)).toBe(true);

  // As the page says: the command it names, then try again.
  const backup = /--from "([^"]+)"/.exec((await page.locator('code').textContent()) ?? '')?.[1] ?? '';
  await commandLine(at, ['restore', '--from', backup]);
  await page.getByRole('button', { name: 'Try again' }).press('Enter');
  await signIn(page, 'Ada');
  await expect(page.getByRole('region', { name: 'Restored from a backup' })).toBeVisible();
  await expect(page.getByRole('link', { name: /CASE-7/ })).toBeVisible();
});
