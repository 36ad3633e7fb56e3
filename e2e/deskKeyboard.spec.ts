import { aCase, expect, test } from './fixture/app.ts';
import { eventsOf } from './fixture/commandLine.ts';
import { chooseByKeys, fastHands, goByKeys, pressByKeys, signInByKeys, tabTo, typeByKeys } from './fixture/hands.ts';

test.use({ given: { commands: [fastHands, ...aCase, { command: 'asset.add', tag: 'LAP-003' }] } });

test('by keyboard alone: choose, type, sign, commit with Space; Enter never does', async ({ page, at }) => {
  test.setTimeout(120_000);
  await signInByKeys(page, 'Theo');
  await goByKeys(page, 'Issue');

  await chooseByKeys(page, 'Issue to', 'nor', 'Field team North');
  await expect(page.getByRole('textbox', { name: 'Issue to' })).toHaveValue('Field team North');
  await pressByKeys(page, /No date/);
  await pressByKeys(page, /In a week/);
  await expect(page.getByRole('button', { name: /Due back .* 17:00/ })).toBeFocused();

  await tabTo(page, 'Tag or case, typed');
  for (const tag of ['LAP-001', 'LAP-003']) {
    await typeByKeys(page, tag);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('row', { name: new RegExp(`${tag}.*Ready`) })).toBeVisible();
  }
  await pressByKeys(page, /condition and note of LAP-001/);
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('radio', { name: 'good' }).first()).toBeChecked();
  await pressByKeys(page, 'Done');
  await expect(page.getByRole('button', { name: 'Condition and note of LAP-001' })).toBeFocused();

  await pressByKeys(page, /^Sign: received by/);
  await pressByKeys(page, 'Signature', 'Space');
  for (const key of ['ArrowRight', 'ArrowDown', 'ArrowRight']) await page.keyboard.press(`Shift+${key}`);
  await page.keyboard.press('Space');
  await expect(page.getByText('Pen up · 1 stroke')).toBeVisible();
  await pressByKeys(page, 'Accept');
  await expect(page.getByText('signed by hand')).toBeVisible();
  // What was pressed to sign is gone: next to it stands what takes it back.
  await expect(page.getByRole('button', { name: 'Take back the acceptance of Field team North' })).toBeFocused();

  await pressByKeys(page, 'Hand over 2 ready lines');
  await expect(page.getByRole('button', { name: 'Hand over 2 ready lines' })).toBeFocused();
  expect((await eventsOf(at)).some(({ type }) => type === 'HANDOVER_COMMITTED')).toBe(false);
  await page.keyboard.press('Space');
  await expect(page.getByText('Handed over: 2 items.')).toBeVisible();
  const receipt = (await eventsOf(at)).find(({ type }) => type === 'HANDOVER_COMMITTED');
  expect(receipt?.data).toMatchObject({
    items: [{ tag: 'LAP-001', condition: 'good' }, { tag: 'LAP-003' }],
    acceptance: [{ party: 'holder', method: 'drawn' }],
    missingAcceptance: ['operator'],
  });
  await pressByKeys(page, 'Next issue');
  await expect(page.getByRole('heading', { name: 'Issue' })).toBeFocused();
});

test.describe('with something out, and a case under seal', () => {
  test.use({
    given: {
      commands: [
        fastHands,
        ...aCase,
        { command: 'holder.add', name: 'Radio desk' },
        { command: 'asset.issue', tag: 'LAP-001', holder: 'Field team North' },
        { command: 'asset.issue', tag: 'LAP-002', holder: 'Field team North' },
        { command: 'case.seal', code: 'CASE-7', seal: 'S-100' },
      ],
    },
  });

  test('by keyboard alone: hand on; a seal refuses what comes back until it is opened', async ({ page, at }) => {
    test.setTimeout(120_000);
    await signInByKeys(page, 'Theo');
    await goByKeys(page, 'Transfer');
    await chooseByKeys(page, 'To', 'rad', 'Radio desk');
    await tabTo(page, 'Tag or case, typed');
    await typeByKeys(page, 'LAP-001');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('row', { name: /LAP-001.*Ready/ })).toBeVisible();
    await pressByKeys(page, 'Transfer 1 ready line', 'Space');
    await expect(page.getByText('Transferred: 1 item.')).toBeVisible();

    await goByKeys(page, 'Return');
    await tabTo(page, 'Tag or case, typed');
    await typeByKeys(page, 'LAP-002');
    await page.keyboard.press('Enter');
    await expect(page.getByText('CASE-7 is sealed with S-100: nothing can go into it.').first()).toBeVisible();
    await pressByKeys(page, /^Unseal CASE-7/);
    await expect(page.getByRole('dialog')).toBeVisible();
    await tabTo(page, 'Seal number');
    await typeByKeys(page, 'S-100');
    await pressByKeys(page, 'Record the unsealing');
    await expect(page.getByRole('row', { name: /LAP-002.*Ready/ })).toBeVisible();
    await pressByKeys(page, 'Take back 1 ready line');
    expect((await eventsOf(at)).some(({ data }) => JSON.stringify(data).includes('"kind":"return"'))).toBe(false);
    await page.keyboard.press('Space');
    await expect(page.getByText('Taken back: 1 item.')).toBeVisible();
    const receipts = (await eventsOf(at)).filter(({ type }) => type === 'HANDOVER_COMMITTED').map(({ data }) => data);
    expect(receipts).toMatchObject([
      { kind: 'transfer', to: 'Radio desk', items: [{ tag: 'LAP-001' }] },
      { kind: 'return', items: [{ tag: 'LAP-002' }] },
    ]);
  });
});
