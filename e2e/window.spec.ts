import type {} from '../renderer/ask.ts';
import { expect, test } from './fixture/app.ts';
import { signIn } from './fixture/hands.ts';

test('a view that is opened for the first time takes the place of the one before without a blank, and the focus', async ({
  page,
}) => {
  await signIn(page, 'Theo');
  await expect(page.getByRole('heading', { name: 'Board' })).toBeVisible();
  await page.evaluate(() => {
    const main = document.querySelector('main');
    const blanks: string[] = [];
    new MutationObserver(() => {
      if (!main?.querySelector('h1')) blanks.push(main?.textContent ?? '');
    }).observe(main ?? document.body, { childList: true, subtree: true });
    Object.assign(globalThis, { blanks });
  });
  for (const name of ['Audit', 'Assets', 'Holders', 'Scanner test']) {
    await page.getByRole('link', { name }).click();
    await expect(page.getByRole('heading', { name, level: 1 })).toBeFocused();
  }
  expect(await page.evaluate(() => (globalThis as unknown as { blanks: string[] }).blanks)).toEqual([]);
});

test('a flood of requests is refused behind those that wait, and the main process answers others meanwhile', async ({
  app,
  page,
}) => {
  await signIn(page, 'Theo');
  await expect(page.getByRole('heading', { name: 'Board' })).toBeVisible();
  const flood = page.evaluate(async () => {
    const ask = () => assettrack.ask.query(JSON.stringify({ name: 'search', args: { text: 'LAP' } }));
    const answers = await Promise.all(Array.from({ length: 3000 }, ask));
    const codes = answers.map((text) => JSON.parse(text)).map(({ ok, error }) => (ok ? 'ok' : error.code));
    return { ok: codes.filter((code) => code === 'ok').length, codes: [...new Set(codes)].sort() };
  });
  const asked = Date.now();
  await app.evaluate(() => 0);
  expect(Date.now() - asked).toBeLessThan(5000);
  const { ok, codes } = await flood;
  expect(codes).toEqual(['STORE_BUSY', 'ok']);
  expect(ok).toBeGreaterThanOrEqual(500);
  // Afterwards all is as before.
  await page.getByRole('link', { name: /CASE-7/ }).click();
  await expect(page.getByRole('heading', { name: 'CASE-7' })).toBeVisible();

  const refused = await page.evaluate(() =>
    assettrack.ask.query(JSON.stringify({ name: 'search', args: { text: 'x'.repeat(10_000_000) } })),
  );
  expect(JSON.parse(refused)).toMatchObject({ ok: false, error: { code: 'INVALID', details: { field: 'request' } } });
});
