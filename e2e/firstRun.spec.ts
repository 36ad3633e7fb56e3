import { expect, test } from './fixture/app.ts';
import { expectAccessible } from './fixture/axe.ts';
import { eventsOf, PIN } from './fixture/commandLine.ts';
import { tabTo, takeRecoveryCode } from './fixture/hands.ts';

test.use({ given: null });

const KEY_MS = 70;

test('by keyboard alone from nothing to the first handover, in no more acts than there is to say', async ({
  page,
  at,
}) => {
  test.setTimeout(180_000);
  let acts = 0;
  /** One thing that a person gives or decides: a field filled, a button pressed. */
  const type = async (field: string | RegExp, text: string): Promise<void> => {
    acts += 1;
    await tabTo(page, field);
    await page.keyboard.type(text, { delay: KEY_MS });
  };
  const press = async (button: string | RegExp, key = 'Enter'): Promise<void> => {
    acts += 1;
    await tabTo(page, button);
    await page.keyboard.press(key);
  };

  await expect(page.getByRole('heading', { name: 'A new store' })).toBeVisible();
  await expectAccessible(page, 'the first run');
  await type(/^Organisation/, 'Field Office');
  await type(/^Your name/, 'Ada');
  await type(/^PIN( \*)?$/, PIN);
  await type(/^PIN again/, PIN);
  acts += 1;
  await page.keyboard.press('Enter');

  const code = await page.getByRole('figure', { name: 'Recovery code' }).getByRole('status').innerText();
  await expectAccessible(page, 'the recovery code');
  await type(/^Last four characters/, code.split(/\s+/).at(-1) ?? '');
  acts += 1;
  await page.keyboard.press('Enter');
  await expect(page.getByText('No cases yet')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Add the first case' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Open the sample organisation' })).toBeVisible();
  await expectAccessible(page, 'the empty board');
  const untilTheBoard = acts;

  await press('Issue');
  await expect(page.getByRole('heading', { name: 'Issue' })).toBeFocused();
  await type('Issue to', 'Bob');
  await expect(page.getByRole('option', { name: /Add “Bob”/ })).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await press('Add and choose');
  await expect(page.getByRole('textbox', { name: 'Issue to' })).toHaveValue('Bob');
  await type('Tag or case, typed', 'RADIO-1');
  await page.keyboard.press('Enter');
  await press('Add this asset …');
  await press('Add the asset');
  await expect(page.getByRole('row', { name: /RADIO-1.*Ready/ })).toBeVisible();
  await press(/^Hand over 1 ready line/, 'Space');
  await expect(page.getByText('Handed over: 1 item.')).toBeVisible();
  expect((await eventsOf(at)).find(({ type: name }) => name === 'HANDOVER_COMMITTED')?.data).toMatchObject({
    holder: 'Bob',
    items: [{ tag: 'RADIO-1' }],
  });
  // Four things to say of oneself and the code's end, then: issue, to whom, what, and each once confirmed.
  expect({ untilTheBoard, acts }).toEqual({ untilTheBoard: 7, acts: 14 });
});

test('the code has to be shown to be written down; nothing of it lies in the store until then', async ({
  page,
  at,
}) => {
  await page.getByLabel('Organisation').fill('Field Office');
  await page.getByLabel('Your name').fill('Ada');
  await page.getByLabel('PIN', { exact: true }).fill(PIN);
  await page.getByLabel('PIN again').fill(PIN);
  await page.getByRole('button', { name: 'Create the store' }).click();
  await page.getByLabel('Last four characters of the code').fill('????');
  await page.getByRole('button', { name: 'I have it' }).click();
  await expect(page.getByText('That is not the end of the code')).toBeVisible();
  expect((await eventsOf(at)).map(({ type }) => type)).not.toContain('RECOVERY_CODE_SET');
  await takeRecoveryCode(page);
  await expect(page.getByText('No cases yet')).toBeVisible();
  expect((await eventsOf(at)).at(-1)).toMatchObject({ type: 'RECOVERY_CODE_SET', data: {} });
});
