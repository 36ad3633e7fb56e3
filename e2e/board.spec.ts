// For the bridge that the preload puts into the page.
import type {} from '../renderer/ask.ts';
import { aCase, expect, test } from './fixture/app.ts';
import { signIn } from './fixture/hands.ts';

test('the board follows what is recorded, without being asked', async ({ page }) => {
  await signIn(page, 'Cora');
  const card = page.getByRole('link', { name: /CASE-7/ });
  await expect(card).toContainText('Ready to ship');
  const dueAt = new Date(Date.now() + 3_600_000).toISOString();
  for (const command of [
    { command: 'asset.issue', tag: 'LAP-001', holder: 'Field team North', dueAt },
    { command: 'asset.lose', tag: 'LAP-002', reason: 'Fell overboard' },
  ]) {
    const answer = await page.evaluate((wish) => assettrack.ask.command(JSON.stringify(wish)), command);
    expect(JSON.parse(answer)).toMatchObject({ ok: true });
  }
  await expect(card).toContainText('1 lost');
  await expect(card.getByTitle('Slot 1: LAP-001 is out with Field team North')).toHaveText('FN');
  await expect(page.getByRole('region', { name: 'Due soon' })).toContainText('LAP-001');
  await expect(page.getByRole('region', { name: 'Cannot be proven' })).toContainText('LAP-002');
});

test.describe('with many cases', () => {
  const codes = Array.from({ length: 150 }, (_, i) => `BOX-${String(i + 1).padStart(3, '0')}`);
  test.use({
    given: { commands: [...aCase, ...codes.map((code) => ({ command: 'case.add', code, slots: 30, place: 'Depot' }))] },
  });

  test('only those in sight are drawn, and any can be found', async ({ page }) => {
    await signIn(page, 'Cora');
    await expect(page.getByText('2 assets in 151 cases')).toBeVisible();
    const cards = page.locator('main').getByRole('link', { name: /BOX-/ });
    await expect(cards.first()).toContainText('BOX-001');
    expect(await cards.count()).toBeLessThan(30);
    await page.locator('main').evaluate((main) => main.scrollTo(0, main.scrollHeight));
    await expect(page.getByRole('link', { name: /BOX-150/ })).toBeVisible();
    await page.getByLabel('Find a case').fill('case-7');
    await expect(page.getByRole('link', { name: /CASE-7/ })).toBeVisible();
    await expect(cards).toHaveCount(0);
  });
});
