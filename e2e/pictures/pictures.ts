import type { Page } from '@playwright/test';

/** One picture of the sample organisation, taken in every theme and size. */
export interface Picture {
  /** of the file, before theme and width */
  readonly name: string;
  /** after the `#`; null stays where the window is */
  readonly address: string | null;
  /** before anybody has signed in */
  readonly signedOut?: true;
  /** what is opened or typed before it is taken; undone by `after` */
  readonly before?: (page: Page) => Promise<void>;
  readonly after?: (page: Page) => Promise<void>;
}

/** What is shown in the docs and looked at with a critical eye. A view that is added adds its picture. */
export const pictures: readonly Picture[] = [
  { name: 'sign-in', address: null, signedOut: true },
  { name: 'board', address: '/' },
  {
    name: 'palette',
    address: '/',
    before: async (page) => {
      await page.keyboard.press('Control+k');
      await page.keyboard.type('case', { delay: 60 });
      await page.getByRole('dialog').getByText('Field laptops').waitFor();
    },
    after: (page) => page.keyboard.press('Escape'),
  },
  { name: 'scanner', address: '/scanner' },
];
