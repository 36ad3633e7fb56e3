import { expect, test } from './fixture/app.ts';

test('the app opens by asking who is there', async ({ page }) => {
  await expect(page.getByText('Who are you?')).toBeVisible();
  expect(page.url()).toBe('app://bundle/#/');
});

test('the page is shut in: sandboxed, no Node, no permission, no other window, no other page, no network', async ({
  app,
  page,
  troubles,
}) => {
  await expect(page.getByText('Who are you?')).toBeVisible();
  const preferences = await app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    // Not in Electron's public types; the only way to ask what a window really runs with.
    const contents = window?.webContents as unknown as { getLastWebPreferences: () => Record<string, unknown> };
    return contents.getLastWebPreferences();
  });
  expect(preferences).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webSecurity: true,
  });

  const reached = await page.evaluate(async () => ({
    node: 'process' in globalThis || 'require' in globalThis,
    window: window.open('app://bundle/index.html') !== null,
    permission: (await navigator.permissions.query({ name: 'geolocation' })).state,
    network: await fetch('http://127.0.0.1:9/').then(
      () => true,
      () => false,
    ),
    mainBundle: await fetch('app://bundle/..%2fmain.js').then(
      () => true,
      () => false,
    ),
  }));
  expect(reached).toEqual({ node: false, window: false, permission: 'denied', network: false, mainBundle: false });
  await page.evaluate(() => location.assign('http://127.0.0.1:9/'));
  expect(page.url()).toBe('app://bundle/#/');
  const reported = troubles.splice(0);
  expect(reported.length).toBeGreaterThan(0);
  for (const trouble of reported) expect(trouble).toMatch(/Content Security Policy/);
});

test('a style without the nonce of this page does nothing', async ({ page, troubles }) => {
  await expect(page.getByText('Who are you?')).toBeVisible();
  const width = await page.evaluate(() => {
    const style = document.createElement('style');
    style.textContent = '#root { outline: 7px solid red }';
    document.head.append(style);
    return getComputedStyle(document.querySelector('#root') ?? document.body).outlineWidth;
  });
  expect(width).not.toBe('7px');
  expect(troubles.splice(0)).toEqual([expect.stringContaining('Content Security Policy')]);
});
