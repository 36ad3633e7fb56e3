import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type ElectronApplication, _electron as electron, type Page } from '@playwright/test';
import type {} from '../../renderer/ask.ts';
import { root } from '../../scripts/setup/places.mjs';
import type { BigStore } from '../lib/bigStore.ts';
import { installPage } from './page.ts';
import { PIN } from './store.ts';

export interface Started {
  readonly app: ElectronApplication;
  readonly page: Page;
  /** ms since 1970 UTC */
  readonly spawnedAt: number;
}

// Chromium's sandbox refuses to start as root; the window's own process stays sandboxed all the same.
const AS_ROOT = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

/** Starts Electron on a folder that holds a package, with a profile of its own. */
export async function start(app: string, profile: string, args: readonly string[] = [], home = profile) {
  const own = ['--disable-gpu', '--log-level=3', `--user-data-dir=${profile}`];
  const spawnedAt = Date.now();
  const running = await electron.launch({
    args: [...AS_ROOT, ...own, app, ...args],
    env: { ...process.env, ASSETTRACK_HOME: home },
  });
  return { app: running, page: await running.firstWindow(), spawnedAt } satisfies Started;
}

/** Starts the built app on a store. */
export const startApp = (store: BigStore, profile: string): Promise<Started> =>
  start(root, profile, ['--store', store.path], store.home);

/** ms from the start of the process to the first words in its window. */
export async function firstDrawn({ page, spawnedAt }: Started): Promise<number> {
  const at = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        new PerformanceObserver((list) => {
          const drawn = list.getEntriesByName('first-contentful-paint')[0];
          if (drawn) resolve(performance.timeOrigin + drawn.startTime);
        }).observe({ type: 'paint', buffered: true });
      }),
  );
  return at - spawnedAt;
}

/** Installs what measures, and gives the right PIN. @returns ms from the last key to the board with its cards */
export async function signIn(page: Page): Promise<number> {
  await page.evaluate(installPage);
  await page.getByRole('button', { name: /Ada/ }).click();
  await page.getByLabel('PIN of Ada').fill(PIN);
  return page.evaluate(() =>
    bench.untilShown(
      () => document.querySelector('form')?.requestSubmit(),
      () =>
        document.querySelector('main h1')?.textContent === 'Board' &&
        document.querySelectorAll('main a[href^="#/cases/"] [role=img]').length > 2,
    ),
  );
}

/** Lets the system forget what it has read of these files, so that the next start reads them from the disk. */
export function forgetFiles(paths: readonly string[]): void {
  for (const path of paths) spawnSync('dd', [`if=${path}`, 'iflag=nocache', 'count=0', 'status=none']);
}

/** The files that a start reads: Electron's, and those of the built app. */
export function filesOfStart(): readonly string[] {
  const electronFolder = join(root, 'node_modules', 'electron', 'dist');
  const files = (folder: string): readonly string[] =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
  return [...files(electronFolder), ...files(join(root, 'dist'))];
}
