import { hash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { beginChain } from '../../electron/lifecycle/beginChain.ts';
import { newUuid } from '../../electron/newUuid.ts';
import { createDatabase } from '../../electron/store/database.ts';
import { createDevice } from '../../electron/store/device.ts';
import { openEventLog } from '../../electron/store/eventLog.ts';
import { eventsAside } from '../../electron/store/eventsAside.ts';
import { openHeadFile } from '../../electron/store/headFile.ts';
import { openHistory } from '../../electron/store/history.ts';
import { migrationsFolder, readMigrations } from '../../electron/store/migrate.ts';
import { openProjector } from '../../electron/store/projections/projector.ts';
import type { NewEvent } from '../../shared/event.ts';
import { say } from './say.ts';
import { tellTale } from './tale.ts';
import { value } from './value.ts';

export interface Size {
  readonly events: number;
  readonly assets: number;
}

/** A store closed in order, with the folder of its device's key. */
export interface BigStore {
  readonly path: string;
  readonly home: string;
  /** the admin in whose name all was recorded */
  readonly operatorId: string;
  readonly events: number;
  readonly assets: number;
}

const About = z.object({ operatorId: z.string(), events: z.number(), assets: z.number() });

/** 2024-10-01T06:00:00Z: two years of acts end before this was written. */
const STARTS_AT = 1_727_762_400_000;
const SEED = 20_241_001;
/** Events of one transaction while the log is written. */
const PER_TRANSACTION = 10_000;

/**
 * A store of this size, out of the cache or made now: every event goes through the real append with all that the
 * database checks, then every projection is derived once.
 *
 * Nobody may open it for writing: take a copy.
 */
export function bigStore(cache: string, size: Size): BigStore {
  const folder = join(cache, `store-${size.events}-${size.assets}-${keyOfMaking()}`);
  if (!existsSync(folder)) {
    // Made under another name: a copy's device then sees that the store it was bound to is gone, and moves along.
    const partial = `${folder}.partial`;
    rmSync(partial, { recursive: true, force: true });
    mkdirSync(partial, { recursive: true });
    make(partial, size);
    renameSync(partial, folder);
  }
  const about = About.parse(JSON.parse(readFileSync(join(folder, 'about.json'), 'utf8')));
  return { ...placesIn(folder), ...about };
}

/** A copy that may be written to, in a folder that is not there yet. */
export function copyOf(store: BigStore, folder: string): BigStore {
  const places = placesIn(folder);
  cpSync(store.home, places.home, { recursive: true });
  cpSync(store.path, places.path);
  return { ...store, ...places };
}

const placesIn = (folder: string) => ({ path: join(folder, 'store.assettrack'), home: join(folder, 'home') });

/** What the making depends on: the schema and the tale. */
function keyOfMaking(): string {
  const sources = [
    ...readMigrations(migrationsFolder).map(({ sql }) => sql),
    readFileSync(join(import.meta.dirname, 'tale.ts'), 'utf8'),
  ];
  return hash('sha256', sources.join('\0'), 'hex').slice(0, 16);
}

function make(folder: string, size: Size): void {
  const { path, home } = placesIn(folder);
  const store = value(createDatabase(path, readMigrations(migrationsFolder)));
  const { db } = store;
  const storeId = newUuid(STARTS_AT);
  const operatorId = newUuid(STARTS_AT);
  const device = value(createDevice(home, store.path, storeId, newUuid(STARTS_AT), []));
  const clock = { now: () => STARTS_AT, monotonic: () => 0, offset: () => 60 };
  beginChain(store, device, clock, newUuid, [
    { streamType: 'store', streamId: storeId, type: 'STORE_CREATED', data: { storeId, organisation: 'Bench' } },
    { streamType: 'operator', streamId: operatorId, type: 'OPERATOR_ADDED', data: { name: 'Ada', role: 'admin' } },
  ]);
  const log = openEventLog(db, device);
  const { shortCode } = device;
  const before = log.lastSeq();

  // Nothing of it is a fact yet: a power cut costs only the making.
  db.pragma('synchronous = OFF');
  const write = db.transaction((events: readonly NewEvent[]) => void log.append(events));
  let chunk: NewEvent[] = [];
  let done = before;
  const events = size.events - before;
  for (const event of tellTale({
    events,
    assets: size.assets,
    operatorId,
    shortCode,
    startsAt: STARTS_AT,
    seed: SEED,
  })) {
    chunk.push(event);
    if (chunk.length < PER_TRANSACTION) continue;
    write.immediate(chunk);
    done += chunk.length;
    chunk = [];
    if (done % (10 * PER_TRANSACTION) < PER_TRANSACTION) say(`making a store of ${size.events} events: ${done}`);
  }
  write.immediate(chunk);
  if (size.events > PER_TRANSACTION) say('deriving its projections');
  db.transaction(() => openProjector(db).rebuild(eventsAside(db), openHistory(db))).immediate();
  db.pragma('wal_checkpoint(TRUNCATE)');

  const head = value(openHeadFile(home, device));
  const own = log.ownHead();
  if (!own || !head.write({ ...own, at: STARTS_AT, closed: true }) || !head.sync()) throw new Error('no head');
  head.close();
  writeFileSync(join(folder, 'about.json'), JSON.stringify({ operatorId, events: log.lastSeq(), assets: size.assets }));
  store.close();
}
