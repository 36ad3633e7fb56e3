import type { Page } from '@playwright/test';

/** A desk at work: a holder, what is in a case but for some, and lines that cannot go. */
export async function fillIssue(page: Page): Promise<void> {
  await choose(page, 'Issue to', 'Survey lead North');
  await page.getByLabel('Place').fill('Building 3, room 114');
  await page.getByLabel('Purpose').fill('Harbour survey');
  await enter(page, [
    'CASE-13',
    ...(await tags(page, 'CASE-11', 'out', 2)),
    ...(await tags(page, 'CASE-16', 'in_place', 3)),
  ]);
  await page
    .getByRole('button', { name: /condition and note of/ })
    .last()
    .waitFor();
}

/** A return of nearly all that is out of the first case that misses a few: which one that is depends on the weekday. */
export async function fillReturn(page: Page): Promise<void> {
  await page.getByRole('textbox', { name: 'Brought back by' }).fill('Survey lead North');
  for (const code of ['CASE-14', 'CASE-12', 'CASE-11', 'CASE-13']) {
    const out = await tags(page, code, 'out', 99);
    if (out.length < 3) continue;
    await enter(page, out.slice(1));
    break;
  }
  await page.getByText('1 missing').waitFor();
}

export async function openSignature(page: Page): Promise<void> {
  await fillIssue(page);
  await page.getByRole('button', { name: 'Sign: received by' }).click();
  const box = await page.getByRole('application').boundingBox();
  if (!box) return;
  const at = (part: number): [number, number] => [
    box.x + box.width * (0.12 + 0.6 * part + 0.04 * Math.cos(part * 40)),
    box.y + box.height * (0.55 - 0.3 * Math.sin(part * 40) * (1 - part)),
  ];
  await page.mouse.move(...at(0));
  await page.mouse.down();
  for (let i = 1; i <= 120; i += 1) await page.mouse.move(...at(i / 120));
  await page.mouse.up();
}

/** The desk as it was found. */
export async function discardAll(page: Page): Promise<void> {
  for (let n = 0; n < 2; n += 1) await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Discard all' }).click();
  await page.getByRole('button', { name: /^Discard \d+ lines?$/ }).click();
  await page.getByText(/^Nothing to/).waitFor();
}

/** The newest receipt of a return that came in part, by its link in the list. */
export async function openReceipt(page: Page): Promise<void> {
  await page.getByRole('radio', { name: 'Return' }).check();
  await page.getByRole('row').nth(3).getByRole('link').click();
  await page.getByRole('article').waitFor();
}

async function choose(page: Page, label: string, name: string): Promise<void> {
  const field = page.getByRole('textbox', { name: label, exact: true });
  if ((await field.inputValue()) === name) return;
  await field.fill(name);
  await page.getByRole('option', { name }).first().click();
}

async function enter(page: Page, codes: readonly string[]): Promise<void> {
  const field = page.getByRole('textbox', { name: 'Tag or case, typed' });
  for (const code of codes) {
    await field.fill(code);
    await field.press('Enter');
    await page.locator('[data-outcome]').getByText(code).waitFor();
  }
}

/** Tags of the first slots of a case that are in a state. */
function tags(page: Page, code: string, state: string, most: number): Promise<readonly string[]> {
  return page.evaluate(
    async (asked) => {
      const text = await assettrack.ask.query(JSON.stringify({ name: 'case.get', args: { code: asked.code } }));
      const { rows }: { rows: { state: string; homeAsset: { tag: string } | null }[] } = JSON.parse(text).value;
      return rows
        .filter((row) => row.state === asked.state && row.homeAsset)
        .slice(0, asked.most)
        .map((row) => row.homeAsset?.tag ?? '');
    },
    { code, state, most },
  );
}
