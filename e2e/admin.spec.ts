import { readFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import type { Page } from '@playwright/test';
import { expect, test } from './fixture/app.ts';
import { expectAccessible } from './fixture/axe.ts';
import { commandLine, eventsOf } from './fixture/commandLine.ts';
import { signIn } from './fixture/hands.ts';

async function openAdmin(page: Page, section: string): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.evaluate((name) => location.assign(`#/admin/${name}`), section);
  await expect(page.getByRole('heading', { name: 'Admin' })).toBeVisible();
}

/** Opens an act on an operator. */
async function act(page: Page, name: string, item: string): Promise<void> {
  await page.getByRole('button', { name: `Change ${name}` }).click();
  await page.getByRole('menuitem', { name: item }).click();
}

test('only an admin finds the desk; its sections are addresses', async ({ page }) => {
  await signIn(page, 'Theo');
  await expect(page.getByRole('link', { name: 'Admin' })).toBeHidden();
  await page.evaluate(() => location.assign('#/admin'));
  await expect(page.getByText('Only an admin works here')).toBeVisible();
  await expectAccessible(page, 'the closed desk');
  await page.keyboard.press('F2');
  await signIn(page, 'Ada');
  await page.getByRole('link', { name: 'Admin' }).click();
  await expect(page.getByRole('region', { name: 'Operators' })).toBeVisible();
  for (const section of ['Settings', 'Terms', 'Store', 'This device', 'Recovery code']) {
    await page.getByRole('link', { name: section, exact: true }).click();
    await expect(page.getByRole('link', { name: section, exact: true })).toHaveAttribute('aria-current', 'page');
  }
  expect(page.url()).toContain('#/admin/recovery');
  await page.evaluate(() => location.assign('#/admin/nothing'));
  await expect(page.getByText('Nothing is at this address')).toBeVisible();
});

test('operators: added, renamed, given another role and PIN, deactivated; the last admin stays', async ({
  page,
  at,
}) => {
  await signIn(page);
  await openAdmin(page, 'operators');
  await expect(page.getByText('You are the only admin')).toBeVisible();
  await expectAccessible(page, 'operators');

  await page.getByRole('button', { name: 'Add an operator' }).click();
  const adding = page.getByRole('dialog', { name: 'Add an operator' });
  await adding.getByLabel('Name').fill('THEO');
  await adding.getByRole('radio', { name: 'auditor' }).check();
  await adding.getByLabel('First PIN').fill('246801');
  await adding.getByLabel('New PIN again').fill('246802');
  await expect(adding.getByText('The two PINs are not the same')).toBeVisible();
  await expectAccessible(page, 'adding an operator');
  await adding.getByLabel('New PIN again').fill('246801');
  await adding.getByRole('button', { name: 'Add the operator' }).click();
  await expect(adding.getByText('There is another operator “THEO”')).toBeVisible();
  await adding.getByLabel('Name').fill('Olga');
  await adding.getByRole('button', { name: 'Add the operator' }).click();
  await expect(page.getByRole('row', { name: /Olga/ })).toContainText('auditor');

  await act(page, 'Olga', 'Rename …');
  await page.getByLabel('New name').fill('Olga Berg');
  await page.getByRole('button', { name: 'Rename', exact: true }).click();
  await expect(page.getByRole('row', { name: /Olga Berg/ })).toBeVisible();

  await act(page, 'Olga Berg', 'Change the role …');
  await page.getByRole('dialog').getByRole('radio', { name: 'coordinator' }).check();
  await page.getByRole('button', { name: 'Change the role', exact: true }).click();
  await expect(page.getByRole('row', { name: /Olga Berg/ })).toContainText('coordinator');

  await act(page, 'Ada', 'Deactivate …');
  await page.getByLabel('Reason').fill('on leave');
  await page.getByRole('button', { name: 'Deactivate', exact: true }).click();
  await expect(page.getByRole('dialog')).toContainText('Ada is the last active admin, and one must be left.');
  await expectAccessible(page, 'a refused deactivation');
  await page.keyboard.press('Escape');

  await act(page, 'Olga Berg', 'Deactivate …');
  await page.getByLabel('Reason').fill('left');
  await page.getByRole('button', { name: 'Deactivate', exact: true }).click();
  await expect(page.getByRole('row', { name: /Olga Berg/ })).toBeHidden();
  await page.getByLabel('Deactivated ones too').check();
  await expect(page.getByRole('row', { name: /Olga Berg/ })).toContainText('deactivated');
  const types = (await eventsOf(at)).filter(({ streamType }) => streamType === 'operator').map(({ type }) => type);
  expect(types.slice(-5)).toEqual([
    'OPERATOR_ADDED',
    'OPERATOR_PIN_SET',
    'OPERATOR_RENAMED',
    'OPERATOR_ROLE_CHANGED',
    'OPERATOR_DEACTIVATED',
  ]);
});

test('who is locked out is shown, and let in again', async ({ page }) => {
  await page.getByRole('button', { name: /Theo/ }).click();
  for (let n = 1; n <= 5; n += 1) {
    await page.getByLabel('PIN of Theo').fill('000000');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByText(n < 5 ? 'That is not the PIN of Theo' : 'Too many wrong PINs')).toBeVisible();
  }
  await page.getByRole('button', { name: 'Someone else' }).click();
  await signIn(page);
  await openAdmin(page, 'operators');
  await expect(page.getByRole('row', { name: /Theo/ })).toContainText('locked out until');
  await act(page, 'Theo', 'Unlock');
  await expect(page.getByText('Theo can try again')).toBeVisible();
  await expect(page.getByRole('row', { name: /Theo/ })).toContainText('can sign in');
});

test('settings: only what was changed is sent, bounds are explained, and main has the last word', async ({
  page,
  at,
}) => {
  await signIn(page);
  await openAdmin(page, 'settings');
  await expect(page.getByText('Nothing is changed.')).toBeVisible();
  await expectAccessible(page, 'settings');
  await page.getByLabel('Lock after minutes without input').fill('12');
  await page.getByLabel('Counted over days').fill('365');
  await page.getByLabel('A case is ready to ship only when sealed').check();
  await expect(page.getByText('3 settings changed')).toBeVisible();
  await page.getByLabel('Name of the organisation').fill(' ');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('must not be empty')).toBeVisible();
  await page.getByLabel('Name of the organisation').fill('Field Office');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('Settings saved')).toBeVisible();
  expect((await eventsOf(at)).at(-1)).toMatchObject({
    type: 'SETTINGS_CHANGED',
    data: { lockAfterMinutes: 12, thresholdPeriodDays: 365, sealRequired: true },
    changes: expect.arrayContaining([{ field: 'lockAfterMinutes', before: 5, after: 12 }]),
  });
  await page.getByLabel('Counted over days').fill('');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect.poll(async () => (await eventsOf(at)).at(-1)?.data).toEqual({ thresholdPeriodDays: null });
});

test('terms: a new text is a new version, the versions before stay to be read', async ({ page, at }) => {
  await signIn(page);
  await openAdmin(page, 'terms');
  await page.getByRole('button', { name: 'Write a new version …' }).click();
  await expect(page.getByRole('button', { name: 'Put version 2 into force' })).toBeDisabled();
  await page.getByLabel('Text of the terms').fill('Bring it back dry.');
  await expectAccessible(page, 'writing terms');
  await page.getByRole('button', { name: 'Put version 2 into force' }).click();
  const versions = page.getByRole('region', { name: 'All versions, the newest first' }).getByRole('listitem');
  await expect(versions).toHaveCount(2);
  await expect(versions.first()).toContainText('Version 2');
  await expect(versions.first()).toContainText('Bring it back dry.');
  await expect(versions.first()).toContainText('by Ada');
  await expect(versions.last()).toContainText('The equipment is handed over complete');
  await expectAccessible(page, 'terms');
  expect((await eventsOf(at)).at(-1)).toMatchObject({ data: { termsText: 'Bring it back dry.', termsVersion: 2 } });
});

test('the store says what it is; a check from here is recorded with who asked, and can be stopped', async ({
  page,
  at,
}) => {
  await signIn(page);
  await openAdmin(page, 'store');
  const facts = page.getByRole('region', { name: 'The store' });
  await expect(facts).toContainText(at.store);
  await expect(facts).toContainText('not yet');
  await expect(facts).toContainText(/\d GB|\d MB|\d TB/);
  await expect(page.getByText('Nothing is wrong.')).toBeVisible();
  await page.getByRole('button', { name: 'Check again' }).click();
  await expect(facts).toContainText('by Ada');
  await expect(facts).toContainText('nothing wrong');
  expect((await eventsOf(at)).at(-1)).toMatchObject({ type: 'VERIFIED', data: { complete: true, findings: 0 } });
  await expectAccessible(page, 'the store');
  await page.getByRole('button', { name: 'Check again' }).click();
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  await expect(page.getByText('It was stopped; nothing was recorded.')).toBeVisible();

  await page.getByRole('link', { name: 'This device' }).click();
  const device = page.getByRole('region', { name: 'This device' });
  await expect(device).toContainText(/([0-9a-f]{8} ){7}[0-9a-f]{8}/);
  await page.getByRole('button', { name: 'Copy: Fingerprint of its key' }).click();
  await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible();
  await expectAccessible(page, 'this device');
});

test('what a check finds is said in plain words, and leads to the event', async ({ page, at }) => {
  await signIn(page);
  await openAdmin(page, 'store');
  await expect(page.getByText('Nothing is wrong.')).toBeVisible();
  forge(at.store);
  await page.getByRole('button', { name: 'Check again' }).click();
  await expect(page.getByText('An event was changed after it was written')).toBeVisible();
  await expectAccessible(page, 'findings');
  await page.getByRole('button', { name: 'Show the event' }).first().click();
  await expect(page.getByRole('heading', { name: 'LAP-001' })).toBeVisible();
});

/** Somebody with another program changes what was written, and puts the rules back as they were. */
function forge(path: string): void {
  const db = new DatabaseSync(path);
  db.exec('PRAGMA busy_timeout = 5000');
  const triggers = db
    .prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'events'")
    .all();
  db.exec('BEGIN');
  for (const { name } of triggers) db.exec(`DROP TRIGGER ${name}`);
  db.exec(`UPDATE events SET note = 'forged' WHERE type = 'ASSET_ADDED' AND data ->> '$.tag' = 'LAP-001'`);
  for (const { sql } of triggers) db.exec(String(sql));
  db.exec('COMMIT');
  db.close();
}

test('a recovery code: made with the PIN, saved, shown to be written down, and used once by the last admin', async ({
  app,
  page,
  at,
  folder,
}) => {
  await signIn(page);
  await openAdmin(page, 'recovery');
  await expect(page.getByText('There is no recovery code.')).toBeVisible();
  await page.getByRole('button', { name: 'Make a recovery code …' }).click();
  const code = await page.getByRole('figure', { name: 'Recovery code' }).getByRole('status').innerText();
  await expectAccessible(page, 'a new recovery code');
  const file = `${folder}/code.txt`;
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, file);
  await page.getByRole('button', { name: 'Save to a file …' }).click();
  await expect(page.getByText(`Saved as ${file}`)).toBeVisible();
  const groups = code.split(/\s+/);
  expect(readFileSync(file, 'utf8')).toContain(groups.join('-'));
  await page.getByLabel('Last four characters of the code').fill('0000');
  await page.getByRole('button', { name: 'I have it' }).click();
  await expect(page.getByText('That is not the end of the code')).toBeVisible();
  await page.getByLabel('Last four characters of the code').fill(groups.at(-1) ?? '');
  await page.getByRole('button', { name: 'I have it' }).click();
  await expect(page.getByText('A recovery code is in force')).toBeVisible();
  await expectAccessible(page, 'a recovery code in force');

  await page.keyboard.press('F2');
  await page.getByRole('button', { name: /Ada/ }).click();
  await page.getByRole('button', { name: 'Forgotten PIN …' }).click();
  await page.getByRole('textbox', { name: 'Recovery code' }).fill(groups.join('').toLowerCase().replace(/.$/, '?'));
  await page.getByLabel('New PIN', { exact: true }).fill('864209');
  await page.getByLabel('New PIN again').fill('864209');
  await page.getByRole('button', { name: 'Set the new PIN' }).click();
  await expect(page.getByText('A recovery code has 24 letters and digits')).toBeVisible();
  await page.getByRole('textbox', { name: 'Recovery code' }).fill('0000 '.repeat(6));
  await page.getByRole('button', { name: 'Set the new PIN' }).click();
  await expect(page.getByText('That is not the recovery code in force')).toBeVisible();
  await expectAccessible(page, 'a wrong recovery code');
  await page.getByRole('textbox', { name: 'Recovery code' }).fill(groups.join(' ').toLowerCase());
  await page.getByRole('button', { name: 'Set the new PIN' }).click();

  const next = await page.getByRole('figure', { name: 'Recovery code' }).getByRole('status').innerText();
  expect(next).not.toBe(code);
  await page.getByLabel('Last four characters of the code').fill(next.split(/\s+/).at(-1) ?? '');
  await page.getByRole('button', { name: 'I have it' }).click();
  await expect(page.getByRole('heading', { name: 'Admin' })).toBeVisible();
  const events = await eventsOf(at);
  expect(
    events
      .map(({ type }) => type)
      .filter((type) => /RECOVERY|PIN_SET/.test(String(type)))
      .slice(-4),
  ).toEqual(['RECOVERY_CODE_SET', 'RECOVERY_CODE_USED', 'OPERATOR_PIN_SET', 'RECOVERY_CODE_SET']);
  expect(JSON.stringify(events)).not.toContain(groups[0]);
  await page.keyboard.press('F2');
  await signIn(page, 'Ada', '864209');
  await expect(page.getByText('Ada · admin')).toBeVisible();
  expect(JSON.parse(await commandLine(at, ['verify']))).toMatchObject({ findings: [] });
});

test('at twice the text size nothing is cut off', async ({ page }) => {
  await signIn(page);
  await page.evaluate(() => {
    document.documentElement.style.fontSize = '200%';
  });
  for (const section of ['operators', 'settings', 'terms', 'store', 'device', 'recovery']) {
    await openAdmin(page, section);
    expect(await page.locator('main').evaluate((element) => element.scrollWidth - element.clientWidth)).toBe(0);
  }
});
