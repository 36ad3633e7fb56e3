import { expect, test } from './fixture/app.ts';

test.use({ given: null });

/** As Chromium reads addresses, before our own check sees them; none of them may answer with a file outside the page. */
const TRICKS = [
  'app://bundle/../../package.json',
  'app://bundle/..%2f..%2fpackage.json',
  'app://bundle/%2e%2e%2f%2e%2e%2fpackage.json',
  'app://bundle/..%5c..%5cpackage.json',
  'app://bundle/..%252f..%252fpackage.json',
  'app://bundle/assets/..%2f..%2f..%2fmain.js',
  'app://bundle/%c0%ae%c0%ae%c0%afmain.js',
  'app://bundle/index.html%00.js',
  'app://bundle/C:%2fWindows%2fwin.ini',
  'app://bundle//etc/passwd',
  'app://bundle/%2fetc%2fpasswd',
  'app://elsewhere/index.html',
  'app://bundle/report-preview/../index.html%2f..%2f..%2fmain.js',
  'app://bundle/report-preview/__proto__',
  'app://bundle/report-preview/constructor',
  'app://bundle/report-preview/',
];

test('by no trick of an address, and by no other method, does the scheme give a file that is not of the page', async ({
  app,
  page,
}) => {
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  const ask = (address: string, method = 'GET') =>
    app.evaluate(
      async ({ session }, wish) => {
        // Electron's own fetch was seen to settle never, once in some thousands: asked again then.
        const fetchOnce = () =>
          session.defaultSession.fetch(wish.address, { method: wish.method, signal: AbortSignal.timeout(5_000) });
        const answer = await fetchOnce()
          .catch(fetchOnce)
          .catch((error: unknown) => String(error));
        return typeof answer === 'string'
          ? { status: 0, type: '', text: answer }
          : { status: answer.status, type: answer.headers.get('content-type') ?? '', text: await answer.text() };
      },
      { address, method },
    );
  const index = await ask('app://bundle/');
  expect(index).toMatchObject({ status: 200, type: expect.stringContaining('text/html') });
  for (const address of TRICKS) {
    const { status, text } = await ask(address);
    expect([0, 404], `${address}: ${status} ${text.slice(0, 60)}`).toContain(status);
    expect(text, address).not.toMatch(/root:|"productName"|require\(/);
  }
  for (const method of ['POST', 'PUT', 'DELETE']) {
    expect((await ask('app://bundle/index.html', method)).status, method).toBe(404);
  }
});
