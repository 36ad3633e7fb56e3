// For the bridge that the preload puts into the page.
import type {} from '../renderer/ask.ts';
import { aCase, expect, test } from './fixture/app.ts';
import { expectAccessible } from './fixture/axe.ts';
import { eventsOf, PIN } from './fixture/commandLine.ts';
import { signIn } from './fixture/hands.ts';

test.use({ given: { commands: [...aCase, { command: 'assignment.dispatch', title: 'Count it', recipient: 'Ada' }] } });

/** ms; a PIN counts as just confirmed for two minutes */
const LATER_MS = 3 * 60_000;

test('a completion is taken back long after the PIN was given: it is asked for, and what was typed waits', async ({
  app,
  page,
  at,
}) => {
  await signIn(page, 'Ada');
  await expect(page.getByRole('heading', { name: 'Board' })).toBeVisible();
  const id = await page.evaluate(async () => {
    const { ask } = assettrack;
    const query = async (name: string, args: object) =>
      JSON.parse(await ask.query(JSON.stringify({ name, args }))).value;
    const { assignmentId } = (await query('assignment.list', {})).rows[0];
    const { textHash } = await query('assignment.get', { assignmentId });
    const { readingId } = JSON.parse(await ask['assignment.open'](JSON.stringify({ assignmentId }))).value;
    // Nobody reads a text in less than a second.
    await new Promise((resolve) => setTimeout(resolve, 1100));
    const steps = [
      { command: 'assignment.read', textHash, readingId },
      { command: 'assignment.acknowledge' },
      { command: 'assignment.complete' },
    ];
    for (const step of steps) {
      const answer = await ask.command(JSON.stringify({ ...step, assignmentId }));
      if (!JSON.parse(answer).ok) throw new Error(answer);
    }
    return String(assignmentId);
  });
  await app.evaluate((_electron, later) => {
    const now = performance.now.bind(performance);
    performance.now = () => now() + later;
  }, LATER_MS);

  await page.evaluate((assignment) => location.assign(`#/assignments/${assignment}`), id);
  await page.getByRole('button', { name: 'Take completion back …' }).press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Take this completion back' });
  await dialog.getByLabel('Reason').fill('Half of them were not looked at');
  await dialog.getByRole('button', { name: 'Take back' }).press('Enter');

  const asks = page.getByRole('dialog', { name: 'Confirm with your PIN' });
  await expect(asks.getByLabel('PIN of Ada')).toBeFocused();
  await expectAccessible(page, 'the PIN of a late correction');
  await asks.getByLabel('PIN of Ada').fill('111111');
  await page.keyboard.press('Enter');
  await expect(asks.getByText('That is not the PIN of Ada. Try again.')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(asks).toBeHidden();
  // Without it nothing is recorded, and nothing is lost.
  await expect(dialog.getByLabel('Reason')).toHaveValue('Half of them were not looked at');
  expect((await eventsOf(at)).at(-1)?.type).not.toBe('ASSIGNMENT_CANCELLED');

  await dialog.getByRole('button', { name: 'Take back' }).press('Enter');
  await asks.getByLabel('PIN of Ada').fill(PIN);
  await page.keyboard.press('Enter');
  await expect(page.getByText('taken back', { exact: true })).toBeVisible();
  const events = await eventsOf(at);
  const completed = events.find(({ type }) => type === 'ASSIGNMENT_COMPLETED');
  expect(events.find(({ type }) => type === 'ASSIGNMENT_CANCELLED')).toMatchObject({
    supersedesEventId: completed?.eventId,
    correctionReason: 'Half of them were not looked at',
    actorRole: 'admin',
  });
});
