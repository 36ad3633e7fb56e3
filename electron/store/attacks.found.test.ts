import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { closeInOrder, type ExampleLog, exampleLog, lastSeq, seqOf } from '../testing/exampleLog.ts';
import {
  anEvent,
  aStore,
  foreignConnection,
  forge,
  forgedRow,
  logOnly,
  refusal,
  reopen,
  rowAt,
  storeId,
  unwrap,
  uuid,
  withoutTriggers,
} from '../testing/storeFixture.ts';
import { checkHead } from './checkHead.ts';
import { openDatabase } from './database.ts';
import { deviceFolder } from './device.ts';
import { eventHash, genesisHash } from './eventHash.ts';
import { openEventLog } from './eventLog.ts';
import { type EventRow, insertEvent } from './eventRow.ts';
import { collectFindings, type Finding } from './findings.ts';
import { openHeadFile, readHead } from './headFile.ts';
import { readPins } from './pins.ts';
import { verifyLog } from './verifyChain.ts';

/**
 * What SQLite cannot refuse, because the attacker changes the schema, the file or the whole of it: each is found, and
 * by the name that says what was done.
 */

/** All that the app can say of a store: with what it keeps outside it, or as a stranger would see it. */
function findingsOf(
  { path, home, device }: ExampleLog,
  knows: 'the outside' | 'the file alone' = 'the outside',
): readonly Finding[] {
  const { db, close } = reopen(path, { readonly: true });
  const found = collectFindings();
  const outside = knows === 'the outside';
  verifyLog(db, found, { migrations: logOnly, pins: outside ? readPins(deviceFolder(home, storeId)) : null });
  if (outside) for (const finding of checkHead(db, unwrap(readHead(home, device)), device.deviceId)) found.add(finding);
  close();
  return found.report().findings;
}

const codesOf = (findings: readonly Finding[]): string[] => [...new Set(findings.map(({ code }) => code))].sort();

/** Does something to the file of an example log as an attacker would, and says what is found then. */
function after(attack: (db: Database.Database) => void, knows?: 'the outside' | 'the file alone'): readonly Finding[] {
  const log = exampleLog();
  const db = foreignConnection(log.path);
  attack(db);
  db.close();
  return findingsOf(log, knows);
}

test('of a store that nobody touched there is nothing to find', () => {
  expect(findingsOf(exampleLog())).toEqual([]);
});

test('a well-formed event with a made-up hash: HASH, and that it came after the store was closed', () => {
  const findings = after((db) => forge(db, { hash: 'ab'.repeat(32) }));
  expect(codesOf(findings)).toEqual(['FOREIGN_EVENTS', 'HASH']);
  expect(findings.map(({ seq }) => seq)).toEqual([lastSeq + 1, lastSeq + 1]);
});

test('a well-formed event with the right hash: it came after the store was closed', () => {
  expect(codesOf(after((db) => forge(db)))).toEqual(['FOREIGN_EVENTS']);
});

test('a device made up by a stranger, its chain right in every way: DEVICE_KEY', () => {
  const findings = after((db) => {
    const deviceId = uuid('rogue');
    const publicKey = '07'.repeat(32);
    const last = rowAt(db, lastSeq);
    const formerHead = { deviceId: last[3], deviceSeq: last[4], hash: last[26] };
    forge(db, {
      device_id: deviceId,
      device_seq: 1,
      type: 'DEVICE_ADDED',
      stream_type: 'store',
      stream_id: storeId,
      actor_kind: 'system',
      actor_id: null,
      actor_role: null,
      data: JSON.stringify({ deviceId, shortCode: 'XXX', publicKey, formerHead }),
      prev_hash: genesisHash(storeId, deviceId, publicKey),
    });
  });
  expect(codesOf(findings)).toEqual(['DEVICE_KEY', 'FOREIGN_EVENTS']);
});

const schemaAttacks: readonly (readonly [string, string])[] = [
  ['DROP TRIGGER', 'DROP TRIGGER events_refuse_update'],
  ['CREATE TRIGGER', `CREATE TRIGGER a_helper AFTER INSERT ON events BEGIN DELETE FROM events WHERE note = 'x'; END`],
  ['DROP INDEX', 'DROP INDEX events_superseded_once'],
  ['CREATE VIEW', 'CREATE VIEW real_events AS SELECT * FROM events'],
  ['ALTER TABLE ADD', 'ALTER TABLE events ADD COLUMN remark TEXT'],
  [
    'a trigger in the name of another',
    `DROP TRIGGER events_refuse_update; CREATE TRIGGER events_refuse_update BEFORE UPDATE ON events BEGIN SELECT 1; END`,
  ],
  [
    'writable_schema',
    `PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace(sql, 'LEDGER_SEQ', 'LEDGER_QES') WHERE name = 'events_are_well_formed'`,
  ],
];

test.each(schemaAttacks)('%s: SCHEMA, and no more is written to such a store', (_name, sql) => {
  const log = exampleLog();
  const db = foreignConnection(log.path);
  db.exec(sql);
  db.close();
  expect(codesOf(findingsOf(log))).toEqual(['SCHEMA']);
  expect(refusal(openDatabase(log.path, { migrations: logOnly })).code).toBe('STORE_DAMAGED');
});

test('DROP TABLE: SCHEMA, and nothing can be read', () => {
  const codes = codesOf(after((db) => db.exec('DROP TABLE events'), 'the file alone'));
  expect(codes).toEqual(['INTEGRITY', 'SCHEMA']);
});

test('the triggers gone for a moment, a row in the middle changed: HASH, at that row', () => {
  const seq = seqOf('radio inspected');
  const findings = after((db) =>
    withoutTriggers(db, () => db.exec(`UPDATE events SET note = 'broken' WHERE seq = ${seq}`)),
  );
  expect(findings).toEqual([expect.objectContaining({ code: 'HASH', seq, eventId: uuid('radio inspected') })]);
});

test('the same, its hash made right again: LINK, at the row after it', () => {
  const seq = seqOf('radio inspected');
  const findings = after((db) =>
    withoutTriggers(db, () => {
      db.exec(`UPDATE events SET note = 'broken' WHERE seq = ${seq}`);
      db.prepare('UPDATE events SET hash = unhex(?) WHERE seq = ?').run(eventHash(rowAt(db, seq)), seq);
    }),
  );
  expect(findings).toEqual([expect.objectContaining({ code: 'LINK', seq: seq + 1 })]);
});

test('a row in the middle deleted: SEQ, DEVICE_SEQ and LINK, each saying where', () => {
  const seq = seqOf('radio inspected');
  const findings = after((db) => withoutTriggers(db, () => db.exec(`DELETE FROM events WHERE seq = ${seq}`)));
  expect(findings.map(({ code, seq: at }) => [code, at])).toEqual([
    ['SEQ', seq],
    ['DEVICE_SEQ', seq + 1],
    ['LINK', seq + 1],
    ['SUPERSESSION', seq + 1],
    ['FOREIGN_KEYS', seq + 1],
  ]);
  expect(findings[0]?.message).toBe(`Event ${seq} is missing from the log.`);
});

test('two rows exchanged: HASH and LINK', () => {
  const codes = codesOf(
    after((db) =>
      withoutTriggers(db, () => {
        const [a, b] = [seqOf('handover'), seqOf('task READ')];
        db.exec(`UPDATE events SET seq = 999 WHERE seq = ${a}; UPDATE events SET seq = ${a} WHERE seq = ${b};
                 UPDATE events SET seq = ${b} WHERE seq = 999`);
      }),
    ),
  );
  expect(codes).toEqual(expect.arrayContaining(['LINK', 'DEVICE_SEQ']));
});

const cutTail = (db: Database.Database) =>
  withoutTriggers(db, () => db.exec(`DELETE FROM events WHERE seq > ${lastSeq - 3}`));

test('the last three events deleted: only the head outside knows', () => {
  expect(after(cutTail, 'the file alone')).toEqual([]);
  const findings = after(cutTail);
  expect(findings).toEqual([expect.objectContaining({ code: 'HEAD_AHEAD', seq: lastSeq - 2 })]);
  expect(findings[0]?.message).toMatch(/^3 of the events .* are missing/);
});

function rewriteFrom(db: Database.Database, from: number, change: (row: EventRow) => EventRow): void {
  withoutTriggers(db, () => {
    const rows = Array.from({ length: lastSeq - from + 1 }, (_, i) => rowAt(db, from + i));
    db.exec(`DELETE FROM events WHERE seq >= ${from}`);
    let before = rows[0]?.[25] ?? '';
    for (const row of rows) {
      // Everything but the two hashes stands as it was, or as the forger wants it.
      const content = change(row).slice(0, 25);
      const hash = eventHash([...content, before]);
      db.prepare<unknown[]>(insertEvent).run(...content, before, hash);
      before = hash;
    }
  });
}

test('the whole chain rewritten with all its hashes: only the head outside knows', () => {
  const rewrite = (db: Database.Database) =>
    rewriteFrom(db, seqOf('radio inspected'), (row) => row.with(18, 'it never was broken') as unknown as EventRow);
  expect(after(rewrite, 'the file alone')).toEqual([]);
  expect(codesOf(after(rewrite))).toEqual(['HEAD_FORK']);
});

test('an older copy of the file put in its place: only the head outside knows', () => {
  const { path, home, device, store, log, append } = aStore([anEvent()]);
  append(anEvent());
  closeInOrder({ home, device, store, log });
  copyFileSync(path, `${path}.old`);
  const again = reopen(path);
  const longer = openEventLog(again.db, device);
  again.db.transaction(() => longer.append([anEvent()]))();
  closeInOrder({ home, device, store: again, log: longer });
  copyFileSync(`${path}.old`, path);
  expect(findingsOf({ path, home, device }, 'the file alone')).toEqual([]);
  expect(codesOf(findingsOf({ path, home, device }))).toEqual(['HEAD_AHEAD']);
});

test('an older copy continued to the same length: only the head outside knows', () => {
  const { path, home, device, store, log, append } = aStore([anEvent()]);
  store.db.pragma('wal_checkpoint(TRUNCATE)');
  copyFileSync(path, `${path}.old`);
  append(anEvent());
  closeInOrder({ home, device, store, log });
  copyFileSync(`${path}.old`, path);
  const db = foreignConnection(path);
  forge(db);
  db.close();
  expect(findingsOf({ path, home, device }, 'the file alone')).toEqual([]);
  expect(codesOf(findingsOf({ path, home, device }))).toEqual(['HEAD_FORK']);
});

const walDamage: readonly (readonly [string, (wal: Buffer) => Buffer | null])[] = [
  ['cut off', (wal) => wal.subarray(0, wal.length - 4096 - 24)],
  ['cut in the middle of a page', (wal) => wal.subarray(0, wal.length - 1000)],
  [
    'with a byte flipped',
    (wal) => {
      const at = wal.length - 2000;
      wal[at] = (wal[at] ?? 0) ^ 0x10;
      return wal;
    },
  ],
  ['deleted', () => null],
];

test.each(walDamage)(
  'a write-ahead log %s, after a crash: SQLite says nothing, the head outside does',
  (_name, damage) => {
    const { path, home, device, store, log, append } = aStore([anEvent()]);
    store.db.pragma('wal_checkpoint(TRUNCATE)');
    append(anEvent());
    append(anEvent());
    const head = unwrap(openHeadFile(home, device));
    const position = log.ownHead();
    if (position) head.write({ ...position, at: 0, closed: false });
    head.close();

    // The files as a crash leaves them.
    const crashed = `${path}.crashed`;
    copyFileSync(path, crashed);
    const wal = damage(readFileSync(`${path}-wal`));
    if (wal) writeFileSync(`${crashed}-wal`, wal);
    expect(findingsOf({ path: crashed, home, device }, 'the file alone')).toEqual([]);
    expect(codesOf(findingsOf({ path: crashed, home, device }))).toEqual(['HEAD_AHEAD']);
  },
);

test('PRAGMA user_version: a store from the future, or one whose schema is not that of its version', () => {
  const { path } = exampleLog();
  const set = (version: number) => {
    const db = foreignConnection(path);
    db.pragma(`user_version = ${version}`);
    db.close();
  };
  set(99);
  expect(refusal(openDatabase(path, { migrations: logOnly })).code).toBe('STORE_TOO_NEW');
  set(0);
  expect(refusal(openDatabase(path, { migrations: logOnly })).code).toBe('STORE_DAMAGED');
});

test('PRAGMA application_id: the store is not opened, and an open one says so', () => {
  const { path } = exampleLog();
  const { db } = reopen(path, { readonly: true });
  const stranger = foreignConnection(path);
  stranger.pragma('application_id = 7');
  const found = collectFindings();
  verifyLog(db, found, { migrations: logOnly, pins: null });
  expect(codesOf(found.report().findings)).toEqual(['APPLICATION_ID']);
  expect(refusal(openDatabase(path, { migrations: logOnly })).code).toBe('CANNOT_READ');
});

// The app's own connection, as strict as SQLite can be made.

test('on the app’s own connection the schema cannot be written, nor the journal switched off', () => {
  const { db } = reopen(exampleLog().path);
  db.pragma('writable_schema = ON');
  expect(db.pragma('writable_schema', { simple: true })).toBe(0);
  expect(() => db.exec('DELETE FROM sqlite_schema')).toThrow('may not be modified');
  expect(db.pragma('journal_mode = OFF', { simple: true })).toBe('wal');
});

test('on the app’s own connection an event with a wrong hash is refused', () => {
  const { db } = reopen(exampleLog().path);
  expect(() => forge(db, { hash: 'ab'.repeat(32) })).toThrow('LEDGER_HASH');
  const row = forgedRow(db);
  db.prepare<[EventRow]>(insertEvent).run(row);
  expect(rowAt(db, lastSeq + 1)).toEqual(row);
});

test('with every trigger dropped by another process, the open app still changes and deletes nothing', () => {
  const { path } = exampleLog();
  const { db } = reopen(path);
  const stranger = foreignConnection(path);
  for (const name of ['events_are_well_formed', 'events_refuse_update', 'events_refuse_delete']) {
    stranger.exec(`DROP TRIGGER ${name}`);
  }
  expect(() => db.exec('DELETE FROM events WHERE seq = 4')).toThrow('LEDGER_IMMUTABLE');
  expect(() => db.exec(`UPDATE events SET note = 'x'`)).toThrow('LEDGER_IMMUTABLE');
  expect(() => forge(db, { hash: 'ab'.repeat(32) })).toThrow('LEDGER_HASH');
});

test('the header of the file miscounts its free pages: INTEGRITY', () => {
  const log = exampleLog();
  const bytes = readFileSync(log.path);
  bytes.writeUInt32BE(5, 36);
  writeFileSync(log.path, bytes);
  expect(codesOf(findingsOf(log))).toEqual(['INTEGRITY']);
});

test('a head file taken away: HEAD_MISSING', () => {
  const log = exampleLog();
  rmSync(`${deviceFolder(log.home, storeId)}/${log.device.deviceId}.head`);
  expect(codesOf(findingsOf(log))).toEqual(['HEAD_MISSING']);
});

test('what no column takes, on a page that gives it back all the same, is a finding and no error of ours', () => {
  const found = after((db) => {
    db.exec('ALTER TABLE events RENAME TO former; CREATE TABLE events AS SELECT * FROM former');
    db.exec('UPDATE events SET hlc = NULL, device_seq = NULL WHERE seq = 3');
  });
  expect(found.find(({ seq }) => seq === 3)?.message).toContain('of no kind that its column takes');
});
