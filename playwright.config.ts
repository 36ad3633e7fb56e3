import { defineConfig } from '@playwright/test';

/** Stories told in the real, unpackaged Electron. One at a time, and never tried again: a story that fails now and then is broken. */
export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results/e2e',
  workers: 1,
  retries: 0,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  use: { trace: 'retain-on-failure', screenshot: 'only-on-failure' },
});
