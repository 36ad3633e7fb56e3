import type { Page } from '@playwright/test';
import { aCase, expect, test } from './fixture/app.ts';
import { expectAccessible } from './fixture/axe.ts';
import { eventsOf, PIN } from './fixture/commandLine.ts';
import { signIn } from './fixture/hands.ts';

const LONG = Array.from({ length: 60 }, (_, i) => `${i + 1}. Look at seal ${i + 1} and write its number down.`).join(
  '\n',
);
const TITLE = 'Check the seals';

test.use({
  given: {
    commands: [
      ...aCase,
      { command: 'operator.add', name: 'Uma', role: 'technician', pin: PIN },
      { command: 'operator.add', name: 'Vic', role: 'technician', pin: PIN },
      { command: 'settings.change', set: { threshold: 1 } },
    ],
  },
});

/** Hands the laptop to somebody else, who begins on the board. */
async function handTo(page: Page, name: string): Promise<void> {
  await page.keyboard.press('F2');
  await expect(page.getByText('Who are you?')).toBeVisible();
  await signIn(page, name);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.evaluate(() => location.assign('#/'));
  await expect(page.getByRole('heading', { name: 'Board' })).toBeVisible();
}

/** Dispatches by keyboard and clicks, as Cora, to the three technicians. */
async function dispatch(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Assignments' }).click();
  await page.getByRole('button', { name: 'Dispatch …' }).click();
  const form = page.getByRole('form', { name: 'Dispatch an assignment' });
  await form.getByLabel('Title').fill(TITLE);
  await form.getByLabel('Instructions').fill(LONG);
  const who = form.getByRole('combobox', { name: 'For' });
  for (const name of ['Theo', 'Uma', 'Vic']) {
    await who.fill(name);
    await page.getByRole('option', { name: new RegExp(name) }).click();
  }
  await form.getByRole('combobox', { name: 'Assets concerned' }).fill('lap-001');
  await page.keyboard.press('Enter');
  await form.getByRole('combobox', { name: 'Cases concerned' }).fill('CASE-7');
  await page.keyboard.press('Enter');
  await form.getByLabel('Due').fill('2030-01-31T12:00');
  await form.getByRole('button', { name: 'Dispatch to 3' }).click();
  await expect(page.getByText('3 assignments dispatched')).toBeVisible();
}

/** Dispatches as Cora, to Theo, without a pointer; a tag that is nowhere is said beside its field. */
async function dispatchByKeyboard(page: Page): Promise<void> {
  const { keyboard } = page;
  await page.getByRole('link', { name: 'Assignments' }).press('Enter');
  await page.getByRole('button', { name: 'Dispatch …' }).press('Enter');
  const form = page.getByRole('form', { name: 'Dispatch an assignment' });
  await expect(form.getByLabel('Title')).toBeFocused();
  await expect(form.getByText('Give it a title.')).toBeVisible();
  await keyboard.type(TITLE, { delay: 60 });
  await expect(form.getByText('Choose who it is for.')).toBeVisible();
  await keyboard.press('Tab');
  await keyboard.insertText(LONG);
  await keyboard.press('Tab');
  await keyboard.type('Theo', { delay: 60 });
  await keyboard.press('ArrowDown');
  await keyboard.press('Enter');
  await keyboard.press('Escape');
  await keyboard.press('Tab');
  await keyboard.type('LAP-9', { delay: 60 });
  await keyboard.press('Enter');
  await expect(form.getByText('LAP-9', { exact: true })).toBeVisible();
  await form.getByRole('button', { name: 'Dispatch', exact: true }).press('Enter');
  const assets = form.getByRole('combobox', { name: 'Assets concerned' });
  await expect(assets).toHaveAccessibleDescription(/LAP-9/);
  await expectAccessible(page, 'the dialog of dispatch, refused');
  await assets.press('Backspace');
  await form.getByRole('button', { name: 'Dispatch', exact: true }).press('Enter');
  await expect(page.getByText('1 assignment dispatched')).toBeVisible();
}

const confirm = (page: Page) => page.getByRole('button', { name: 'Confirm that I have read this' });
const row = (page: Page, group: string) => page.getByRole('region', { name: group, exact: true }).getByRole('row');

test('three are told, one reads with the key held, nobody reads for another, and the threshold follows', async ({
  page,
  at,
}) => {
  test.setTimeout(120_000);
  await signIn(page, 'Cora');
  await dispatch(page);
  await page.getByRole('link', { name: 'Everybody’s' }).click();
  await expect(row(page, 'Not delivered')).toHaveCount(4);

  // Theo reads, with the keyboard alone.
  await handTo(page, 'Theo');
  await expect(page.getByRole('link', { name: /^Assignments 1/ })).toBeVisible();
  await page.getByRole('link', { name: '1 assignment waits for you' }).press('Enter');
  await page.getByRole('link', { name: new RegExp(TITLE) }).press('Enter');
  await expect(page.getByRole('heading', { name: TITLE })).toBeVisible();
  await expect(confirm(page)).toHaveAttribute('aria-disabled', 'true');
  // Held before the end was seen, the key confirms nothing.
  await confirm(page).focus();
  await page.keyboard.down('Space');
  await page.waitForTimeout(1500);
  await page.keyboard.up('Space');
  await expect(confirm(page)).toHaveAttribute('aria-disabled', 'true');
  await page.getByRole('region', { name: 'Text as it was dispatched' }).focus();
  await page.keyboard.press('End');
  await expect(confirm(page)).toHaveAttribute('aria-disabled', 'false');
  await expect(page.getByText('The end of the text has been seen.')).toBeAttached();

  // Let go too early, or thought better of, it is cancelled.
  await confirm(page).focus();
  await page.keyboard.down('Enter');
  await expect(page.getByRole('button', { name: 'Hold …' })).toBeVisible();
  await page.waitForTimeout(400);
  await page.keyboard.up('Enter');
  await expect(page.getByText('Cancelled. Nothing was confirmed.')).toBeAttached();
  await page.keyboard.down('Space');
  await page.waitForTimeout(400);
  await page.keyboard.press('Escape');
  await page.waitForTimeout(1300);
  await page.keyboard.up('Space');
  await expect(confirm(page)).toBeVisible();
  expect((await eventsOf(at)).filter(({ type }) => type === 'ASSIGNMENT_READ')).toEqual([]);
  // Held, with the repeats that a keyboard makes of it.
  await page.keyboard.down('Space');
  for (let n = 0; n < 20; n += 1) {
    await page.waitForTimeout(30);
    await page.keyboard.down('Space');
  }
  await page.waitForTimeout(900);
  await page.keyboard.up('Space');
  await expect(page.getByText('Confirmed as read.')).toBeAttached();
  await expect(page.getByRole('heading', { name: 'What comes next: acknowledge it' })).toBeFocused();
  const [read] = (await eventsOf(at)).filter(({ type }) => type === 'ASSIGNMENT_READ');
  expect(read).toMatchObject({ actorKind: 'user', actorRole: 'technician', data: { via: 'window' } });

  await page.getByRole('button', { name: 'Acknowledge' }).press('Enter');
  await expect(page.getByRole('heading', { name: 'What comes next: do it, then complete it' })).toBeFocused();
  await page.getByRole('button', { name: 'Complete …' }).press('Enter');
  await page.getByLabel('Note').fill('All sixty are whole');
  await page.getByRole('button', { name: 'Complete', exact: true }).press('Enter');
  await expect(page.getByText('What comes next: nothing more to do')).toBeVisible();
  await expect(page.getByText('“All sixty are whole”')).toBeVisible();

  // Vic cannot read for Uma, not even past the window's own buttons.
  await handTo(page, 'Vic');
  const refused = await page.evaluate(async () => {
    const ask = async (name: 'query' | 'command' | 'assignment.open', input: object) =>
      JSON.parse(await assettrack.ask[name](JSON.stringify(input)));
    const listed = await ask('query', { name: 'assignment.list', args: { recipient: 'Uma' } });
    const { assignmentId } = listed.value.rows[0];
    const { textHash } = (await ask('query', { name: 'assignment.get', args: { assignmentId } })).value;
    const { readingId } = (await ask('assignment.open', { assignmentId })).value;
    await new Promise((resolve) => setTimeout(resolve, 1200));
    return ask('command', { command: 'assignment.read', assignmentId, textHash, readingId });
  });
  expect(refused).toMatchObject({ ok: false, error: { code: 'NOT_ALLOWED', details: { needs: 'recipient' } } });

  // The coordinator sees who has not read, and that Theo reached the threshold.
  await handTo(page, 'Cora');
  await page.getByRole('link', { name: 'Assignments' }).click();
  await page.getByRole('link', { name: 'Everybody’s' }).click();
  await expect(page.getByText('Theo reached the threshold: 1 of 1')).toBeVisible();
  await expect(row(page, 'Not read').filter({ hasText: 'Vic' })).toHaveCount(1);
  await expect(row(page, 'Not delivered').filter({ hasText: 'Uma' })).toHaveCount(1);
  await page.getByRole('button', { name: /Completed/ }).click();
  await expect(row(page, 'Completed').filter({ hasText: 'Theo' })).toHaveCount(1);
  await expect(page.getByRole('region', { name: 'Not read' })).toHaveCount(0);

  // An admin takes the completion back; the count goes down with it.
  await handTo(page, 'Ada');
  await page.getByRole('link', { name: 'Assignments' }).click();
  await page.getByRole('link', { name: 'Thresholds' }).click();
  await expect(page.getByRole('row', { name: /Theo/ })).toContainText('1 of 1');
  await page.getByRole('link', { name: 'Everybody’s' }).click();
  await page.getByRole('region', { name: 'Completed', exact: true }).getByRole('link', { name: TITLE }).click();
  await page.getByRole('button', { name: 'Take completion back …' }).click();
  await page.getByLabel('Reason').fill('Half of them were not looked at');
  await page.getByRole('button', { name: 'Take back' }).click();
  // Signed in a moment ago, the PIN counts as just confirmed; where it does not, it is asked for.
  await expect(page.getByText('taken back', { exact: true })).toBeVisible();
  await page.getByRole('link', { name: 'Assignments' }).click();
  await page.getByRole('link', { name: 'Thresholds' }).click();
  await expect(page.getByRole('row', { name: /Theo/ })).toContainText('0 of 1');
  await expect(page.getByText('Theo fell below the threshold: 0 of 1')).toBeVisible();
});

test('a pointer that lets go or leaves confirms nothing; held, it confirms; declining keeps it open', async ({
  page,
  at,
}) => {
  test.setTimeout(90_000);
  await signIn(page, 'Cora');
  await dispatch(page);
  await handTo(page, 'Theo');
  await page.getByRole('link', { name: 'Assignments' }).click();
  await page.getByRole('link', { name: new RegExp(TITLE) }).click();
  await page.getByRole('button', { name: 'Decline …' }).click();
  await page.getByLabel('Reason').fill('No key to the depot');
  await page.getByRole('button', { name: 'Decline', exact: true }).click();
  await expect(page.getByText('“No key to the depot”')).toBeVisible();

  await page.getByText('60. Look at seal 60').scrollIntoViewIfNeeded();
  await page.getByRole('region', { name: 'Text as it was dispatched' }).hover();
  await page.mouse.wheel(0, 5000);
  await expect(confirm(page)).toHaveAttribute('aria-disabled', 'false');
  await confirm(page).hover();
  await page.mouse.down();
  await page.waitForTimeout(500);
  await page.mouse.up();
  await page.mouse.down();
  await page.waitForTimeout(500);
  await page.mouse.move(5, 5);
  await page.waitForTimeout(1200);
  await page.mouse.up();
  await expect(confirm(page)).toBeVisible();
  expect((await eventsOf(at)).filter(({ type }) => type === 'ASSIGNMENT_READ')).toEqual([]);
  await confirm(page).hover();
  await page.mouse.down();
  await page.waitForTimeout(1500);
  await page.mouse.up();
  await expect(page.getByRole('button', { name: 'Acknowledge' })).toBeVisible();

  // The coordinator acts on the refusal: changed text is a new assignment, the old one is cancelled with a note.
  await handTo(page, 'Cora');
  await page.getByRole('link', { name: 'Assignments' }).click();
  await page.getByRole('link', { name: 'Everybody’s' }).click();
  const declined = row(page, 'Read').filter({ hasText: 'declined' });
  await declined.getByRole('link', { name: TITLE }).click();
  await page.getByRole('button', { name: 'Change the text …' }).click();
  await page.getByLabel('Instructions').fill('The key lies in CASE-7.');
  await page.getByRole('button', { name: 'Dispatch', exact: true }).click();
  await expect(page.getByRole('link', { name: 'a later assignment' })).toBeVisible();
  await page.getByRole('button', { name: 'Cancel assignment …' }).click();
  const cancel = page.getByRole('button', { name: 'Cancel assignment', exact: true });
  await expect(cancel).toBeDisabled();
  await page.getByLabel('Why it is cancelled').fill('There is a new text');
  await cancel.click();
  await expect(page.getByText('“There is a new text”')).toBeVisible();
  await page.getByRole('link', { name: 'a later assignment' }).click();
  await expect(page.getByRole('link', { name: 'the earlier assignment' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'LAP-001' })).toBeVisible();
});

test('axe finds nothing to mend in the inbox, the reader, the board, the thresholds and the dialog', async ({
  page,
}) => {
  test.setTimeout(120_000);
  await signIn(page, 'Cora');
  await dispatchByKeyboard(page);
  await page.getByRole('link', { name: 'Everybody’s' }).click();
  await expect(row(page, 'Not delivered')).toHaveCount(2);
  await expect(page.getByText('1 assignment dispatched')).toBeHidden();
  await expectAccessible(page, 'the board of assignments');
  await page.getByRole('link', { name: 'Thresholds' }).click();
  await expect(page.getByRole('row', { name: /Theo/ })).toBeVisible();
  await expectAccessible(page, 'the thresholds');
  await page.getByRole('button', { name: 'Dispatch …' }).click();
  await expect(page.getByRole('form', { name: 'Dispatch an assignment' })).toBeVisible();
  await expectAccessible(page, 'the dialog of dispatch');
  await page.keyboard.press('Escape');
  await handTo(page, 'Theo');
  await expectAccessible(page, 'the board with a waiting assignment');
  await page.getByRole('link', { name: 'Assignments' }).click();
  await page.getByRole('link', { name: new RegExp(TITLE) }).waitFor();
  await expectAccessible(page, 'the inbox');
  await page.getByRole('link', { name: new RegExp(TITLE) }).click();
  await expect(confirm(page)).toBeVisible();
  await expectAccessible(page, 'the reader, before its end was seen');
  await page.getByRole('region', { name: 'Text as it was dispatched' }).press('End');
  await expect(confirm(page)).toHaveAttribute('aria-disabled', 'false');
  await expectAccessible(page, 'the reader');
  await page.getByRole('button', { name: 'Decline …' }).press('Enter');
  await expect(page.getByLabel('Reason')).toBeFocused();
  await expectAccessible(page, 'the dialog of declining');
});
