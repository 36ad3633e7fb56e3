import { aCase, expect, test } from './fixture/app.ts';
import { expectAccessible } from './fixture/axe.ts';
import { eventsOf } from './fixture/commandLine.ts';
import { signIn } from './fixture/hands.ts';

test.use({
  given: {
    commands: [
      ...aCase,
      { command: 'asset.add', tag: 'CAM-1', model: 'X100', attributes: { Colour: 'red', Lens: '35 mm' } },
      { command: 'asset.place', tag: 'CAM-1', slot: { case: 'CASE-7', slot: 3 } },
      { command: 'asset.change', tag: 'CAM-1', set: { attributes: { Colour: 'blue', Lens: '35 mm' } } },
      { command: 'asset.change', tag: 'CAM-1', set: { notes: 'Scratched at the lens. '.repeat(20).trim() } },
      { command: 'asset.issue', tag: 'CAM-1', holder: 'Field team North', dueAt: '2030-01-31T12:00:00Z' },
    ],
  },
});

test('one asset from its adding through a correction, read at a glance; narrowed down and left again', async ({
  page,
  at,
}) => {
  await signIn(page);
  await page.getByRole('link', { name: 'Audit' }).click();
  await page.getByRole('textbox', { name: 'About' }).fill('cam-1');
  await page.getByRole('textbox', { name: 'About' }).press('Enter');
  const entries = page.getByRole('article');
  await expect(entries).toHaveCount(5);
  // What is recorded meanwhile appears by itself.
  const placed = (await eventsOf(at)).find(({ type }) => type === 'ASSET_PLACED');
  const corrected = await page.evaluate(
    async (eventId) =>
      JSON.parse(
        await assettrack.ask.command(
          JSON.stringify({
            command: 'event.correct',
            eventId,
            set: { slot: { case: 'CASE-7', slot: 4 } },
            reason: 'It was the slot beside it',
          }),
        ),
      ),
    placed?.eventId,
  );
  expect(corrected).toMatchObject({ ok: true });
  await expect(entries).toHaveCount(6);
  await expect(entries.first()).toContainText('Correction: “It was the slot beside it”');
  await expect(entries.first()).toContainText('CASE-7 / 3');
  await expect(entries.first()).toContainText('CASE-7 / 4');
  await expect(entries.last()).toContainText('Added');
  await expect(entries.last()).toContainText('X100');
  const recoloured = entries.filter({ hasText: 'attributes: Colour' }).first();
  await expect(recoloured).toContainText('red');
  await expect(recoloured).toContainText('blue');
  await expect(recoloured).not.toContainText('35 mm');
  // A long note is folded.
  const noted = entries.filter({ hasText: 'Scratched at the lens.' });
  await expect(noted.getByText('Whole text')).toBeVisible();
  await noted.getByText('Whole text').click();
  await expect(noted).toContainText('Scratched at the lens. '.repeat(20).trim());
  // The due date stands in the laptop's own words.
  await expect(entries.filter({ hasText: 'Issued' }).locator('dd time').first()).toHaveText(/31 Jan 2030/);

  await page.getByRole('link', { name: 'CAM-1' }).first().click();
  await expect(page.getByRole('heading', { name: 'CAM-1' })).toBeVisible();
  await page.goBack();
  await expect(entries).toHaveCount(6);
  // The asset as it stood once it was placed, before it went out.
  await entries
    .filter({ hasText: /Placed/ })
    .last()
    .getByRole('link', { name: 'As it stood then' })
    .click();
  await expect(page.getByRole('heading', { name: 'CAM-1' })).toBeVisible();
  await expect(page.getByRole('definition').filter({ hasText: 'CASE-7 / 4' }).first()).toBeVisible();
  await expect(page.getByRole('definition').filter({ hasText: 'Field team North' })).toHaveCount(0);
  await page.goBack();
  await page.getByRole('button', { name: 'Show all' }).click();
  await expect(entries.filter({ hasText: 'Signed in' })).toHaveCount(1);
  await page.getByRole('combobox', { name: 'Kind' }).click();
  await page.getByRole('option', { name: 'Holder' }).click();
  await expect(entries).toHaveCount(1);
  await expect(entries.first()).toContainText('Field team North');
  await page.goBack();
  await page.getByRole('combobox', { name: 'By' }).fill('Theo');
  await page.getByRole('option', { name: 'Theo' }).click();
  await expect(page.getByText('No entry matches')).toBeVisible();
  await page.goBack();
  await page.getByRole('combobox', { name: 'By' }).fill('Ada');
  await page.getByRole('option', { name: 'Ada' }).click();
  await expect(entries.filter({ hasText: 'Signed in' })).toHaveCount(1);
  await page.getByLabel('From').fill('2031-01-01T00:00');
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  await expect(page.getByText('No entry matches')).toBeVisible();
  await page.getByRole('textbox', { name: 'About' }).fill('nothing of the kind');
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('nothing of the kind');
});

test.describe('a long trail', () => {
  const notes = Array.from({ length: 450 }, (_, i) => ({
    command: 'asset.change',
    tag: 'LAP-001',
    set: { notes: `Looked at ${i + 1}` },
  }));
  test.use({ given: { commands: [...aCase, ...notes] } });

  test('is drawn in part and asked for as it is scrolled, to its beginning', async ({ page }) => {
    await signIn(page, 'Theo');
    await page.getByRole('link', { name: 'Audit' }).click();
    await expect(page.getByRole('article').filter({ hasText: 'Looked at 450' })).toBeVisible();
    expect(await page.getByRole('article').count()).toBeLessThan(40);
    const main = page.getByRole('main');
    await expect(async () => {
      await main.evaluate((element) => element.scrollTo(0, element.scrollHeight));
      await expect(page.getByText('The beginning of the record.')).toBeInViewport({ timeout: 300 });
      await expect(page.getByRole('article').filter({ hasText: 'Store created' })).toBeVisible({ timeout: 300 });
    }).toPass();
    expect(await page.getByRole('article').count()).toBeLessThan(40);
  });
});

test('axe finds nothing to mend in the trail', async ({ page }) => {
  await signIn(page, 'Ada');
  await page.getByRole('link', { name: 'Audit' }).press('Enter');
  await expect(page.getByRole('article').first()).toBeVisible();
  await expectAccessible(page, 'the audit');
});
