import type { Page } from '@playwright/test';
// For the bridge that the preload puts into the page.
import type {} from '../renderer/ask.ts';
import { aCase, expect, test } from './fixture/app.ts';
import { expectAccessible } from './fixture/axe.ts';
import { commandLine, eventsOf } from './fixture/commandLine.ts';
import { scan, signIn } from './fixture/hands.ts';

const STARTED = Date.now();
const ago = (hours: number): string => new Date(STARTED - hours * 3_600_000).toISOString();

/** Two laptops since three days; the first was issued, should have come back long ago, and did so a day ago. */
test.use({
  given: {
    commands: [
      ...aCase.map((command) => ({ ...command, ...('pin' in command ? {} : { occurredAt: ago(72) }) })),
      { command: 'holder.add', name: 'Bob', occurredAt: ago(72) },
      { command: 'asset.issue', tag: 'LAP-001', holder: 'Field team North', dueAt: ago(40), occurredAt: ago(48) },
      { command: 'asset.return', tag: 'LAP-001', occurredAt: ago(24) },
      { command: 'assignment.dispatch', title: 'Check the laptops', recipient: 'Theo', assets: ['LAP-002'] },
    ],
  },
});

const band = (page: Page) => page.getByRole('region', { name: 'Looking back' });
const view = (page: Page) => page.getByRole('main');

async function goTo(page: Page, hash: string): Promise<void> {
  await page.evaluate((to) => location.assign(to), hash);
}

/** Gives a command as the window gives it, beside whatever view stands open. */
async function give(page: Page, command: object): Promise<unknown> {
  const answer = await page.evaluate((text) => assettrack.ask.command(text), JSON.stringify(command));
  return JSON.parse(answer);
}

async function did(page: Page, ...commands: readonly object[]): Promise<void> {
  for (const command of commands) expect(await give(page, command)).toMatchObject({ ok: true });
}

/** What a view says once it has come to rest, without the acts that it offers: those are off while looking back. */
async function textOf(page: Page, hash: string, awaits: string): Promise<string> {
  await goTo(page, hash);
  await expect(view(page).getByText(awaits).first()).toBeVisible();
  await expect(view(page).getByText('Asking …')).toHaveCount(0);
  await page.waitForTimeout(250);
  return view(page).evaluate((main) => {
    const copy = main.cloneNode(true);
    if (!(copy instanceof HTMLElement)) return '';
    for (const act of copy.querySelectorAll('button, header a, section[aria-label="Record"]')) act.remove();
    // Of acts, and of how long the record is, nothing is said while looking back.
    return copy.innerText.replace(/, M moves[^.]*\. Drag[^.]*\.|Acts|\s+/gu, ' ').replace(/[\s.]+/gu, '');
  });
}

test('a view as of then says what it said then; links, scans and steps back keep the moment; no command is left', async ({
  page,
  app,
  at,
}) => {
  await signIn(page, 'Cora');
  await expect(page.getByRole('heading', { name: 'Board' })).toBeVisible();
  const views = [
    ['#/cases/CASE-7', 'Moves of its assets'],
    ['#/assets/LAP-001', 'Precision 7680'],
    ['#/assets', 'LAP-001'],
    ['#/holders/Bob', 'Bob'],
    ['#/assignments?show=board', 'Check the laptops'],
    ['#/assignments?show=thresholds', 'Theo'],
    ['#/', 'CASE-7'],
  ] as const;
  const before: string[] = [];
  for (const [hash, awaits] of views) before.push(await textOf(page, hash, awaits));
  const then = await page.evaluate(() => new Date().toISOString());
  await did(
    page,
    { command: 'asset.issue', tag: 'LAP-001', holder: 'Bob' },
    { command: 'asset.add', tag: 'LAP-003', slot: { case: 'CASE-7', slot: 3 } },
    { command: 'asset.move', tag: 'LAP-002', slot: { case: 'CASE-7', slot: 4 } },
    { command: 'case.seal', code: 'CASE-7', seal: 'S-1' },
    { command: 'assignment.dispatch', title: 'Seal the case', recipient: 'Theo', cases: ['CASE-7'] },
  );

  await goTo(page, `#/?at=${encodeURIComponent(then)}`);
  await expect(band(page)).toContainText('Commands are off.');
  for (const [i, [hash, awaits]] of views.entries()) {
    // An address that says nothing of a moment goes on with the one that is shown.
    await expect
      .configure({ soft: true })
      .poll(() => textOf(page, hash, awaits), hash)
      .toBe(before[i]);
  }

  // No button records anything, and what is sent all the same is stopped on its way.
  await goTo(page, '#/cases/CASE-7');
  await expect(page.locator('[data-slot="3"]')).toHaveAccessibleName('Slot 3 empty');
  await expect(view(page).getByRole('button', { name: /Seal|Check|Issue|Change|Retire|Move|Add/ })).toHaveCount(0);
  await goTo(page, '#/assignments?show=board');
  await view(page).getByRole('link', { name: 'Check the laptops' }).click();
  await expect(page.getByRole('heading', { name: 'Check the laptops' })).toBeVisible();
  await expect(view(page).getByRole('button', { name: /^(Cancel|Dispatch)|again/ })).toHaveCount(0);
  const events = (await eventsOf(at)).length;
  await scan(app, 'LAP-002');
  await expect(page.getByRole('heading', { name: 'LAP-002' })).toBeVisible();
  await expect(view(page).getByRole('link', { name: 'CASE-7 / 2' }).first()).toBeVisible();
  await goTo(page, '#/issue');
  await expect(page.getByRole('heading', { name: 'This works on the present only' })).toBeVisible();
  await scan(app, 'LAP-001');
  await expect(page.getByRole('heading', { name: 'LAP-001' })).toBeVisible();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('Add an asset', { delay: 60 });
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'This works on the present only' })).toBeVisible();
  expect(await eventsOf(at)).toHaveLength(events);

  // The way back to now, and the steps between the two moments.
  await goTo(page, '#/assets/LAP-002');
  await expect(view(page).getByRole('link', { name: 'CASE-7 / 2' }).first()).toBeVisible();
  await band(page).getByRole('button', { name: 'Back to now' }).click();
  await expect(band(page)).toBeHidden();
  await expect(view(page).getByRole('link', { name: 'CASE-7 / 4' }).first()).toBeVisible();
  await page.goBack();
  await expect(band(page)).toBeVisible();
  await expect(view(page).getByRole('link', { name: 'CASE-7 / 2' }).first()).toBeVisible();
});

test('by keyboard alone to a moment, to what moved since, and back; accessible in all colours', async ({ page }) => {
  await signIn(page, 'Cora');
  await expect(page.getByRole('heading', { name: 'Board' })).toBeFocused();
  await page.keyboard.press('Control+t');
  await expect(page.getByRole('button', { name: 'An hour ago' })).toBeFocused();
  await expect(page.getByLabel('As known on')).toHaveCount(0);
  await expectAccessible(page, 'the as-of control');
  // A quick pick would do; the field takes any moment.
  await page.getByLabel('Date and time').fill(localMinute(STARTED - 30 * 3_600_000));
  await page.keyboard.press('Enter');
  await expect(band(page)).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Board' })).toBeFocused();
  await expectAccessible(page, 'the board with the band');

  await band(page).getByRole('link', { name: 'Compare with now' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Compare two moments' })).toBeFocused();
  await expect(band(page)).toBeHidden();
  const returned = page.getByRole('region', { name: 'Returned' });
  await expect(returned.getByRole('row', { name: /LAP-001.*Field team North.*CASE-7 \/ 1.*Return/ })).toBeVisible();
  await expect(page.getByRole('status').filter({ hasText: 'elsewhere' })).toHaveText('1 asset elsewhere');
  await expectAccessible(page, 'two moments compared');
  await page.getByLabel('Only holder').fill('Bob');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Nothing was elsewhere')).toBeVisible();
  await page.getByLabel('Only holder').fill('Nobody at all');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert').filter({ hasText: 'Nobody at all' })).toBeVisible();
  await page.keyboard.press('Alt+ArrowLeft');
  await page.keyboard.press('Alt+ArrowLeft');
  await returned.getByRole('link', { name: 'Field team North' }).press('Enter');
  await expect(page.getByRole('heading', { name: 'LAP-001' })).toBeVisible();
  await expect(band(page)).toContainText('As of');
  await page.keyboard.press('Control+Shift+t');
  await expect(band(page)).toBeHidden();
});

test('an admin sees what was known before a correction and after; a restart begins at now', async ({
  page,
  app,
  at,
  launch,
}) => {
  await app.close();
  await new Promise((resolve) => setTimeout(resolve, 1200));
  const between = new Date().toISOString();
  const issue = (await eventsOf(at)).find(({ type }) => type === 'ASSET_ISSUED');
  const correct = {
    command: 'event.correct',
    eventId: issue?.eventId,
    set: { holder: 'Bob' },
    reason: 'the wrong name',
  };
  await commandLine(at, ['exec', '--as', 'Ada'], `${JSON.stringify(correct)}\n`);
  expect(page.isClosed()).toBe(true);

  const again = await launch();
  await signIn(again.page, 'Ada');
  await goTo(again.page, `#/assets/LAP-001?at=${encodeURIComponent(ago(30))}`);
  const holder = view(again.page)
    .getByRole('region', { name: 'Asset', exact: true })
    .getByRole('link', { name: /Bob|North/ });
  await expect(holder).toHaveText('Bob');
  await again.page.keyboard.press('Control+t');
  await again.page.getByLabel('As known on').fill(localMinute(Date.parse(between)));
  await again.page.keyboard.press('Escape');
  await goTo(again.page, `#/assets/LAP-001?at=${encodeURIComponent(ago(30))}&knownAt=${encodeURIComponent(between)}`);
  await expect(band(again.page)).toContainText('As known on');
  await expect(holder).toHaveText('Field team North');
  await expect(view(again.page).getByText('the wrong name')).toHaveCount(0);
  // Two moments compared are told as they were known too, also from the band, and lead on so.
  await band(again.page).getByRole('link', { name: 'Compare with now' }).click();
  await expect(band(again.page)).toContainText('As known on');
  await goTo(again.page, `#/compare?from=${encodeURIComponent(ago(60))}&to=${encodeURIComponent(ago(30))}`);
  await view(again.page)
    .getByRole('region', { name: 'Issued' })
    .getByRole('link', { name: 'Field team North' })
    .click();
  await expect(again.page.getByRole('heading', { name: 'LAP-001' })).toBeVisible();
  await expect(holder).toHaveText('Field team North');
  // Who is no admin is refused it, however the address came to be: by main, not by what is hidden.
  await again.page.getByRole('button', { name: /switch operator/ }).click();
  await again.page.getByRole('menuitem', { name: /Sign out/ }).click();
  await signIn(again.page, 'Theo');
  await goTo(again.page, `#/assets/LAP-001?knownAt=${encodeURIComponent(between)}`);
  await expect(again.page.getByRole('alert').filter({ hasText: 'needs the role admin' }).first()).toBeVisible();
  await band(again.page).getByRole('button', { name: 'Back to now' }).click();
  await expect(holder.or(view(again.page).getByRole('link', { name: 'CASE-7 / 1' }).first())).toBeVisible();
  await again.app.close();

  const third = await launch();
  await signIn(third.page, 'Ada');
  await expect(third.page.getByRole('heading', { name: 'LAP-001' })).toBeVisible();
  await expect(band(third.page)).toBeHidden();
});

/** For a date and time field, in the zone of this machine. */
function localMinute(at: number): string {
  return new Date(at - new Date(at).getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

test('a case over time: who came and went, by keys alone, and why', async ({ page }) => {
  await signIn(page, 'Theo');
  await expect(page.getByRole('heading', { name: 'Board' })).toBeVisible();
  await goTo(page, '#/cases/CASE-7');
  const time = page.getByRole('region', { name: 'Over time' });
  await time.getByRole('button', { name: 'Show who came and went' }).press('Enter');
  await expect(time.getByRole('row', { name: /LAP-001.*still in it/ })).toBeVisible();
  await expect(time.getByRole('row')).toHaveCount(3);
  await time.getByRole('group', { name: /each of 4 slots/ }).focus();
  await page.keyboard.press('ArrowDown');
  await expect(time.getByRole('row', { name: /LAP-002.*still in it/ })).toBeVisible();
  await expect(time.getByRole('row')).toHaveCount(2);
  await page.keyboard.press('+');
  await expect(time.getByRole('button', { name: 'All' })).toBeEnabled();
  await expectAccessible(page, 'a case over time');
  await page.keyboard.press('ArrowUp');
  await time
    .getByRole('row', { name: /2 days|1 day/ })
    .last()
    .getByRole('link', { name: /^Why/ })
    .press('Enter');
  await expect(page.getByRole('heading', { name: 'LAP-001' })).toBeVisible();
  await expect(page.locator('[data-wanted]')).toContainText('Added');
});
