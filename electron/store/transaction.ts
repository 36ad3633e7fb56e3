import type { Database } from 'better-sqlite3';
import type { StoredEvent } from '../../shared/event.ts';
import { watchPlace } from './watchPlace.ts';

/** What a transaction came to: the events to keep (perhaps none), or null to leave everything as it was. */
export interface Outcome<T> {
  readonly keep: readonly StoredEvent[] | null;
  readonly value: T;
}

export type Transaction = <T>(work: () => Outcome<T>) => Outcome<T>;

/**
 * Runs work in one IMMEDIATE transaction that is committed only if the work says so; a dry run and a refusal are rolled
 * back by saying no, without an error.
 *
 * @throws what the work throws, after a roll-back; an SQLITE_IOERR when the file is not the one that was opened any more
 */
export function openTransaction(db: Database): Transaction {
  const begin = db.prepare('BEGIN IMMEDIATE');
  const commit = db.prepare('COMMIT');
  const rollback = db.prepare('ROLLBACK');
  const place = watchPlace(db.name);
  return (work) => {
    begin.run();
    try {
      const outcome = work();
      if (outcome.keep) place.mustBeOurs();
      (outcome.keep ? commit : rollback).run();
      return outcome;
    } catch (error) {
      if (db.inTransaction) rollback.run();
      throw error;
    }
  };
}
