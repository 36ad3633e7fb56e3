// For the bridge that the preload puts into the page.

import type { Page } from '@playwright/test';
import type {} from '../renderer/ask.ts';
import { aCase, expect, test } from './fixture/app.ts';
import { expectAccessible } from './fixture/axe.ts';
import { commandLine, eventsOf, type StoreAt } from './fixture/commandLine.ts';
import { signIn } from './fixture/hands.ts';

const daysAgo = (days: number): string => new Date(Date.now() - days * 24 * 3_600_000).toISOString();

/** A laptop that has been about: issued, lost, found, issued to the wrong person. */
test.use({
  given: {
    commands: [
      ...aCase.map((command) => ('pin' in command ? command : { ...command, occurredAt: daysAgo(30) })),
      { command: 'holder.add', name: 'Radio desk', occurredAt: daysAgo(29) },
      { command: 'asset.issue', tag: 'LAP-001', holder: 'Radio desk', occurredAt: daysAgo(20), condition: 'good' },
      { command: 'asset.lose', tag: 'LAP-001', reason: 'Left on the quay', occurredAt: daysAgo(15) },
      { command: 'asset.find', tag: 'LAP-001', slot: { case: 'CASE-7', slot: 1 }, occurredAt: daysAgo(12) },
      { command: 'asset.issue', tag: 'LAP-001', holder: 'Radio desk', occurredAt: daysAgo(5), dueAt: daysAgo(1) },
    ],
  },
});

async function correct(at: StoreAt, eventId: unknown, set: object, reason: string): Promise<void> {
  const line = JSON.stringify({ command: 'event.correct', eventId, set, reason });
  await commandLine(at, ['exec', '--as', 'Ada'], `${line}\n`);
}

async function openAsset(page: Page, who: string, tag = 'LAP-001'): Promise<void> {
  await signIn(page, who);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.evaluate((hash) => location.assign(hash), `#/assets/${tag}`);
  await expect(page.getByRole('region', { name: 'What was recorded' })).toBeVisible();
}

test('a correction of a correction stands beside what it corrects, struck through, the whole chain on one click', async ({
  at,
  launch,
}) => {
  const issued = (await eventsOf(at)).at(-1);
  await correct(at, issued?.eventId, { holder: 'Field team North' }, 'Wrong person picked');
  const first = (await eventsOf(at)).at(-1);
  await correct(at, first?.eventId, { occurredAt: daysAgo(4) }, 'The gate book says a day later');
  const { page } = await launch();
  await openAsset(page, 'Theo');

  const history = page.getByRole('region', { name: 'What was recorded' });
  const entry = history.locator('tbody[data-chain]');
  await expect(entry.getByRole('row')).toHaveCount(2);
  const [original, holds] = [entry.getByRole('row').first(), entry.getByRole('row').last()];
  await expect(original).toContainText('CASE-7 / 1 → Radio desk');
  await expect(original).toHaveCSS('text-decoration-line', 'line-through');
  await expect(holds).toContainText('Correction: “The gate book says a day later”');
  await expect(holds).toContainText('Ada, admin');
  await expect(holds).not.toHaveCSS('text-decoration-line', 'line-through');

  await entry.getByRole('button', { name: 'Show all 3 versions' }).click();
  await expect(entry.getByRole('row')).toHaveCount(3);
  const middle = entry.getByRole('row').nth(1);
  await expect(middle.getByRole('deletion')).toHaveText('Radio desk');
  await expect(middle.getByRole('insertion')).toHaveText('Field team North');
  await expect(middle).toContainText('“Wrong person picked”');
  await expect(page.getByText('Out · Field team North')).toBeVisible();
  await expectAccessible(page, 'a chain of corrections');
});

test('each fact leads to the entry behind it', async ({ page }) => {
  await openAsset(page, 'Theo');
  await page.getByRole('button', { name: 'Why? The entry behind: Condition' }).click();
  const row = page.getByRole('row', { name: /Issued CASE-7 \/ 1 Radio desk condition good/ });
  await expect(row).toBeFocused();
  await page.getByRole('button', { name: 'Why? The entry behind: Home slot' }).click();
  await expect(page.getByRole('row', { name: /Added/ })).toBeFocused();
});

test('the chart shows the gap, zooms by keys, wheel and buttons, and the list says the same', async ({ page }) => {
  await openAsset(page, 'Theo');
  const custody = page.getByRole('region', { name: 'Custody' });
  await expect(custody).toContainText('1 gap: nobody answers for that time');
  await expect(custody.getByRole('row')).toHaveCount(6);
  await expect(custody.getByRole('row', { name: /gap/ })).toContainText('3 days');
  const bars = custody.locator('svg [data-lane]');
  await expect(bars).toHaveCount(5);

  await custody.getByRole('group', { name: /Custody over time: 5 stays/ }).focus();
  for (let times = 0; times < 4; times += 1) await page.keyboard.press('+');
  await expect(bars).not.toHaveCount(5);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Home');
  await expect(bars).toHaveCount(5);
  await custody.getByRole('button', { name: 'Zoom in' }).click();
  await custody.getByRole('button', { name: 'Zoom in' }).click();
  await custody.getByRole('button', { name: 'Zoom in' }).click();
  await expect(bars).not.toHaveCount(5);
  await custody.getByRole('button', { name: 'Show all' }).click();
  await expect(bars).toHaveCount(5);
  const lost = custody.getByRole('button', { name: /^lost/ });
  await lost.click();
  await expect(bars.and(custody.locator('[data-current]'))).toHaveAttribute('data-gap', 'true');
  await custody.getByRole('button', { name: 'Show all' }).click();
  const box = await custody.getByRole('group', { name: /Custody over time/ }).boundingBox();
  await page.mouse.move((box?.x ?? 0) + 40, (box?.y ?? 0) + 20);
  await page.keyboard.down('Control');
  for (let times = 0; times < 6; times += 1) await page.mouse.wheel(0, -100);
  await page.keyboard.up('Control');
  await expect(bars).not.toHaveCount(5);
});

test('a technician flags an entry as mistaken, and the flag is shown until it is answered', async ({ page, at }) => {
  await openAsset(page, 'Theo');
  await page.getByRole('button', { name: /Flag as mistaken: Found/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Flag as mistaken' });
  await dialog.getByRole('button', { name: 'Flag it' }).click();
  await expect(dialog).toContainText(/note must say what is mistaken/i);
  await dialog.getByLabel('What is mistaken').fill('It was found in slot 2');
  await dialog.getByRole('button', { name: 'Flag it' }).click();
  await expect(page.getByText('1 entry flagged as mistaken, not answered yet')).toBeVisible();
  await expect(page.getByText('Flagged as mistaken by Theo')).toContainText('“It was found in slot 2”');
  await expect(page.getByRole('button', { name: /Flag as mistaken: Found/ })).toBeHidden();
  expect((await eventsOf(at)).at(-1)).toMatchObject({ type: 'EVENT_FLAGGED', note: 'It was found in slot 2' });
});

test('by keyboard alone: inspect, set back in time, and change the details', async ({ page, at }) => {
  await openAsset(page, 'Cora');
  await expect(page.getByRole('heading', { name: 'LAP-001' })).toBeFocused();
  await page.getByRole('button', { name: 'Inspect …' }).focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Inspect LAP-001' });
  await expect(dialog.getByRole('combobox', { name: 'Condition found' })).toBeFocused();
  // The first key opens the list, and is at its first line once it is drawn.
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('option', { name: 'good' })).toHaveAttribute('data-combobox-selected', 'true');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('combobox', { name: 'Condition found' })).toHaveValue('damaged');
  await dialog.getByRole('button', { name: 'Set back …' }).focus();
  await page.keyboard.press('Enter');
  await dialog.getByRole('button', { name: '1 h ago' }).focus();
  await page.keyboard.press('Enter');
  await dialog.getByRole('button', { name: 'Record the inspection' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText('LAP-001 is inspected')).toBeVisible();
  const [inspected] = (await eventsOf(at)).slice(-1);
  expect(inspected).toMatchObject({ type: 'ASSET_INSPECTED', data: { condition: 'damaged' } });
  expect(Date.parse(String(inspected?.recordedAt)) - Date.parse(String(inspected?.occurredAt))).toBeGreaterThan(
    3_500_000,
  );

  await page.getByRole('button', { name: 'More for LAP-001' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: 'Change details or home …' }).focus();
  await page.keyboard.press('Enter');
  const change = page.getByRole('dialog', { name: 'Change LAP-001' });
  await change.getByLabel('Serial').fill('19MH014');
  await change.getByRole('button', { name: 'Save the change' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText('LAP-001 is changed')).toBeVisible();
  expect((await eventsOf(at)).at(-1)).toMatchObject({ type: 'ASSET_CHANGED', data: { serial: '19MH014' } });
});

test('what others change while a form is open is refused, not overwritten', async ({ page }) => {
  await openAsset(page, 'Cora');
  await page.getByRole('button', { name: 'More for LAP-001' }).click();
  await page.getByRole('menuitem', { name: 'Change details or home …' }).click();
  const change = page.getByRole('dialog', { name: 'Change LAP-001' });
  await change.getByLabel('Serial').fill('A-1');
  const line = { command: 'asset.change', tag: 'LAP-001', set: { serial: 'B-2' } };
  await page.evaluate((command) => assettrack.ask.command(JSON.stringify(command)), line);
  await change.getByRole('button', { name: 'Save the change' }).click();
  await expect(change.getByRole('alert')).toContainText('changed');
  await expect(change.getByLabel('Serial')).toHaveValue('A-1');
});

test('axe finds nothing to mend on an asset, its dialogs open and closed', async ({ page }) => {
  await openAsset(page, 'Cora');
  await expectAccessible(page, 'an asset');
  for (const name of ['Change details or home …', 'Replace by another …', 'Report as lost …']) {
    await page.getByRole('button', { name: 'More for LAP-001' }).click();
    await page.getByRole('menuitem', { name }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await expectAccessible(page, name);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
  }
  await page.getByRole('button', { name: 'Inspect …' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await expectAccessible(page, 'an inspection');
});

test('at 200 % text nothing is cut off at the side', async ({ page }) => {
  await openAsset(page, 'Cora');
  await page.evaluate(() => {
    document.documentElement.style.fontSize = '200%';
  });
  await expect(page.getByRole('region', { name: 'Custody' })).toBeVisible();
  expect(await page.locator('main').evaluate((element) => element.scrollWidth - element.clientWidth)).toBe(0);
});

test.describe('an asset with 200 stays', () => {
  const manyStays = Array.from({ length: 100 }, (_, i) => [
    { command: 'asset.issue', tag: 'LAP-002', holder: 'Field team North', occurredAt: daysAgo(29 - i * 0.28) },
    { command: 'asset.return', tag: 'LAP-002', occurredAt: daysAgo(29 - i * 0.28 - 0.14) },
  ]).flat();
  test.use({
    given: {
      commands: [
        ...aCase.map((command) => ('pin' in command ? command : { ...command, occurredAt: daysAgo(30) })),
        ...manyStays,
      ],
    },
  });

  test('is drawn whole, listed whole, and read stay by stay', async ({ page }) => {
    await openAsset(page, 'Theo', 'LAP-002');
    const custody = page.getByRole('region', { name: 'Custody' });
    await expect(custody.locator('svg [data-lane]')).toHaveCount(201);
    await expect(custody.getByRole('row')).toHaveCount(202);
    await custody
      .getByRole('button', { name: /^Field team North/ })
      .nth(50)
      .click();
    await expect(custody.locator('svg [data-current] text')).toContainText('Field team North');
  });
});
