import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openOperatorSecrets } from './operatorSecrets.ts';

const MIGRATION = join(import.meta.dirname, '../../migrations/0003_secrets_and_drafts.sql');
const ada = '019a0000-0000-7000-8000-00000000000a';
const nobody = '019a0000-0000-7000-8000-00000000000f';
const HASH = '$argon2id$v=19$m=65536,t=3,p=1$c2FsdA$aGFzaA';
const OTHER = '$argon2id$v=19$m=65536,t=3,p=1$c2FsdA$b3RoZXI';

let folder = '';
let db: Database.Database;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'secrets-'));
  db = new Database(join(folder, 'store.assettrack'));
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.exec(readFileSync(MIGRATION, 'utf8'));
});
afterEach(() => {
  db.close();
  rmSync(folder, { recursive: true });
});

const twoTries = { failedCount: 2, countedAt: 20, waitFrom: 10 };

test('tries are on the disk when the call returns, and a new PIN forgets them', () => {
  const secrets = openOperatorSecrets(db);
  secrets.setPin(ada, HASH, 1);
  const change = secrets.changeAttempts(ada, () => twoTries);
  expect(change).toEqual({
    before: { pinHash: HASH, setAt: 1, failedCount: 0, countedAt: 0, waitFrom: 0 },
    after: { pinHash: HASH, setAt: 1, ...twoTries },
  });

  const other = new Database(join(folder, 'store.assettrack'), { readonly: true });
  expect(openOperatorSecrets(other).find(ada)).toEqual({ pinHash: HASH, setAt: 1, ...twoTries });
  other.close();

  secrets.setPin(ada, OTHER, 2);
  expect(secrets.find(ada)).toEqual({ pinHash: OTHER, setAt: 2, failedCount: 0, countedAt: 0, waitFrom: 0 });
});

test('only the PIN that was looked at starts the count anew', () => {
  const secrets = openOperatorSecrets(db);
  secrets.setPin(ada, HASH, 1);
  secrets.changeAttempts(ada, () => twoTries);
  expect(secrets.clearAttempts(ada, OTHER)).toBe(false);
  expect(secrets.find(ada)).toMatchObject(twoTries);
  expect(secrets.clearAttempts(ada, HASH)).toBe(true);
  expect(secrets.find(ada)).toMatchObject({ failedCount: 0 });
});

test('who has no PIN here has no tries either', () => {
  const secrets = openOperatorSecrets(db);
  expect(secrets.find(nobody)).toBeNull();
  expect(secrets.changeAttempts(nobody, () => twoTries)).toBeNull();
  expect(secrets.clearAttempts(nobody, HASH)).toBe(false);
});

test('a refusal that changes nothing writes nothing', () => {
  const secrets = openOperatorSecrets(db);
  secrets.setPin(ada, HASH, 1);
  const rowsChanged = db.prepare('SELECT total_changes()').pluck();
  const before = rowsChanged.get();
  secrets.changeAttempts(ada, (attempts) => ({ ...attempts }));
  expect(rowsChanged.get()).toBe(before);
});

test('tries that a power cut or a rollback could undo are refused', () => {
  const secrets = openOperatorSecrets(db);
  secrets.setPin(ada, HASH, 1);
  const inside = db.transaction(() => secrets.changeAttempts(ada, () => twoTries));
  expect(inside).toThrow(/outside every other transaction/);
  db.pragma('synchronous = NORMAL');
  expect(() => secrets.changeAttempts(ada, () => twoTries)).toThrow(/synchronous = FULL/);
  expect(secrets.find(ada)).toMatchObject({ failedCount: 0 });
});

test('the table takes no PIN in the clear and no lesser hash', () => {
  const secrets = openOperatorSecrets(db);
  for (const hash of ['271828', '$argon2i$v=19$m=65536,t=3,p=1$c2FsdA$aGFzaA', '']) {
    expect(() => secrets.setPin(ada, hash, 1)).toThrow(/CHECK constraint failed/);
  }
});
