import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { accept, refuse } from '../../shared/result.ts';
import { whyNot, writeAside } from './writeAside.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'aside-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const filling = (text: string) => async (aside: string) => {
  writeFileSync(aside, text);
  return accept(sha256(text));
};

test('a file is there at once and whole, with the hash of what lies on the disk', async () => {
  const path = join(folder, 'report.csv');
  writeFileSync(path, 'yesterday');
  const written = await writeAside(path, async (aside) => {
    const filled = await filling('today')(aside);
    expect(readFileSync(path, 'utf8')).toBe('yesterday');
    return filled;
  });
  expect(written).toEqual({ ok: true, value: { path, bytes: 5, sha256: sha256('today') } });
  expect(readFileSync(path, 'utf8')).toBe('today');
  expect(readdirSync(folder)).toEqual(['report.csv']);
});

test('what was there stays when the writing fails, is refused, or reads back otherwise', async () => {
  const path = join(folder, 'report.csv');
  writeFileSync(path, 'yesterday');
  const failures = [
    async (aside: string) => {
      writeFileSync(aside, 'half of it');
      throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
    },
    async (aside: string) => {
      writeFileSync(aside, 'half of it');
      return refuse('NOT_FOUND', { tag: 'A-1' });
    },
    async (aside: string) => {
      writeFileSync(aside, 'flipped');
      return accept(sha256('written'));
    },
  ];
  const answers = [];
  for (const fill of failures) answers.push(await writeAside(path, fill));
  expect(answers).toEqual([
    refuse('CANNOT_WRITE', { path, why: 'the disk is full' }),
    refuse('NOT_FOUND', { tag: 'A-1' }),
    refuse('CANNOT_WRITE', { path, why: 'what was read back is not what was written' }),
  ]);
  expect(readdirSync(folder)).toEqual(['report.csv']);
  expect(readFileSync(path, 'utf8')).toBe('yesterday');
});

test('a bug is thrown as one and leaves nothing behind', async () => {
  const broken = async (aside: string) => {
    writeFileSync(aside, 'half');
    throw new TypeError('undefined is not a function');
  };
  await expect(writeAside(join(folder, 'a.csv'), broken)).rejects.toThrow(TypeError);
  expect(readdirSync(folder)).toEqual([]);
});

test('a place where no file can be is refused before anything is written', async () => {
  writeFileSync(join(folder, 'file'), '');
  mkdirSync(join(folder, 'folder'));
  const why = async (...path: string[]) => {
    const answer = await writeAside(join(folder, ...path), filling('x'));
    return answer.ok ? null : answer.error.details.why;
  };
  expect(await why('missing', 'a.csv')).toBe('the folder does not exist');
  expect(await why('file', 'a.csv')).toBe('its folder is a file');
  expect(await why('folder')).toBe('is a folder');
  expect(await why(`${'x'.repeat(300)}.csv`)).toBe('the name is too long');
});

test('a user who may not write into a folder is told so, and the file there stays', async ({ skip }) => {
  if (process.getuid === undefined || process.seteuid === undefined) return skip('Windows has no such permissions.');
  const path = join(folder, 'report.csv');
  writeFileSync(path, 'yesterday');
  chmodSync(folder, 0o555);
  const isRoot = process.getuid() === 0;
  if (isRoot && !become(NOBODY)) return skip('This system lets root be nobody else, and root may write anywhere.');
  try {
    const refused = refuse('CANNOT_WRITE', { path, why: 'writing there is not permitted' });
    expect(await writeAside(path, filling('today'))).toEqual(refused);
  } finally {
    if (isRoot) become(0);
    chmodSync(folder, 0o755);
  }
  expect([readdirSync(folder), readFileSync(path, 'utf8')]).toEqual([['report.csv'], 'yesterday']);
});

/** By custom the number of the user who owns nothing. */
const NOBODY = 65_534;

/** Does all that follows in the name of another user. @returns false where root may not do that either */
function become(user: number): boolean {
  try {
    process.seteuid?.(user);
    return true;
  } catch {
    return false;
  }
}

test('a file that another program has open is said to be open, by whichever code the system has for it', async () => {
  const fault = (code: string, syscall: string) => Object.assign(new Error(`${code}: ${syscall}`), { code, syscall });
  const path = join(folder, 'report.csv');
  const locked = async () => Promise.reject(fault('EBUSY', 'rename'));
  expect(await writeAside(path, locked)).toEqual(
    refuse('CANNOT_WRITE', { path, why: 'another program has the file open', isOpen: true }),
  );
  const why = (code: string, syscall: string, platform: NodeJS.Platform) => whyNot(fault(code, syscall), platform);
  // As libuv has it: a sharing violation is EBUSY, a file that may not be replaced is EPERM or EACCES.
  for (const code of ['EBUSY', 'EPERM', 'EACCES']) {
    expect(why(code, 'rename', 'win32')).toBe('another program has the file open');
  }
  expect(why('EPERM', 'open', 'win32')).toBe('writing there is not permitted');
  expect(why('EPERM', 'rename', 'linux')).toBe('writing there is not permitted');
});
