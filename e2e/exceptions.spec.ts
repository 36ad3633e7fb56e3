import { expect, test } from './fixture/app.ts';
import { expectAccessible } from './fixture/axe.ts';
import { commandLine, eventsOf, PIN } from './fixture/commandLine.ts';
import { signIn } from './fixture/hands.ts';
import { daysAgo } from './fixture/laptops.ts';

const many = Array.from({ length: 40 }, (_, i) => `GAP-${String(i + 1).padStart(3, '0')}`);

test.use({
  given: {
    commands: [
      { command: 'operator.add', name: 'Theo', role: 'technician', pin: PIN },
      { command: 'case.add', code: 'CASE-1', slots: 60, occurredAt: daysAgo(0.9) },
      { command: 'holder.add', name: 'Field team North', occurredAt: daysAgo(0.9) },
      ...many.map((tag, i) => ({
        command: 'asset.add',
        tag,
        slot: { case: 'CASE-1', slot: i + 1 },
        occurredAt: daysAgo(0.9),
      })),
      ...many.map((_, i) => ({
        command: 'slot.vacate',
        slot: { case: 'CASE-1', slot: i + 1 },
        reason: 'emptied',
        occurredAt: daysAgo(0.8),
      })),
      { command: 'asset.add', tag: 'LATE-1', slot: { case: 'CASE-1', slot: 50 }, occurredAt: daysAgo(0.5) },
      { command: 'handover.commit', kind: 'issue', holder: 'Field team North', items: [{ tag: 'LATE-1' }] },
      { command: 'asset.add', tag: 'LOST-1', slot: { case: 'CASE-1', slot: 51 } },
      { command: 'asset.lose', tag: 'LOST-1', reason: 'not in the van' },
      { command: 'case.seal', code: 'CASE-1', seal: 'S-1' },
      { command: 'case.unseal', code: 'CASE-1', seal: 'S-2' },
    ],
  },
});

test('what cannot be proven stands by kind, with why and with the act that settles it', async ({ at, launch }) => {
  const events = await eventsOf(at);
  const lost = events.find(({ type }) => type === 'ASSET_LOST');
  const flag = JSON.stringify({ command: 'event.flag', eventId: lost?.eventId, note: 'It was in the van' });
  await commandLine(at, ['exec', '--as', 'Theo'], `${flag}\n`);
  const { page } = await launch();
  await signIn(page);
  await page.getByRole('region', { name: 'Cannot be proven' }).getByRole('link', { name: 'Show them all' }).click();
  await expect(page.getByRole('heading', { name: 'Cannot be proven' })).toBeVisible();
  await expect(page.getByText('44 exceptions')).toBeVisible();
  await expectAccessible(page, 'all kinds');

  const sealed = page.getByRole('region', { name: 'Unsealed with another number' });
  await expect(sealed).toContainText('Sealed with S-1, unsealed as S-2');
  await expect(page.getByRole('region', { name: 'Handed over without acceptance' })).toContainText('Not accepted by');
  const flags = page.getByRole('region', { name: 'Flagged as mistaken' });
  await expect(flags).toContainText('Theo: “It was in the van”');

  await page.getByRole('button', { name: 'Record as found … LOST-1' }).click();
  await page.getByRole('dialog').getByRole('button', { name: /found/i }).click();
  await expect(page.getByRole('button', { name: 'Record as found … LOST-1' })).toBeHidden();
  await flags.getByRole('button', { name: 'It stands … LOST-1' }).click();
  await page.getByLabel('Answer').fill('It was lost all the same');
  await expectAccessible(page, 'answering a flag');
  await page.getByRole('button', { name: 'Close the flag' }).click();
  await expect(flags).toBeHidden();
  await sealed.getByRole('button', { name: 'Correct … CASE-1' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');

  await page
    .getByRole('navigation', { name: 'Kinds' })
    .getByRole('link', { name: /Nobody had it/ })
    .click();
  const list = page.getByRole('region', { name: 'Nobody had it for a while' });
  await expect(list.getByRole('listitem').first()).toBeVisible();
  expect(await list.getByRole('listitem').count()).toBeLessThan(30);
  await expectAccessible(page, 'one kind');
  await list
    .getByRole('button', { name: /Place … GAP-/ })
    .first()
    .click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await list.focus();
  await page.keyboard.press('End');
  await expect(list.getByRole('listitem').last()).toHaveAttribute('aria-posinset', '41');
});

test('a technician sees what cannot be proven, without the acts of an admin', async ({ page }) => {
  await signIn(page, 'Theo');
  await expect(page.getByRole('heading', { name: 'Board' })).toBeVisible();
  await page.evaluate(() => location.assign('#/exceptions'));
  await expect(page.getByText('43 exceptions')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Correct/ })).toHaveCount(0);
  await expect(page.getByRole('button', { name: /Place … GAP-/ }).first()).toBeVisible();
});

test.describe('in a store without any', () => {
  test.use({ given: { commands: [] } });

  test('the view says that nothing is missing', async ({ page }) => {
    await signIn(page);
    await expect(page.getByRole('heading', { name: 'Board' })).toBeVisible();
    await page.evaluate(() => location.assign('#/exceptions'));
    await expect(page.getByText('Every record has what it needs', { exact: true })).toBeVisible();
    await expectAccessible(page, 'no exceptions');
  });
});
