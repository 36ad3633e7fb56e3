import type { Database } from 'better-sqlite3';
import type { ColumnValue } from '../../shared/eventHash.ts';
import { eventHash } from './eventHash.ts';

/**
 * The last line, on every connection that writes: an event whose hash is not that of the row as SQLite has it is
 * refused, and so is a change to a row even when the table's own triggers were dropped under the running app.
 *
 * TEMP triggers, because a trigger of the schema may not call our function under `trusted_schema = OFF`, and because
 * another process can neither see nor drop them.
 */
export function installGuards(db: Database): void {
  db.function('custody_hash', { varargs: true, deterministic: true }, (...row: ColumnValue[]) => eventHash(row));
  const covered = db
    .prepare<[], string>("SELECT name FROM pragma_table_info('events') ORDER BY cid")
    .pluck()
    .all()
    .filter((column) => column !== 'prev_hash' && column !== 'hash');
  db.exec(`
    CREATE TEMP TRIGGER guard_hash BEFORE INSERT ON main.events
    BEGIN
      SELECT RAISE(ABORT, 'LEDGER_HASH')
      WHERE lower(hex(NEW.hash))
        IS NOT custody_hash(${covered.map((column) => `NEW.${column}`).join(', ')}, lower(hex(NEW.prev_hash)));
    END;
    CREATE TEMP TRIGGER guard_update BEFORE UPDATE ON main.events
    BEGIN SELECT RAISE(ABORT, 'LEDGER_IMMUTABLE'); END;
    CREATE TEMP TRIGGER guard_delete BEFORE DELETE ON main.events
    BEGIN SELECT RAISE(ABORT, 'LEDGER_IMMUTABLE'); END;
  `);
}
