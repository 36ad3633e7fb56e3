import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { commandLine } from '../testing/commandLine.ts';

const folder = mkdtempSync(join(tmpdir(), 'init-'));
const { run } = commandLine(folder);
const init = (store: string, ...more: string[]) =>
  run(['init', '--store', store, '--organisation', 'Depot', '--admin', 'Ada', ...more]);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a recovery code is made on demand alone, into a file of its own, and never said', async () => {
  const made = await init('s.sqlite', '--recovery-code', 'code.txt');
  expect(made).toMatchObject({ status: 0, err: '' });
  expect(JSON.parse(made.out)).toMatchObject({ recoveryCode: 'code.txt' });
  expect(made.out).toContain('RECOVERY_CODE_SET');
  const [code = ''] = /([0-9A-Z]{4}-){5}[0-9A-Z]{4}/.exec(readFileSync(join(folder, 'code.txt'), 'utf8')) ?? [];
  expect(code).toHaveLength(29);
  expect(made.out).not.toContain(code);
  expect(statSync(join(folder, 'code.txt')).mode & 0o077).toBe(0);

  writeFileSync(join(folder, 'mine.txt'), 'mine');
  expect(await init('other.sqlite', '--recovery-code', 'mine.txt')).toMatchObject({ status: 1 });
  expect(readFileSync(join(folder, 'mine.txt'), 'utf8')).toBe('mine');
  expect(() => statSync(join(folder, 'other.sqlite'))).toThrow();
});

test('names are no longer than the commands allow that change them later', async () => {
  const long = await run(['init', '--store', 'long.sqlite', '--organisation', 'Depot', '--admin', 'A'.repeat(121)]);
  expect(long.status).toBe(1);
  expect(JSON.parse(long.out).error).toMatchObject({ code: 'INVALID', details: { field: 'admin' } });
  expect(() => statSync(join(folder, 'long.sqlite'))).toThrow();
});
