// For the bridge that the preload puts into the page.
import type {} from '../renderer/ask.ts';
import { expect, test } from './fixture/app.ts';
import { expectAccessible } from './fixture/axe.ts';
import { signIn } from './fixture/hands.ts';

test('a disk that is nearly full is said in every view, until there is room again', async ({ app, page }) => {
  /** What the system says the disk has left, in blocks of a MB; and a look at it, as the app takes one each minute. */
  const leave = async (megabytes: number): Promise<void> => {
    await app.evaluate((_electron, left) => {
      const fs = process.getBuiltinModule('node:fs');
      Object.assign(fs, { statfsSync: () => ({ bavail: left, bsize: 1024 * 1024 }) });
      process.getBuiltinModule('node:module').syncBuiltinESMExports();
    }, megabytes);
    await page.evaluate(() => assettrack.ask['store.open']('{"which":"own"}'));
    await signIn(page, 'Theo');
  };
  const state = page.getByRole('status', { name: 'State of the record' });

  await leave(120);
  await expect(state).toContainText('The disk is nearly full: 120 MB left. Make room before writing fails.');
  await expectAccessible(page, 'a disk that is nearly full');
  await page.getByRole('link', { name: 'Assets' }).click();
  await expect(state).toContainText('120 MB left');
  await leave(2000);
  await expect(state).toContainText(/Record checked|Checking/);
  await expect(state).not.toContainText('nearly full');
});
