import type { Database } from 'better-sqlite3';
import { v7 as uuidv7 } from 'uuid';
import { seededRandom } from '../../electron/demo/random.ts';
import { deviceInfo } from '../../electron/deviceInfo.ts';
import { chains } from '../../electron/store/chains.ts';
import { openDatabase } from '../../electron/store/database.ts';
import { findDevice } from '../../electron/store/device.ts';
import { type EventLog, openEventLog } from '../../electron/store/eventLog.ts';
import { migrationsFolder, readMigrations } from '../../electron/store/migrate.ts';
import type { NewEvent } from '../../shared/event.ts';
import { DAY_MS, formatInstant } from '../../shared/time.ts';
import type { BigStore } from './bigStore.ts';
import { value } from './value.ts';

export interface Appending {
  readonly db: Database;
  readonly log: EventLog;
  /** one event in a transaction of its own, as a command does it */
  append(event: NewEvent): void;
  close(): void;
}

/** Opens a copy of a store below everything that decides: its log alone. */
export function openToAppend({ path, home }: BigStore): Appending {
  const { db, close, path: realPath } = value(openDatabase(path, { migrations: readMigrations(migrationsFolder) }));
  const all = chains(db);
  const device = value(findDevice(home, realPath, all[0]?.storeId ?? '', all, 'write'));
  if (!device) throw new Error('a copy of a store has lost its device');
  const log = openEventLog(db, device);
  const begin = db.prepare('BEGIN IMMEDIATE');
  const commit = db.prepare('COMMIT');
  return {
    db,
    log,
    append(event) {
      begin.run();
      log.append([event]);
      commit.run();
    },
    close,
  };
}

/** Events that could follow those of a store: issues of its assets, in no order. Nobody asks here if they are legal. */
export function nextEvents(db: Database, count: number): readonly NewEvent[] {
  const random = seededRandom(count);
  const streams = db
    .prepare<[], string>("SELECT stream_id FROM events WHERE type = 'ASSET_ADDED' ORDER BY seq LIMIT 100000")
    .pluck()
    .all();
  const operatorId = db.prepare<[], string>("SELECT stream_id FROM events WHERE type = 'OPERATOR_ADDED'").pluck().get();
  const last = db.prepare<[], number>('SELECT max(recorded_at) FROM events').pluck().get() ?? 0;
  return Array.from({ length: count }, (_, i) => {
    const recordedAt = last + 1 + i * 60_000;
    const holder = `Ines Albrecht ${random.between(1, 1000)}`;
    const dueAt = formatInstant(recordedAt + 14 * DAY_MS);
    const slot = { case: `CASE-${random.between(1, 1000)}`, slot: random.between(1, 60) };
    return {
      eventId: uuidv7({ msecs: recordedAt }),
      streamType: 'asset',
      streamId: streams.length > 0 ? random.pick(streams) : uuidv7({ msecs: recordedAt }),
      type: 'ASSET_ISSUED',
      occurredAt: recordedAt,
      occurredOffset: 60,
      recordedAt,
      clockSuspect: false,
      actorKind: 'user',
      actorId: operatorId ?? null,
      actorRole: 'admin',
      data: { holder, holderId: uuidv7({ msecs: last }), dueAt, purpose: 'Survey of the river' },
      changes: [
        { field: 'status', before: 'slot', after: 'holder' },
        { field: 'slot', before: slot, after: null },
        { field: 'holder', before: null, after: holder },
        { field: 'dueAt', before: null, after: dueAt },
      ],
      note: null,
      deviceInfo,
      commandId: null,
      commandHash: null,
      correlationId: uuidv7({ msecs: recordedAt }),
      supersedesEventId: null,
      correctionReason: null,
    } satisfies NewEvent;
  });
}
