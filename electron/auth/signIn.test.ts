import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Clock, DAY_MS, formatInstant, HOUR_MS } from '../../shared/time.ts';
import { openOperatorSecrets } from '../store/operatorSecrets.ts';
import { hashPin } from './pin.ts';
import { openSignIn } from './signIn.ts';

const ROOT = join(import.meta.dirname, '../..');
const SECOND = 1000;
const YEAR = 365 * DAY_MS;
const NOON = Date.UTC(2026, 10, 21, 12);

const ada = { operatorId: '019a0000-0000-7000-8000-00000000000a', name: 'Ada', active: true };
const gone = { operatorId: '019a0000-0000-7000-8000-00000000000b', name: 'Grace', active: false };
const elsewhere = { operatorId: '019a0000-0000-7000-8000-00000000000c', name: 'Edsger', active: true };
const operators = [ada, gone, elsewhere];

const PIN = '271828';
const wrong = { ok: false, error: { code: 'NOT_SIGNED_IN', details: {} } };
const waiting = (until: number | null) => ({ operator: 'Ada', until: until === null ? null : formatInstant(until) });
const lockedOut = (until: number | null) => ({ ok: false, error: { code: 'LOCKED_OUT', details: waiting(until) } });
const nowLocked = (until: number | null) => ({
  ok: false,
  error: { code: 'NOT_SIGNED_IN', details: { ...waiting(until), justLocked: true } },
});
const signedIn = { ok: true, value: { operatorId: ada.operatorId } };

let pinHash = '';
let folder = '';
let open: Database.Database[] = [];

beforeAll(async () => {
  pinHash = await hashPin(PIN);
});
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sign-in-'));
  const db = connect();
  db.exec(readFileSync(join(ROOT, 'migrations/0003_secrets_and_drafts.sql'), 'utf8'));
  openOperatorSecrets(db).setPin(ada.operatorId, pinHash, NOON);
  openOperatorSecrets(db).setPin(gone.operatorId, pinHash, NOON);
});
afterEach(() => {
  closeAll();
  rmSync(folder, { recursive: true });
});

function closeAll(): void {
  for (const db of open) db.close();
  open = [];
}

function connect(): Database.Database {
  const db = new Database(join(folder, 'store.assettrack'));
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  open.push(db);
  return db;
}

/** A laptop's clock that a test moves: `pass` lets time go by, `set` turns the hands. */
function clockAt(at: number) {
  let [now, monotonic] = [at, 0];
  const clock: Clock = { now: () => now, monotonic: () => monotonic, offset: () => 0 };
  return {
    clock,
    pass(ms: number) {
      now += ms;
      monotonic += ms;
    },
    set(to: number) {
      now = to;
    },
  };
}

/** A run of the app on the store; the run before it has ended. */
function start(clock: Clock, lastRecordedAt = 0) {
  closeAll();
  const secrets = openOperatorSecrets(connect());
  const { signIn, confirmPin } = openSignIn({
    storeId: '019a0000-0000-7000-8000-0000000000ff',
    secrets,
    clock,
    findOperator: (name) => operators.find((operator) => operator.name.toLowerCase() === name.toLowerCase()) ?? null,
    operatorById: (id) => operators.find(({ operatorId }) => operatorId === id) ?? null,
    lastRecordedAt: () => lastRecordedAt,
    binding: { own: () => null },
  });
  return { signIn, confirmPin, secrets, failures: () => secrets.find(ada.operatorId)?.failedCount };
}

test('the right PIN signs in and starts the count anew', async () => {
  const { signIn, failures } = start(clockAt(NOON).clock);
  expect(await signIn('ada', '000000')).toEqual(wrong);
  expect(failures()).toBe(1);
  expect(await signIn('ada', PIN)).toEqual(signedIn);
  expect(failures()).toBe(0);
});

test('an unknown name, a deactivated operator and one without a PIN here are answered like a wrong PIN', async () => {
  const { signIn, confirmPin, secrets } = start(clockAt(NOON).clock);
  const answers = [
    await signIn('Mallory', PIN),
    await signIn('Grace', PIN),
    await signIn('Edsger', PIN),
    await confirmPin(gone.operatorId, PIN),
  ];
  expect(answers).toEqual([wrong, wrong, wrong, wrong]);
  expect(secrets.find(gone.operatorId)?.failedCount).toBe(0);
});

test('five wrong PINs are free, the waits double, ten lock until a new PIN is set', async () => {
  const laptop = clockAt(NOON);
  const { signIn, confirmPin, secrets } = start(laptop.clock);

  // Signing in and confirming share one count.
  for (let i = 0; i < 2; i++) expect(await signIn('Ada', '000000')).toEqual(wrong);
  for (let i = 0; i < 2; i++) expect(await confirmPin(ada.operatorId, '000000')).toEqual(wrong);

  for (const seconds of [30, 60, 120, 240, 480]) {
    const until = laptop.clock.now() + seconds * SECOND;
    expect(await signIn('Ada', '000000')).toEqual(nowLocked(until));
    laptop.pass(seconds * SECOND - 1);
    expect(await signIn('Ada', PIN)).toEqual(lockedOut(until));
    expect(await confirmPin(ada.operatorId, PIN)).toEqual(lockedOut(until));
    laptop.pass(1);
  }
  expect(await signIn('Ada', '000000')).toEqual(nowLocked(null));
  laptop.pass(10 * YEAR);
  expect(await signIn('Ada', PIN)).toEqual(lockedOut(null));

  secrets.setPin(ada.operatorId, await hashPin('314159'), laptop.clock.now());
  expect(await signIn('Ada', '314159')).toEqual(signedIn);
});

test('tries made all at once are counted one by one', async () => {
  const { signIn, failures } = start(clockAt(NOON).clock);
  const answers = await Promise.all(Array.from({ length: 20 }, () => signIn('Ada', '000000')));
  const codes = answers.map((answer) => !answer.ok && answer.error.code);
  expect(codes.filter((code) => code === 'NOT_SIGNED_IN')).toHaveLength(5);
  expect(codes.filter((code) => code === 'LOCKED_OUT')).toHaveLength(15);
  expect(failures()).toBe(5);
});

test('a PIN that is replaced while it is being looked at opens nothing', async () => {
  const { signIn, secrets } = start(clockAt(NOON).clock);
  const another = await hashPin('314159');
  const answer = signIn('Ada', PIN);
  secrets.setPin(ada.operatorId, another, NOON);
  expect(await answer).toEqual(wrong);
});

test('a new PIN set while the fifth wrong one is being looked at leaves no lock-out to record', async () => {
  const { signIn, secrets } = start(clockAt(NOON).clock);
  secrets.changeAttempts(ada.operatorId, () => ({ failedCount: 4, countedAt: NOON, waitFrom: NOON }));
  const answer = signIn('Ada', '000000');
  expect(secrets.find(ada.operatorId)?.failedCount).toBe(5);
  secrets.setPin(ada.operatorId, pinHash, NOON);
  expect(await answer).toEqual(wrong);
});

test('in a running app no turning of the clock shortens a wait', async () => {
  const laptop = clockAt(NOON);
  const { signIn } = start(laptop.clock);
  for (let i = 0; i < 5; i++) await signIn('Ada', '000000');

  laptop.pass(10 * SECOND);
  laptop.set(NOON + YEAR);
  expect(await signIn('Ada', PIN)).toEqual(lockedOut(NOON + YEAR + 20 * SECOND));
  laptop.set(NOON - YEAR);
  expect(await signIn('Ada', PIN)).toEqual(lockedOut(NOON - YEAR + 30 * SECOND));
  laptop.set(NOON + 10 * SECOND);
  expect(await signIn('Ada', PIN)).toEqual(lockedOut(NOON + 30 * SECOND));
  laptop.pass(20 * SECOND);
  expect(await signIn('Ada', PIN)).toEqual(signedIn);
});

test('a wait outlives a restart, and a clock that was a year ahead does not make it a year', async () => {
  const before = start(clockAt(NOON + YEAR).clock);
  for (let i = 0; i < 5; i++) await before.signIn('Ada', '000000');

  const laptop = clockAt(NOON);
  const { signIn } = start(laptop.clock, NOON + YEAR);
  expect(await signIn('Ada', PIN)).toEqual(lockedOut(NOON + 30 * SECOND));
  laptop.pass(30 * SECOND);
  expect(await signIn('Ada', PIN)).toEqual(signedIn);
});

test('guessing with restarts and a clock a year off either way stops at ten guesses', async () => {
  const random = seeded(47);
  let [guesses, app] = [0, start(clockAt(NOON).clock)];
  for (let i = 0; i < 300; i++) {
    const at = NOON + Math.floor((2 * random() - 1) * YEAR);
    if (random() < 0.7) app = start(clockAt(at + Math.floor(random() * HOUR_MS)).clock, NOON);
    const answer = await app.signIn('Ada', String(100_000 + i));
    if (!answer.ok && answer.error.code === 'NOT_SIGNED_IN') guesses += 1;
  }
  expect(guesses).toBe(10);
  expect(await app.signIn('Ada', PIN)).toEqual(lockedOut(null));
});

test('a process killed after counting and before checking has used up its guess', async () => {
  const { failures, signIn, secrets } = start(clockAt(NOON + 40 * YEAR).clock);
  const killedAt = (year: number) => {
    expect(killedWhileChecking(NOON + year * YEAR)).toBe('SIGKILL');
    return failures();
  };
  expect(killedAt(0)).toBe(1);
  secrets.changeAttempts(ada.operatorId, () => ({ failedCount: 9, countedAt: NOON, waitFrom: NOON }));
  // The wait is not over where the clock was set back; a year later it is, and the tenth is the last.
  expect(killedAt(-1)).toBe(9);
  expect(killedAt(1)).toBe(10);
  expect(killedAt(6)).toBe(10);
  expect(await signIn('Ada', PIN)).toEqual(lockedOut(null));
});

test('a try that cannot be counted is not looked at', async () => {
  const db = connect();
  db.pragma('query_only = ON');
  const needs = {
    storeId: '019a0000-0000-7000-8000-0000000000ff',
    secrets: openOperatorSecrets(db),
    clock: clockAt(NOON).clock,
    findOperator: () => ada,
    operatorById: () => ada,
    binding: { own: () => null },
  };
  const { signIn } = openSignIn({ ...needs, lastRecordedAt: () => 0 });
  await expect(signIn('Ada', PIN)).rejects.toMatchObject({ code: 'SQLITE_READONLY' });
});

/** Another process tries a PIN and dies while the hash is computed. @returns the signal it died of */
function killedWhileChecking(now: number): string | null {
  const script = `
    import Database from 'better-sqlite3';
    import { openOperatorSecrets } from './electron/store/operatorSecrets.ts';
    import { openSignIn } from './electron/auth/signIn.ts';

    const [file, now, operator] = process.argv.slice(1).map((text, i) => (i === 0 ? text : JSON.parse(text)));
    const db = new Database(file);
    db.pragma('synchronous = FULL');
    const { signIn } = openSignIn({
      secrets: openOperatorSecrets(db),
      clock: { now: () => now, monotonic: () => 0, offset: () => 0 },
      findOperator: () => operator,
      operatorById: () => operator,
      lastRecordedAt: () => 0,
      binding: { own: () => null },
    });
    signIn(operator.name, '000000'); // counts at once; the check goes on in another thread
    process.kill(process.pid, 'SIGKILL');
    await new Promise((resolve) => setTimeout(resolve, 10_000));
  `;
  const file = join(folder, 'store.assettrack');
  const args = ['--input-type=module', '-e', script, file, String(now), JSON.stringify(ada)];
  return spawnSync(process.execPath, args, { cwd: ROOT }).signal;
}

/** mulberry32: the same numbers from 0 to 1 for the same seed. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
