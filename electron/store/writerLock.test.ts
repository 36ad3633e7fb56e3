import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { refusal, tempFolder, unwrap } from '../testing/storeFixture.ts';
import { acquireLentLock, acquireWriterLock } from './writerLock.ts';

/** Another process that has the lock, from the moment this returns until it ends. */
async function anotherWriter(path: string): Promise<ChildProcess> {
  const program = `
    const { acquireWriterLock } = await import(${JSON.stringify(new URL('./writerLock.ts', import.meta.url).href)});
    const lock = acquireWriterLock(${JSON.stringify(path)});
    console.log(lock.ok ? 'held' : lock.error.code);
    setInterval(() => {}, 1000);
  `;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const [said] = await once(child.stdout, 'data');
  expect(String(said).trim()).toBe('held');
  return child;
}

test('a second process is told who writes, and may write once the first was killed', async () => {
  const path = join(tempFolder(), 'store');
  const other = await anotherWriter(path);
  const { code, details } = refusal(acquireWriterLock(path));
  expect([code, details]).toEqual(['STORE_BUSY', { path, pid: other.pid, host: hostname() }]);

  other.kill('SIGKILL');
  await once(other, 'exit');
  unwrap(acquireWriterLock(path)).release();
});

test('whoever comes after a writer that died waits for the process that had been lent the right', () => {
  const path = join(tempFolder(), 'store');
  unwrap(acquireWriterLock(path)).release();
  const lent = unwrap(acquireLentLock(path));
  expect(refusal(acquireWriterLock(path)).code).toBe('STORE_BUSY');
  lent.release();
  unwrap(acquireWriterLock(path)).release();
});

test('the same process does not get it twice either, until it has let go', () => {
  const path = join(tempFolder(), 'store');
  const lock = unwrap(acquireWriterLock(path));
  expect(refusal(acquireWriterLock(path))).toEqual({
    code: 'STORE_BUSY',
    details: { path, pid: process.pid, host: hostname() },
  });
  lock.release();
  lock.release();
  unwrap(acquireWriterLock(path)).release();
});
