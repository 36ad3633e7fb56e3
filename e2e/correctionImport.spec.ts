import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from './fixture/app.ts';
import { expectAccessible } from './fixture/axe.ts';
import { commandLine, eventsOf, PIN } from './fixture/commandLine.ts';
import { signIn } from './fixture/hands.ts';
import { daysAgo } from './fixture/laptops.ts';

test('a whole import is corrected in one act: one reason, one preview, one PIN; what stands in the way is named', async ({
  folder,
  at,
  launch,
}) => {
  const [list, map] = [join(folder, 'kit.csv'), join(folder, 'map.json')];
  await writeFile(list, 'tag,box,place\nK-1,CASE-9,1\nK-2,CASE-9,2\nK-3,CASE-9,3\n');
  await writeFile(map, JSON.stringify({ tag: 'tag', case: 'box', slot: 'place' }));
  await commandLine(at, ['import', '--as', 'Ada', '--map', map, '--commit', list]);
  const issue = { command: 'asset.issue', tag: 'K-2', holder: 'Field team North' };
  await commandLine(at, ['exec', '--as', 'Theo'], `${JSON.stringify(issue)}\n`);

  const { page } = await launch();
  await signIn(page, 'Ada');
  await expect(page.getByRole('heading', { name: 'Board' })).toBeVisible();
  await page.evaluate(() => location.assign('#/import'));
  await page.getByRole('button', { name: 'Correct … kit.csv' }).press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Correct 4 events together' });
  const preview = dialog.getByRole('region', { name: 'What would change', exact: true });

  // None of it ever happened? Then K-2 could not have been issued.
  await dialog.getByRole('button', { name: 'None of it happened: void …' }).click();
  const clash = dialog.getByRole('region', { name: 'It clashes with what was recorded later:' });
  await expect(clash).toContainText(/the issue of K-2 .* could not have happened/i);
  await expectAccessible(page, 'an import that cannot be voided');
  await dialog.getByRole('button', { name: 'It did happen, but otherwise' }).click();

  // It did, two days before it was written down.
  const all = dialog.getByRole('region', { name: 'For all 4' });
  await all.getByLabel('Happened', { exact: true }).fill(daysAgo(2).slice(0, 16));
  await all.getByLabel('Happened: offset from UTC').selectOption('UTC+00:00');
  await expect(preview).toContainText('Every history stays legal from beginning to end.');
  await dialog.getByLabel('Reason, required').fill('The list is of Thursday');
  const before = (await eventsOf(at)).length;
  await dialog.getByRole('button', { name: 'Record 4 corrections' }).click();
  await page.getByLabel('PIN of Ada').fill(PIN);
  await page.getByRole('button', { name: 'Confirm' }).click();
  await expect(dialog).toBeHidden({ timeout: 20_000 });
  await expect(page.getByText('4 corrections are recorded')).toBeVisible();
  const corrections = (await eventsOf(at)).slice(before).filter(({ type }) => type !== 'SIGNED_IN');
  expect(corrections.map(({ type }) => type).sort()).toEqual([
    'ASSET_ADDED',
    'ASSET_ADDED',
    'ASSET_ADDED',
    'CASE_ADDED',
  ]);
  expect(new Set(corrections.map(({ correlationId }) => correlationId)).size).toBe(1);
  expect(new Set(corrections.map(({ correctionReason }) => correctionReason))).toEqual(
    new Set(['The list is of Thursday']),
  );
});
