import { defineConfig } from '@playwright/test';

/** The story of the installed package, apart from the gate: `npm run installer -- --check`. */
export default defineConfig({
  testDir: 'e2e/installed',
  testMatch: '*.story.ts',
  outputDir: 'test-results/installed',
  workers: 1,
  forbidOnly: true,
  timeout: 120_000,
  expect: { timeout: 15_000 },
});
