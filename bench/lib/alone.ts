import { chains } from '../../electron/store/chains.ts';
import { checkProjections } from '../../electron/store/checkProjections.ts';
import { openDatabase } from '../../electron/store/database.ts';
import { eventsAside } from '../../electron/store/eventsAside.ts';
import { collectFindings } from '../../electron/store/findings.ts';
import { openHistory } from '../../electron/store/history.ts';
import { migrationsFolder, readMigrations } from '../../electron/store/migrate.ts';
import { openAssets } from '../../electron/store/projections/assets.ts';
import { openCases } from '../../electron/store/projections/cases.ts';
import { openCustodySpans } from '../../electron/store/projections/custodySpans.ts';
import { openHolders } from '../../electron/store/projections/holders.ts';
import { openProjector } from '../../electron/store/projections/projector.ts';
import { withoutIndexes } from '../../electron/store/projections/withoutIndexes.ts';
import { scanLog } from '../../electron/store/scanLog.ts';
import { verifyStore } from '../../electron/verify.ts';
import { foldCase } from '../../shared/case/caseHistory.ts';
import { foldAsset } from '../../shared/custody/asset.ts';
import { foldHolder } from '../../shared/holder/holderHistory.ts';
import { castOf, openToAct } from './acting.ts';
import { nextEvents, openToAppend } from './appending.ts';
import type { BigStore } from './bigStore.ts';
import { peakMegabytes } from './peak.ts';
import { openRead, type Scan, scanC } from './reading.ts';
import { ratio, timed } from './timing.ts';
import { value } from './value.ts';

type Streamed = ReturnType<ReturnType<typeof openHistory>['streams']> extends Iterable<infer S> ? S : never;
type Args = Readonly<Record<string, string | number | undefined>>;

/** Work that is done in a process of its own: to know its memory, or how often it waits for the disk. */
export const jobs: Readonly<Record<string, (args: Args) => unknown>> = {
  rebuild({ path }) {
    const { db, close } = value(openDatabase(String(path), { migrations: readMigrations(migrationsFolder) }));
    const all = timed(() =>
      db.transaction(() => openProjector(db).rebuild(eventsAside(db), openHistory(db))).immediate(),
    );
    const scan = scanC(db);
    const events = db.prepare<[], number>('SELECT count(*) FROM events').pluck().get();
    close();
    return {
      events,
      streams: all.value,
      scanC: scan,
      rebuild: timesScan(all, scan),
      peakMegabytes: peakMegabytes(),
    };
  },

  /** A rebuild duty by duty: reading, folding, writing what is so now, writing all that ever was. Nothing is kept. */
  rebuildSteps({ path }) {
    const { db, close } = value(openDatabase(String(path), { migrations: readMigrations(migrationsFolder) }));
    const history = openHistory(db);
    const [assets, cases, holders, spans] = [openAssets(db), openCases(db), openHolders(db), openCustodySpans(db)];
    const read = timed(() => {
      for (const _ of history.streams());
    });
    const folded = timed(() => {
      for (const [kind, id, stream] of history.streams()) if (kind === 'asset') foldAsset(id, stream.entries);
    });
    const written = (tables: readonly string[], clear: () => void, write: (stream: Streamed) => void) => {
      db.exec('BEGIN IMMEDIATE');
      const step = timed(() => {
        clear();
        withoutIndexes(db, tables, () => {
          for (const stream of history.streams()) write(stream);
        });
      });
      db.exec('ROLLBACK');
      return step;
    };
    const current = written(
      ['assets'],
      () => {
        for (const table of [assets, cases, holders]) table.clear();
      },
      ([kind, id, stream]) => {
        if (kind === 'asset') assets.add(foldAsset(id, stream.entries), stream);
        if (kind === 'case') cases.write(foldCase(id, stream.entries), stream);
        if (kind === 'holder') holders.write(foldHolder(id, stream.entries), stream);
      },
    );
    const everything = written(['custody_spans', 'custody_moments'], spans.clear, ([kind, id, stream]) => {
      if (kind === 'asset') spans.add(foldAsset(id, stream.entries).stays);
    });
    const rows = db.prepare<[], number>('SELECT count(*) FROM custody_spans').pluck().get();
    const scan = scanC(db);
    close();
    return {
      scanC: scan,
      read: timesScan(read, scan),
      readAndFold: timesScan(folded, scan),
      current: timesScan(current, scan),
      spans: timesScan(everything, scan),
      rowsOfSpans: rows,
    };
  },

  verify({ path, home }) {
    const { db, close } = openRead({ path: String(path) });
    const scan = scanC(db);
    const part = (work: () => unknown) => timesScan(timed(work), scan);
    const found = collectFindings();
    const log = part(() => scanLog(db, { fromSeq: 1 }, found));
    const foreignKeys = part(() => db.prepare('SELECT count(*) FROM pragma_foreign_key_check').get());
    const integrity = part(() => db.prepare('SELECT * FROM pragma_integrity_check').all());
    const projections = part(() => {
      for (const finding of checkProjections(db)) found.add(finding);
    });
    const { length: devices } = chains(db);
    close();
    const all = timed(() => verifyStore({ path: String(path), home: String(home), migrations: migrationsFolder }));
    const findings = [...found.report().findings, ...all.value.findings];
    if (findings.length > 0) throw new Error(`verify finds ${JSON.stringify(findings.slice(0, 3))}`);
    return {
      events: all.value.events,
      devices,
      scanC: scan,
      log,
      foreignKeys,
      integrity,
      projections,
      verify: timesScan(all, scan),
      peakMegabytes: peakMegabytes(),
    };
  },

  append({ path, home, times }) {
    const store = openToAppend(storeOf({ path, home }));
    for (const event of nextEvents(store.db, Number(times))) store.append(event);
    store.close();
    return null;
  },

  /** Issues and returns, in turn. */
  async commands({ path, home, operatorId, times }) {
    const store = storeOf({ path, home, operatorId });
    const { tags, holders } = castOf(store, 100);
    const { custody, act } = openToAct(store);
    for (let i = 0; i < Number(times); i++) {
      const tag = tags[Math.floor(i / 2) % tags.length];
      await act(i % 2 === 0 ? { command: 'asset.issue', tag, holder: holders[0] } : { command: 'asset.return', tag });
    }
    custody.close();
    return null;
  },
};

const timesScan = ({ ms, cpuMs }: Scan, scan: Scan) => ({
  ms,
  cpuMs,
  timesScanC: ratio(ms, scan.ms),
  timesScanCByProcessor: ratio(cpuMs, scan.cpuMs),
});

const storeOf = ({ path, home, operatorId }: Args): BigStore => ({
  path: String(path),
  home: String(home),
  operatorId: String(operatorId),
  events: 0,
  assets: 0,
});
