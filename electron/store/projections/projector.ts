import type { Database } from 'better-sqlite3';
import { type CaseHistory, foldCase } from '../../../shared/case/caseHistory.ts';
import { type AssetHistory, foldAsset } from '../../../shared/custody/asset.ts';
import type { StoredEvent } from '../../../shared/event.ts';
import type { Point } from '../../../shared/history/entry.ts';
import { foldHolder, type HolderHistory } from '../../../shared/holder/holderHistory.ts';
import type { FoldedKind, History, StreamHistory } from '../history.ts';
import { openAssets } from './assets.ts';
import { openAssignments } from './assignments.ts';
import { openByEvent } from './byEvent.ts';
import { openCases } from './cases.ts';
import { openCustodySpans } from './custodySpans.ts';
import { openHolders } from './holders.ts';
import { assetSearch, caseSearch, holderSearch, openSearch } from './search.ts';
import { withoutIndexes } from './withoutIndexes.ts';

/** A stream folded with everything in place, and the earliest point at which it changed. */
export interface Folded<F> {
  readonly history: F;
  readonly stream: StreamHistory;
  readonly since: Point;
  /** nothing of it was in the log before: no table holds anything of it */
  readonly isNew: boolean;
}

export interface Touched {
  readonly assets: readonly Folded<AssetHistory>[];
  readonly cases: readonly Folded<CaseHistory>[];
  readonly holders: readonly Folded<HolderHistory>[];
}

export type Projector = ReturnType<typeof openProjector>;

/** Tables that a rebuild writes, by name, with the columns that are their natural key's company left out. */
export const projectionTables: { readonly [table: string]: readonly string[] } = {
  settings: [],
  operators: [],
  holders: [],
  cases: [],
  case_seals: [],
  assets: [],
  asset_codes: [],
  asset_formerly: [],
  custody_spans: [],
  custody_moments: [],
  handovers: [],
  flags: [],
  doubtful_events: [],
  assignments: [],
  assignment_concerns: [],
  threshold_crossings: [],
  search_entries: ['entry_id'],
};

/** Tables that take most of a rebuild's time, each written in the order of its key; their indexes serve readers alone. */
export const indexedLast: readonly string[] = ['assets', 'asset_formerly', 'custody_spans', 'custody_moments'];

const isInSlot = ({ history: { asset } }: Folded<AssetHistory>): boolean => asset.exists && asset.place.kind === 'slot';

/** Whether a slot, tag or barcode that it now has may in the tables still be that of another asset of the command. */
const mayWantAnothers = (folded: Folded<AssetHistory>): boolean =>
  isInSlot(folded) || folded.stream.correctedFrom !== null;

/** Who leaves a slot before who comes into one. */
const leavingFirst = (a: Folded<AssetHistory>, b: Folded<AssetHistory>): number =>
  Number(isInSlot(a)) - Number(isInSlot(b));

/**
 * Writes what the log says into the tables that are read. The same code serves a command, a rebuild and, over
 * temporary tables of the same names, the comparison that `verify` makes.
 *
 * @param indexed  false where there is no full-text index to keep
 */
export function openProjector(db: Database, { indexed }: { readonly indexed: boolean } = { indexed: true }) {
  const assets = openAssets(db);
  const spans = openCustodySpans(db);
  const cases = openCases(db);
  const holders = openHolders(db);
  const byEvent = openByEvent(db);
  const assignments = openAssignments(db);
  const search = openSearch(db, { indexed });

  function take(event: StoredEvent, into = search): void {
    assignments.take(event);
    const entry = byEvent.take(event);
    if (entry) into.write(entry.entityId, entry);
  }

  /** An asset's custody, into tables that hold nothing of it yet. */
  function addCustody(history: AssetHistory, stream: StreamHistory): void {
    assets.add(history, stream);
    spans.add(history.stays);
  }

  /** The same for a stream of any kind. */
  const derive: {
    readonly [K in FoldedKind]: (id: string, stream: StreamHistory, entries: ReturnType<typeof openSearch>) => void;
  } = {
    asset(id, stream, entries) {
      const folded = foldAsset(id, stream.entries);
      addCustody(folded, stream);
      entries.add(assetSearch(folded));
    },
    case(id, stream, entries) {
      const folded = foldCase(id, stream.entries);
      cases.write(folded, stream);
      entries.add(caseSearch(folded));
    },
    holder(id, stream, entries) {
      const folded = foldHolder(id, stream.entries);
      holders.write(folded, stream);
      entries.add(holderSearch(folded));
    },
  };

  return {
    /** What an event changes by itself: to be called once for each appended event. */
    take: (event: StoredEvent): void => take(event),

    /**
     * What the touched streams come to, once all of a command's events are in place. What is searched comes last: a
     * full-text index that holds words in memory writes them out before each statement that a trigger may refuse.
     *
     * @param told  of many assets: how many are written
     */
    write(
      { assets: touchedAssets, cases: touchedCases, holders: touchedHolders }: Touched,
      told?: (done: number, total: number) => void,
    ): void {
      const known = touchedAssets.filter(({ isNew }) => !isNew);
      const added = touchedAssets.filter(({ isNew }) => isNew);
      // Each asset is taken up four times: its codes and its stays are withdrawn, it is written, and its words last.
      const rounds = 4 * known.length;
      if (touchedAssets.length > 1) {
        for (const [i, folded] of known.entries()) {
          told?.(i, rounds);
          if (mayWantAnothers(folded)) assets.withdraw(folded.history.assetId);
        }
      }
      for (const [i, { history, since }] of known.entries()) {
        told?.(known.length + i, rounds);
        spans.withdraw(history.assetId, history.stays, since);
      }
      for (const [i, { history, stream, since }] of known.toSorted(leavingFirst).entries()) {
        told?.(2 * known.length + i, rounds);
        assets.write(history, stream);
        spans.write(history.assetId, history.stays, since);
      }
      for (const { history, stream } of added) addCustody(history, stream);
      if (touchedCases.length > 1) for (const { history } of touchedCases) cases.withdraw(history.caseId);
      for (const { history, stream } of touchedCases) cases.write(history, stream);
      if (touchedHolders.length > 1) for (const { history } of touchedHolders) holders.withdraw(history.holderId);
      for (const { history, stream } of touchedHolders) holders.write(history, stream);
      for (const [i, { history }] of known.entries()) {
        told?.(3 * known.length + i, rounds);
        search.write(history.assetId, assetSearch(history));
      }
      for (const { history } of added) search.add(assetSearch(history));
      for (const { history } of touchedCases) search.write(history.caseId, caseSearch(history));
      for (const { history } of touchedHolders) search.write(history.holderId, holderSearch(history));
    },

    /**
     * Empties every projection and derives it from the log, one stream at a time.
     *
     * @param events  oldest first; those that a projection takes one by one (see `eventsAside`)
     * @returns how many streams were folded
     */
    rebuild(events: Iterable<StoredEvent>, history: History, onProgress?: (done: number) => void): number {
      // The full-text index is derived once at the end, from the entries; the largest tables get their indexes then.
      const entries = openSearch(db, { indexed: false });
      let done = 0;
      const fill = () => {
        for (const table of [assets, spans, cases, holders, byEvent, assignments, entries]) table.clear();
        for (const event of events) take(event, entries);
        for (const [kind, id, stream] of history.streams()) {
          derive[kind](id, stream, entries);
          done += 1;
          if (done % 1000 === 0) onProgress?.(done);
        }
      };
      if (indexed) {
        withoutIndexes(db, indexedLast, fill);
        spans.assertNoOverlap();
        search.reindex();
      } else {
        fill();
      }
      return done;
    },
  };
}
