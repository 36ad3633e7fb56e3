// For the bridge that the preload puts into the page.
import type {} from '../renderer/ask.ts';
import { aCase, expect, test } from './fixture/app.ts';
import { expectAccessible } from './fixture/axe.ts';
import { PIN } from './fixture/commandLine.ts';
import { signIn } from './fixture/hands.ts';

test.use({
  given: {
    commands: [
      ...aCase,
      { command: 'holder.add', name: 'Radio desk' },
      { command: 'asset.issue', tag: 'LAP-001', holder: 'Field team North' },
    ],
  },
});

test('a correction that was begun waits after a restart, for its admin alone, until it is given up', async ({
  page,
  app,
  launch,
}) => {
  await signIn(page, 'Ada');
  await expect(page.getByRole('heading', { name: 'Board' })).toBeVisible();
  await page.evaluate(() => location.assign('#/assets/LAP-001'));
  await page.getByRole('button', { name: /^Correct: Issued/ }).click();
  const first = page.getByRole('dialog', { name: 'Correct an event' });
  await first.getByRole('combobox', { name: 'Holder' }).fill('Radio desk');
  await first.getByLabel('Reason, required').fill('Wrong name picked');
  // The PIN was asked for, and not given: nothing of it may be kept.
  await first.getByRole('button', { name: 'Record the correction' }).click();
  await page.getByLabel('PIN of Ada').fill(PIN.slice(0, 5));
  await page.waitForTimeout(1_000);
  expect(JSON.stringify(await page.evaluate(() => assettrack.ask['draft.list']('{}')))).not.toContain(PIN.slice(0, 5));
  await app.close();

  const { page: next } = await launch();
  const aside = next.getByRole('region', { name: 'A correction laid aside' });
  await signIn(next, 'Theo');
  await expect(next.getByRole('heading', { name: /LAP-001|Board/ })).toBeVisible();
  await expect(aside).toHaveCount(0);
  await next.getByRole('button', { name: /switch operator/ }).click();
  await next.getByRole('menuitem', { name: /Sign out/ }).click();
  await signIn(next, 'Ada');
  await expect(aside).toContainText('Issued · LAP-001');
  await expectAccessible(next, 'a correction that was begun before the restart');
  await aside.getByRole('button', { name: 'Go on with it' }).click();
  const again = next.getByRole('dialog', { name: 'Correct an event' });
  await expect(again.getByLabel('Reason, required')).toHaveValue('Wrong name picked');
  await expect(again.getByRole('combobox', { name: 'Holder' })).toHaveValue('Radio desk');
  await again.getByRole('button', { name: 'Cancel' }).click();
  await expect(again).toBeHidden();
  await expect
    .poll(async () => JSON.parse(await next.evaluate(() => assettrack.ask['draft.list']('{}'))) as unknown)
    .toEqual([]);
});
