import type { Page } from '@playwright/test';
import type { Picture } from './picture.ts';

/** The PIN and the name of who takes the pictures. */
const WHO = 'Store admin';
const PIN = '246810';

/** What a view shows for a moment only: before the sign-in, behind the lock, an open menu, a refusal. */
export const statePictures: readonly Picture[] = [
  { name: 'sign-in-wrong', address: null, signedOut: true, before: wrongPin, after: backToNames },
  { name: 'check-pack-empty', address: null, signedOut: true, before: openDoor, after: closeDoor },
  { name: 'lock', address: '/', before: lock, after: unlock },
  {
    name: 'asset-menu',
    address: '/assets/HDR2K5-002508',
    before: (page) => page.getByRole('button', { name: 'More for HDR2K5-002508' }).click(),
    after: (page) => page.keyboard.press('Escape'),
  },
  { name: 'holder-refused', address: '/holders', before: addTwice, after: (page) => page.keyboard.press('Escape') },
];

async function wrongPin(page: Page): Promise<void> {
  await page.getByRole('button', { name: new RegExp(WHO) }).click();
  await page.getByLabel(`PIN of ${WHO}`).fill('000000');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByText('That is not the PIN').waitFor();
}

async function backToNames(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Someone else' }).click();
}

async function openDoor(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Check a custody pack …' }).click();
  await page.getByRole('button', { name: /^Choose/ }).waitFor();
}

async function closeDoor(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Back to signing in' }).click();
}

async function lock(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Lock', exact: true }).click();
  await page.getByLabel(`PIN of ${WHO}`).waitFor();
}

async function unlock(page: Page): Promise<void> {
  await page.getByLabel(`PIN of ${WHO}`).fill(PIN);
  await page.getByRole('button', { name: 'Unlock' }).click();
  await page.getByRole('button', { name: 'Lock', exact: true }).waitFor();
}

/** A holder of that name is there already. */
async function addTwice(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Add a holder' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name', { exact: true }).fill('Crane crew');
  await dialog.getByRole('button', { name: 'Add the holder' }).click();
  await dialog
    .getByText(/Crane crew/)
    .first()
    .waitFor();
}
