import type { Database } from 'better-sqlite3';
import type { StoredEvent } from '../../shared/event.ts';
import type { EventLog } from './eventLog.ts';

export type Imports = ReturnType<typeof openImports>;

/** The events that one import recorded together. */
export interface ImportBatch {
  /** the event of the store that names file and counts; the last of the batch */
  readonly committed: StoredEvent;
  /** oldest first, without it */
  readonly events: readonly StoredEvent[];
}

/** Imports as the log has them: a batch is one transaction, so its events stand together, before the one that ends it. */
export function openImports(db: Database, log: Pick<EventLog, 'bySeq'>) {
  const seqOf = db
    .prepare<[string], number>(
      `SELECT seq FROM events WHERE stream_id = (SELECT stream_id FROM events WHERE seq = 1)
         AND type = 'IMPORT_COMMITTED' AND correlation_id = ?`,
    )
    .pluck();

  const firstOfKinds = db
    .prepare<[number], number>('SELECT min(seq) FROM events WHERE seq > ? GROUP BY stream_type, type')
    .pluck();

  return {
    /** Of what was appended after `seq`, one event of each type: enough to know what may have changed. */
    oneOfEachSince: (seq: number): readonly StoredEvent[] =>
      firstOfKinds.all(seq).flatMap((each) => log.bySeq(each) ?? []),

    /** @param batch  the correlation id of its events */
    batch(batch: string): ImportBatch | null {
      const committed = log.bySeq(seqOf.get(batch) ?? 0);
      if (!committed) return null;
      const events: StoredEvent[] = [];
      for (let seq = committed.seq - 1; ; seq -= 1) {
        const event = log.bySeq(seq);
        if (event?.correlationId !== batch) break;
        events.push(event);
      }
      return { committed, events: events.reverse() };
    },
  };
}
