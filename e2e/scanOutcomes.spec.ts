import { aCase, expect, test } from './fixture/app.ts';
import { expectAccessible } from './fixture/axe.ts';
import { scan, signIn } from './fixture/hands.ts';

test.describe('each outcome of a scan', () => {
  test.use({
    given: {
      commands: [
        { command: 'settings.change', set: { scannerKeyGapMs: 300, scannerBlankingMs: 100 } },
        ...aCase,
        { command: 'asset.lose', tag: 'LAP-002', reason: 'Not seen since the flood' },
      ],
    },
  });

  test('has its own words and its own sound: taken, repeated, blocked', async ({ app, page }) => {
    await signIn(page, 'Theo');
    await expect(page.getByRole('heading', { name: 'Board' })).toBeVisible();
    await page.evaluate(() => {
      const pitches: number[] = [];
      const Heard = OscillatorNode;
      Object.assign(globalThis, {
        pitches,
        OscillatorNode: class extends Heard {
          constructor(context: BaseAudioContext, options?: OscillatorOptions) {
            super(context, options);
            pitches.push(options?.frequency ?? 0);
          }
        },
      });
    });
    /** Hz, of what was played since the last time */
    const sounds = () =>
      // Put there above.
      page.evaluate(() => (globalThis as unknown as { pitches: number[] }).pitches.splice(0));

    // On the board, what is not known stays where it is, and says so.
    await scan(app, '7004417');
    await expect(page.getByText('“7004417” is not known here')).toBeVisible();
    await expect(page.getByRole('heading', { name: 'Board' })).toBeVisible();
    await expect.poll(sounds).toEqual([165]);

    await page.getByRole('link', { name: 'Issue' }).click();
    const last = page.locator('[data-outcome]');
    await scan(app, 'LAP-001');
    await expect(last).toHaveAttribute('data-outcome', 'taken');
    await expect(last).toContainText('LAP-001');
    await expect.poll(sounds).toEqual([1320]);
    await page.waitForTimeout(150);
    await scan(app, 'LAP-001');
    await expect(last).toHaveAttribute('data-outcome', 'repeated');
    await expect.poll(sounds).toEqual([740, 740]);
    await scan(app, 'LAP-002');
    await expect(last).toHaveAttribute('data-outcome', 'blocked');
    await expect.poll(sounds).toEqual([165]);

    // The label of a slot stands for what is in it; of an empty one nothing is taken, and it says so.
    await scan(app, 'CASE-7/1');
    await expect(last).toHaveAttribute('data-outcome', 'repeated');
    await expect(last).toContainText('LAP-001');
    await expect.poll(sounds).toEqual([740, 740]);
    await scan(app, 'CASE-7/4');
    await expect(last).toHaveAttribute('data-outcome', 'blocked');
    await expect(last).toContainText('Slot 4 of CASE-7 is empty, and nothing belongs there.');
    await expect.poll(sounds).toEqual([165]);
    await expect(page.getByText('2 scanned')).toBeVisible();
  });
});

test.describe('the receipt of a return', () => {
  const issue = (tag: string) => ({ command: 'asset.issue', tag, holder: 'Field team North' });
  test.use({
    given: {
      commands: [
        ...aCase,
        { command: 'case.add', code: 'CASE-8', slots: 2 },
        // Put into a case that it does not belong to.
        {
          command: 'asset.add',
          tag: 'LAP-009',
          slot: { case: 'CASE-7', slot: 4 },
          home: { case: 'CASE-8', slot: 1 },
        },
        issue('LAP-001'),
        issue('LAP-002'),
        { command: 'handover.commit', kind: 'return', items: [{ tag: 'LAP-001' }] },
        // What comes back later changes nothing on the paper.
        { command: 'asset.return', tag: 'LAP-002' },
      ],
    },
  });

  test('names what its case still missed and what belonged elsewhere, as it was then', async ({ page }) => {
    await signIn(page, 'Theo');
    await page.getByRole('link', { name: 'Receipts' }).click();
    await page.locator('main a.tag, main a[href^="#/receipts/"]').first().click();
    const box = page.locator('li', { has: page.getByRole('link', { name: 'CASE-7' }) });
    await expect(box).toContainText('1 still missing');
    await expect(box.getByRole('link', { name: 'LAP-002' })).toBeVisible();
    await expect(box).toContainText('1 at home elsewhere');
    await expect(box.getByRole('link', { name: 'LAP-009' })).toBeVisible();
    await expectAccessible(page, 'the receipt of a return');
  });
});
