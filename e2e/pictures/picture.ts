import type { ElectronApplication, Page } from '@playwright/test';

/** One picture of the sample organisation, taken in every theme and size. */
export interface Picture {
  /** of the file, before theme and width */
  readonly name: string;
  /** after the `#`; null stays where the window is */
  readonly address: string | null;
  /** before anybody has signed in */
  readonly signedOut?: true;
  /** in an app that has no store yet */
  readonly noStore?: true;
  /** of a store whose file was damaged after its last backup; the last ones to be taken */
  readonly damaged?: true;
  /** what is opened or typed before it is taken; undone by `after` */
  readonly before?: (page: Page, app: ElectronApplication) => Promise<void>;
  readonly after?: (page: Page) => Promise<void>;
}
