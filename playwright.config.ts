import { defineConfig } from '@playwright/test';
import { slowdown } from './e2e/fixture/slow.ts';

/**
 * Stories told in the real, unpackaged Electron. One at a time. On the machine that decides what lands, a story
 * that loses a race on a crowded processor is told once more and reported as flaky; on a developer's it fails at once.
 */
export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results/e2e',
  workers: 1,
  retries: process.env.CI ? 1 : 0,
  forbidOnly: true,
  timeout: 60_000 * slowdown,
  expect: { timeout: 10_000 * slowdown },
  use: { trace: 'retain-on-failure', screenshot: 'only-on-failure' },
});
