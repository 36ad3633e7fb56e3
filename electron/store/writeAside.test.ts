import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { accept, refuse } from '../../shared/result.ts';
import { writeAside } from './writeAside.ts';

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
  if (process.getuid?.() !== 0) {
    chmodSync(join(folder, 'folder'), 0o500);
    expect(await why('folder', 'a.csv')).toBe('writing there is not permitted');
  }
});
