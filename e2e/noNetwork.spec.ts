import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { expect, test } from './fixture/app.ts';
import { scan, signIn } from './fixture/hands.ts';
import { root } from './fixture/root.ts';

// biome-ignore lint/suspicious/noSkippedTests: elsewhere there is no strace to watch with
test.skip(process.platform !== 'linux', 'strace is Linux’s');

/** In Node, the package says where its program lies. */
const electron = String(createRequire(import.meta.url)('electron'));

/**
 * What the kernel was asked to reach: every address that is not this machine's own, and every question for a name.
 * The loopback addresses are Playwright's own lines to the app.
 */
function reachedIn(trace: string): readonly string[] {
  return trace.split('\n').filter((line) => {
    if (!/AF_INET6?\b/.test(line)) return false;
    const ownMachine = /inet_addr\("127\.0\.0\.1"\)|inet_pton\(AF_INET6, "::1"/.test(line);
    return !ownMachine || /htons\(53\)/.test(line);
  });
}

test('in a whole session the kernel is asked for no address but this machine’s, as seen from outside', async ({
  launch,
  folder,
  at,
}) => {
  test.setTimeout(120_000);
  const trace = join(folder, 'network.trace');
  const observed = join(folder, 'observed.sh');
  const calls = 'connect,sendto,sendmsg,sendmmsg';
  writeFileSync(
    observed,
    `#!/bin/sh\nexec strace -f -qq --seccomp-bpf -e trace=${calls} -e signal=none -o '${trace}' '${electron}' "$@"\n`,
  );
  chmodSync(observed, 0o755);
  const { app, page } = await launch({ executable: observed, args: [root, '--store', at.store] });
  await signIn(page, 'Ada');
  await expect(page.getByRole('link', { name: /CASE-7/ })).toBeVisible();
  await expect(page.getByText('Record checked')).toBeVisible({ timeout: 30_000 });
  const views = await page.getByRole('navigation').first().getByRole('link').all();
  expect(views.length).toBeGreaterThan(8);
  for (const view of views) {
    await view.press('Enter');
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  }
  await page.evaluate(() => location.assign('#/issue'));
  await expect(page.getByRole('heading', { name: 'Issue' })).toBeVisible();
  await scan(app, 'LAP-001');
  await expect(page.getByText('1 scanned')).toBeVisible();
  expect(reachedIn(readFileSync(trace, 'utf8'))).toEqual([]);

  // That whoever watches does see: an address that leads nowhere (TEST-NET-3), asked for on purpose.
  await app.evaluate(async () => {
    const net = process.getBuiltinModule('node:net');
    await new Promise<void>((resolve) => {
      const socket = net.connect({ host: '203.0.113.9', port: 9, timeout: 300 });
      socket.on('error', () => resolve());
      socket.on('timeout', () => {
        socket.destroy();
        resolve();
      });
    });
  });
  await expect(() => expect(reachedIn(readFileSync(trace, 'utf8')).join()).toContain('203.0.113.9')).toPass();
});
