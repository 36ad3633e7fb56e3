import { readdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
// For the bridge that the preload puts into the page.
import type {} from '../renderer/ask.ts';
import { expect, test } from './fixture/app.ts';
import { expectAccessible } from './fixture/axe.ts';
import { commandLine, PIN } from './fixture/commandLine.ts';
import { signIn, takeRecoveryCode } from './fixture/hands.ts';

test('PINs bound to the laptop: set, seen, good for the command line too, and the recovery code where the key is missing', async ({
  launch,
  at,
}) => {
  test.setTimeout(120_000);
  const here = await launch();
  const { page } = here;
  await signIn(page, 'Ada');
  await page.getByRole('link', { name: 'Admin' }).click();
  await page.getByRole('link', { name: 'Recovery code', exact: true }).click();
  await page.getByRole('button', { name: 'Make a recovery code …' }).click();
  const code = await takeRecoveryCode(page);
  await page.getByRole('link', { name: 'This device', exact: true }).click();
  await expect(page.getByText('3 PINs go along with every copy and backup')).toBeVisible();
  await expect(page.getByText('key store is not used')).toBeVisible();
  await page.getByRole('link', { name: 'Settings', exact: true }).click();
  await page.getByLabel('PINs hold on this laptop only').check();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('Settings saved')).toBeVisible();

  await page.keyboard.press('F2');
  await signIn(page, 'Ada');
  await page.getByRole('link', { name: 'Admin' }).click();
  await page.getByRole('link', { name: 'This device', exact: true }).click();
  await expect(page.getByText('1 PIN holds on this laptop only')).toBeVisible();
  await expect(page.getByText('2 PINs go along with every copy and backup')).toBeVisible();
  await expect(page.getByText('each does so from its next right use on')).toBeVisible();
  await expectAccessible(page, 'where PINs hold');
  await here.app.close();
  const said = await commandLine(at, ['exec', '--as', 'Ada'], '{"command":"holder.add","name":"Night watch"}\n');
  expect(said).toContain('"ok":true');

  // The next laptop has the store, and not the key.
  const devices = join(at.home, 'devices');
  const [store = ''] = readdirSync(devices);
  renameSync(join(devices, store, 'pin-key'), join(at.home, 'pin-key-of-the-other-laptop'));
  const refused = commandLine(at, ['exec', '--as', 'Ada'], '{"command":"holder.add","name":"Nobody"}\n');
  await expect(refused).rejects.toThrow(/"why":"hashed-elsewhere"/);
  const there = (await launch()).page;
  await signIn(there, 'Ada', PIN);
  await expect(there.getByText('The PIN of Ada was set on another laptop and holds there only.')).toBeVisible();
  await expectAccessible(there, 'a PIN of another laptop');
  await there.getByRole('button', { name: 'Forgotten PIN …' }).click();
  await there.getByRole('textbox', { name: 'Recovery code' }).fill(code);
  await there.getByLabel('New PIN', { exact: true }).fill('864209');
  await there.getByLabel('New PIN again').fill('864209');
  await there.getByRole('button', { name: 'Set the new PIN' }).click();
  await takeRecoveryCode(there);
  await expect(there.getByRole('button', { name: 'Lock', exact: true })).toBeVisible();
});
