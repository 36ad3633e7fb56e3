import type { Database } from 'better-sqlite3';
import { eventsAside } from './eventsAside.ts';
import { openHistory } from './history.ts';
import { openProjector } from './projections/projector.ts';

/** Derives every projection anew from the log, in the caller's transaction: after a migration, whose tables the log fills. */
export function deriveAnew(db: Database): void {
  openProjector(db).rebuild(eventsAside(db), openHistory(db));
}
