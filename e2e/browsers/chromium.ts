import { chromium as playwright } from '@playwright/test';
import type { Kind } from './browser.ts';

/** Chromium, or what is made of it, by its own protocol. */
export const chromium: Kind = {
  programs: ['chromium', 'google-chrome', 'microsoft-edge'],
  packages: 'chromium',
  start: async (executablePath) => {
    const browser = await playwright.launch({ executablePath });
    const page = await browser.newPage();
    const troubles: string[] = [];
    const asked: string[] = [];
    page.on('pageerror', ({ message }) => troubles.push(message));
    page.on('console', (said) => ['error', 'warning'].includes(said.type()) && troubles.push(said.text()));
    page.on('request', (request) => request.url().startsWith('file:') || asked.push(request.url()));
    return {
      name: `Chromium ${browser.version()}`,
      open: async (address) => void (await page.goto(address)),
      value: (expression) => page.evaluate(expression),
      choose: (path) => page.setInputFiles('#file', path),
      troubles: async () => troubles,
      asked: () => asked,
      close: () => browser.close(),
    };
  },
};
