import { writeFileSync } from 'node:fs';
import { expect, test } from './fixture/app.ts';
import { commandLine, eventsOf, PIN } from './fixture/commandLine.ts';
import { signIn, takeRecoveryCode } from './fixture/hands.ts';

test.describe('without a store', () => {
  test.use({ given: null });

  test('the first run names the organisation and its admin, and opens an empty board', async ({ page, at }) => {
    await page.getByLabel('Organisation').fill('Field Office');
    await page.getByLabel('Your name').fill('Ada');
    await page.getByLabel('PIN', { exact: true }).fill(PIN);
    await page.getByLabel('PIN again').fill('999999');
    await page.getByRole('button', { name: 'Create the store' }).click();
    await expect(page.getByText('The two PINs are not the same')).toBeVisible();
    await page.getByLabel('PIN again').fill(PIN);
    await page.getByRole('button', { name: 'Create the store' }).click();
    await takeRecoveryCode(page);
    await expect(page.getByText('No cases yet')).toBeVisible();
    await expect(page.getByText('Record checked')).toBeVisible();
    expect(JSON.parse(await commandLine(at, ['query', 'store.info']))).toMatchObject({ organisation: 'Field Office' });
  });

  test('a file that is no store is left alone, and the page says what to do', async ({ at, launch }) => {
    writeFileSync(at.store, 'Dear diary, this is no store at all. '.repeat(40));
    const { page } = await launch();
    await expect(page.getByRole('alert').filter({ hasText: 'changed by something else' })).toBeVisible();
    await expect(page.getByText(at.store, { exact: true })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible();
  });
});

test('a second window of the same store is refused, until the first is closed', async ({ launch }) => {
  const first = await launch();
  await signIn(first.page);
  const { page } = await launch({ user: 'another' });
  await expect(page.getByRole('heading', { name: 'Another program has this store open' })).toBeVisible();
  await first.app.close();
  await page.getByRole('button', { name: 'Try again' }).click();
  await signIn(page, 'Theo');
  await expect(page.getByText('CASE-7')).toBeVisible();
});

test('whoever asks for a check of the whole record is in the trail with what it found', async ({ page, at }) => {
  await signIn(page, 'Theo');
  await expect(page.getByText('Record checked')).toBeVisible();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('check the whole', { delay: 60 });
  await page.keyboard.press('Enter');
  await expect
    .poll(async () => (await eventsOf(at)).at(-1))
    .toMatchObject({
      type: 'VERIFIED',
      actorRole: 'technician',
      data: { complete: true, findings: 0 },
    });
});
