import type { Page } from '@playwright/test';
import { aCase, expect, test } from './fixture/app.ts';
import { commandLine, eventsOf } from './fixture/commandLine.ts';
import { signIn } from './fixture/hands.ts';
import { daysAgo } from './fixture/laptops.ts';

/** LAP-001 went out five days ago, to the wrong holder as it is written down; the day after it was seen there. */
test.use({
  given: {
    commands: [
      ...aCase.map((command) => ('pin' in command ? command : { ...command, occurredAt: daysAgo(30) })),
      { command: 'holder.add', name: 'Radio desk', occurredAt: daysAgo(29) },
      { command: 'asset.issue', tag: 'LAP-001', holder: 'Field team North', occurredAt: daysAgo(5) },
    ],
  },
});

const show = (page: Page, hash: string): Promise<void> => page.evaluate((to) => location.assign(to), hash);

test('looking back shows the corrected past; as known before the correction, what was believed then', async ({
  at,
  launch,
}) => {
  const issued = (await eventsOf(at)).at(-1);
  const correct = {
    command: 'event.correct',
    eventId: issued?.eventId,
    set: { holder: 'Radio desk' },
    reason: 'Asked',
  };
  await commandLine(at, ['exec', '--as', 'Ada'], `${JSON.stringify(correct)}\n`);
  const { page } = await launch();
  await signIn(page, 'Ada');
  await expect(page.getByRole('heading', { level: 1, name: 'Board' })).toBeVisible();
  const moment = encodeURIComponent(daysAgo(4));
  const before = encodeURIComponent(String(issued?.receivedAt));

  await show(page, `#/assets/LAP-001?at=${moment}`);
  await expect(page.getByText('Out · Radio desk')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Correct/ })).toHaveCount(0);
  await show(page, `#/assets/LAP-001?at=${moment}&knownAt=${before}`);
  await expect(page.getByText('Out · Field team North')).toBeVisible();
  await show(page, `#/assets/LAP-001?at=${encodeURIComponent(daysAgo(6))}`);
  await expect(page.getByText('In CASE-7 / 1')).toBeVisible();
  await show(page, '#/assets/LAP-001?at=now');
  await expect(page.getByText('Out · Radio desk')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Correct: Issued/ })).toBeVisible();
});
