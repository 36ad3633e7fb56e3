import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { checkHead } from '../../electron/store/checkHead.ts';
import { createDatabase, openDatabase } from '../../electron/store/database.ts';
import { type EventRow, eventColumns, insertEvent } from '../../electron/store/eventRow.ts';
import { collectFindings } from '../../electron/store/findings.ts';
import { migrationsFolder, readMigrations } from '../../electron/store/migrate.ts';
import { verifyLog } from '../../electron/store/verifyChain.ts';
import { type Dice, rollDice } from '../../electron/testing/dice.ts';
import { headOf, type NotedHead } from '../lib/madeLedgers.ts';
import { prepareStage, value } from '../lib/stage.ts';
import { type Chapter, openTally, type Tally } from '../lib/tally.ts';

/** Every byte of the file, or every n-th. */
const STRIDE_WHEN_SHORT = 211;
const SWAPS = 3000;
const SWAPS_WHEN_SHORT = 60;
const EVENTS = 8;
const PAGE_BYTES = 4096;

const logOnly = readMigrations(migrationsFolder).slice(0, 1);

/** A failing disk or a hand with a hex editor: whatever changes what the ledger says is found. */
export const bytes: Chapter = {
  name: 'bytes',
  what: 'one byte of a ledger’s file changed, each in turn; pages exchanged; verify must find what changed the content',
  needsShim: false,
  async run({ root, short, seed }) {
    const tally = openTally();
    const dice = rollDice(seed);
    const { file, head } = await smallLedger(root);
    const healthy = look(file, head);
    if (healthy.found.length > 0) tally.fail(`the ledger is not whole to begin with: ${healthy.found.join(' ')}`);
    tally.say('bytes of the file', file.length);
    for (let at = 0; at < file.length; at += short ? STRIDE_WHEN_SHORT : 1) {
      const changed = Buffer.from(file);
      changed[at] = (changed[at] ?? 0) ^ (1 << dice.below(8));
      tell(tally, 'bytes changed', `byte ${at}`, look(changed, head), healthy.content);
    }
    for (let i = 0; i < (short ? SWAPS_WHEN_SHORT : SWAPS); i++) {
      const [one, other] = twoPages(file, dice);
      const changed = Buffer.from(file);
      file.copy(changed, one, other, other + PAGE_BYTES);
      file.copy(changed, other, one, one + PAGE_BYTES);
      tell(tally, 'pages exchanged', `pages at ${one} and ${other}`, look(changed, head), healthy.content);
    }
    return tally.told();
  },
};

interface Seen {
  /** all that can be read of the ledger; null when it cannot be read to its end */
  readonly content: string | null;
  readonly found: readonly string[];
  /** found by SQLite's own check */
  readonly bySqlite: boolean;
}

function tell(
  tally: Tally,
  what: string,
  where: string,
  { content, found, bySqlite }: Seen,
  healthy: string | null,
): void {
  tally.count(what);
  if (content === healthy) return;
  tally.count('… that changed what the ledger says');
  if (!bySqlite) tally.count('… of them passed by SQLite’s own check');
  tally.mustBeNone('changed and not found', found.length > 0 ? 0 : 1, where);
}

/** The first events of a store in a file of the log alone, small enough that each of its bytes can be tried. */
async function smallLedger(root: string): Promise<{ readonly file: Buffer; readonly head: NotedHead }> {
  const stage = await prepareStage(root);
  const from = value(
    openDatabase(join(stage.kept, 'custody.assettrack'), {
      readonly: true,
      migrations: readMigrations(migrationsFolder),
    }),
  );
  const rows = from.db
    .prepare<[number], EventRow>(`SELECT ${eventColumns} FROM events WHERE seq <= ?`)
    .raw()
    .all(EVENTS);
  from.close();
  const path = join(root, 'small');
  const store = value(createDatabase(path, logOnly));
  const insert = store.db.prepare<[EventRow]>(insertEvent);
  for (const row of rows) insert.run(row);
  const head = headOf(store.db);
  store.close();
  const db = new Database(path);
  // A file that is read from memory can have no log beside it.
  db.pragma('journal_mode = DELETE');
  db.exec('VACUUM');
  db.close();
  copyFileSync(path, `${path}.kept`);
  writeFileSync(path, '');
  return { file: readFileSync(`${path}.kept`), head };
}

function look(file: Buffer, head: NotedHead): Seen {
  let db: Database.Database | null = null;
  const found = collectFindings();
  let content: string | null = null;
  try {
    db = new Database(file);
    db.pragma('cell_size_check = ON');
    verifyLog(db, found, { migrations: logOnly, pins: null });
    const noted = { ...head, storeId: '', at: 0, closed: false };
    for (const finding of checkHead(db, { kind: 'head', head: noted }, head.deviceId)) found.add(finding);
    content = contentOf(db);
  } catch (error) {
    if (!(error instanceof Database.SqliteError)) throw error;
    found.add({ code: 'INTEGRITY', message: error.message });
  } finally {
    db?.close();
  }
  const { counts } = found.report();
  return { content, found: Object.keys(counts), bySqlite: counts.INTEGRITY !== undefined };
}

/** Every way in which the events are read: by their order, and by each index. */
function contentOf(db: Database.Database): string {
  const all = (sql: string) => JSON.stringify(db.prepare(sql).raw().all());
  return [
    all(`SELECT ${eventColumns} FROM events ORDER BY seq`),
    all('SELECT event_id, seq FROM events ORDER BY event_id'),
    all('SELECT device_id, device_seq, seq FROM events ORDER BY device_id, device_seq'),
    all('SELECT stream_id, seq FROM events ORDER BY stream_id, seq'),
    all('SELECT sql FROM sqlite_schema ORDER BY name'),
  ].join('\n');
}

function twoPages(file: Buffer, dice: Dice): [number, number] {
  const pages = file.length / PAGE_BYTES;
  const one = 1 + dice.below(pages - 1);
  const other = 1 + ((one + dice.below(pages - 2)) % (pages - 1));
  return [one * PAGE_BYTES, other * PAGE_BYTES];
}
