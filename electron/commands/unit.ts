import { type CaseHistory, foldCase } from '../../shared/case/caseHistory.ts';
import { type AssetHistory, foldAsset, type Stay } from '../../shared/custody/asset.ts';
import type { SlotPlace } from '../../shared/custody/place.ts';
import { assetAt } from '../../shared/decide/common.ts';
import type { AssetAround, Draft } from '../../shared/decide/look.ts';
import type { Change, StoredEvent, StreamType } from '../../shared/event.ts';
import { comparePoints, type Entry, endOf, inOrder, type Point, type Violation } from '../../shared/history/entry.ts';
import { judge, type OtherStay } from '../../shared/history/judge.ts';
import { foldHolder, type HolderHistory } from '../../shared/holder/holderHistory.ts';
import type { History, StreamHistory } from '../store/history.ts';
import type { Lookups } from '../store/lookups.ts';
import type { Neighbours, Standing } from '../store/neighbours.ts';
import type { Folded, Touched } from '../store/projections/projector.ts';
import { changesOf } from './changes.ts';
import { namesSomething, openNames } from './names.ts';
import type { Watch } from './stages.ts';

type Kind = 'asset' | 'case' | 'holder';

const isKind = (type: StreamType): type is Kind => type === 'asset' || type === 'case' || type === 'holder';

/** A stream that was looked at, with the unit's events in place. */
interface Loaded {
  readonly kind: Kind;
  readonly before: StreamHistory;
  entries: readonly Entry[];
  version: number;
  correctedFrom: number | null;
  /** the earliest point at which the unit changed it; null: it did not */
  since: Point | null;
  /** forgotten whenever the entries change */
  folded: AssetHistory | CaseHistory | HolderHistory | null;
}

export type Unit = ReturnType<typeof openUnit>;

/**
 * The streams that one transaction touches, held in memory with its events in place: what deciders look at, what is
 * judged, and what the projections are written from. One unit serves one command, or all lines of an atomic run.
 */
export function openUnit(history: History, lookups: Lookups, neighbours: Neighbours) {
  const streams = new Map<string, Loaded>();
  const freshIds = new Set<string>();
  const names = openNames(lookups, (kind, id) => load(kind, id).entries);

  function load(kind: Kind, id: string): Loaded {
    const known = streams.get(id);
    if (known) return known;
    const before = freshIds.has(id) ? NOTHING : history.stream(id);
    const { entries, version, correctedFrom } = before;
    const loaded: Loaded = { kind, before, entries, version, correctedFrom, since: null, folded: null };
    streams.set(id, loaded);
    return loaded;
  }

  function fold<K extends Kind>(
    kind: K,
    id: string,
  ): { asset: AssetHistory; case: CaseHistory; holder: HolderHistory }[K] {
    const loaded = load(kind, id);
    loaded.folded ??= FOLDS[kind](id, loaded.entries);
    // The one cast: TypeScript cannot see that the kind and what its fold gives belong together.
    return loaded.folded as { asset: AssetHistory; case: CaseHistory; holder: HolderHistory }[K];
  }

  const touched = (kind: Kind): readonly (readonly [string, Loaded & { readonly since: Point }])[] =>
    [...streams].flatMap(([id, loaded]) =>
      loaded.kind === kind && loaded.since ? [[id, { ...loaded, since: loaded.since }] as const] : [],
    );

  const isTouchedAsset = (assetId: string): boolean => streams.get(assetId)?.since != null;

  /** Stays of assets that the unit touched but that are not judged right now. */
  function bystanders(judgedIds: ReadonlySet<string>, matches: (stay: Stay) => boolean): readonly OtherStay[] {
    return touched('asset').flatMap(([id]) => {
      if (judgedIds.has(id)) return [];
      const { asset, stays } = fold('asset', id);
      const tag = asset.exists ? asset.details.tag : '?';
      return stays.filter(matches).map((stay) => ({ ...stay, tag }));
    });
  }

  function judgeThese(
    assets: readonly { history: AssetHistory; since: Point }[],
    cases: readonly { history: CaseHistory; since: Point }[],
    holders: readonly { history: HolderHistory; since: Point }[],
    told?: Watch,
  ): readonly Violation[] {
    const judgedIds = new Set(assets.map(({ history: { assetId } }) => assetId));
    const everyoneTouched = touched('asset').every(([id]) => judgedIds.has(id));
    const isOther = (assetId: string): boolean => !isTouchedAsset(assetId) && !judgedIds.has(assetId);
    const others = (stays: readonly OtherStay[], matches: (stay: Stay) => boolean) => [
      ...stays.filter((stay) => isOther(stay.assetId)),
      ...(everyoneTouched ? [] : bystanders(judgedIds, matches)),
    ];
    return judge(
      {
        assets,
        cases,
        holders,
        caseHistory: (id) => fold('case', id),
        holderHistory: (id) => fold('holder', id),
        otherStaysInSlot: (place, from, to) =>
          others(
            neighbours.inSlot(place, from, to, isOther),
            (stay) =>
              stay.place.kind === 'slot' && stay.place.caseId === place.caseId && stay.place.slot === place.slot,
          ),
        otherStaysInCase: (id, from) =>
          others(neighbours.inCase(id, from), (stay) => stay.place.kind === 'slot' && stay.place.caseId === id),
        otherStaysWithHolder: (id, from) =>
          others(neighbours.withHolder(id, from), (stay) => stay.place.kind === 'holder' && stay.place.holderId === id),
      },
      told,
    );
  }

  function put(kind: Kind, id: string, entry: Entry): void {
    const loaded = load(kind, id);
    loaded.entries = inOrder([...loaded.entries, entry]);
    loaded.folded = null;
  }

  function changedAt(loaded: Loaded, point: Point, seq: number): void {
    if (loaded.since === null || comparePoints(point, loaded.since) < 0) loaded.since = point;
    loaded.version = Math.max(loaded.version, seq);
    loaded.folded = null;
  }

  /** What would be illegal with this draft about an asset in place; nothing is kept. */
  function check({ streamId, type, data }: Draft, occurredAt: number): readonly Violation[] {
    const since = endOf(occurredAt);
    const seq = Number.MAX_SAFE_INTEGER;
    const entry: Entry = { seq, eventId: 'draft', streamId, type, data, point: since, supersedes: null };
    const withDraft = foldAsset(streamId, inOrder([...load('asset', streamId).entries, entry]));
    return judgeThese([{ history: withDraft, since }], [], []);
  }

  function standingAt(assetId: string, at: number): readonly AssetAround[] {
    const asset = assetAt(load('asset', assetId).entries, at);
    if (!asset.exists) return [];
    const { place, home, details } = asset;
    const caseId = place.kind === 'slot' ? place.caseId : null;
    return [
      { assetId, tag: details.tag, caseId, homeCaseId: home?.caseId ?? null, isRetired: place.kind === 'retired' },
    ];
  }

  return {
    /** Takes an id that was made just now: nothing of its stream need be looked for in the log. */
    fresh(id: string): string {
      freshIds.add(id);
      return id;
    },
    assetByCode: (code: string): string | null => names.find('asset', code),
    caseByCode: (code: string): string | null => names.find('case', code),
    holderByName: (name: string): string | null => names.find('holder', name),
    entries: (kind: Kind, id: string): readonly Entry[] => load(kind, id).entries,
    version: (kind: Kind, id: string): number => load(kind, id).version,
    /** What is at home in a case, or ever stayed in it, and what the unit touched, as it stands at a moment, ms. */
    around(caseId: string, at: number): readonly AssetAround[] {
      const isSettled = neighbours.isSettled(at);
      const known = neighbours.around(caseId).filter(({ assetId }) => !isTouchedAsset(assetId));
      return [
        ...known.flatMap((row) => (isSettled ? standingOf(row) : standingAt(row.assetId, at))),
        ...touched('asset').flatMap(([id]) => standingAt(id, at)),
      ];
    },

    occupantAt({ caseId, slot }: Pick<SlotPlace, 'caseId' | 'slot'>, at: number): string | null {
      for (const [id, { entries }] of touched('asset')) {
        const asset = assetAt(entries, at);
        if (asset.exists && asset.place.kind === 'slot' && asset.place.caseId === caseId && asset.place.slot === slot) {
          return id;
        }
      }
      const occupant = neighbours.occupantAt(caseId, slot, at);
      return occupant !== null && isTouchedAsset(occupant) ? null : occupant;
    },

    /** The field-level before → after of an event where it will stand, as known now. */
    changesOf: (draft: Draft, occurredAt: number): readonly Change[] =>
      changesOf(draft, isKind(draft.streamType) ? load(draft.streamType, draft.streamId).entries : [], occurredAt),

    /** Reads the streams that a draft will change, while the log does not yet hold its event. */
    before({ streamType, streamId, supersedes }: Draft): void {
      if (!isKind(streamType)) return;
      load(streamType, streamId);
      if (supersedes) load(streamType, supersedes.streamId);
    },

    /** Takes an appended event, announced by `before`, into the streams that it changes. */
    take(event: StoredEvent, superseded: StoredEvent | null): void {
      const { streamType, streamId, seq, eventId, type, data, occurredAt: at } = event;
      if (!isKind(streamType)) return;
      const own = superseded ? history.rootPoint(superseded.eventId) : { hlc: event.hlc, deviceId: event.deviceId };
      const point: Point = { at, ...own };
      const into = load(streamType, streamId);
      if (superseded) {
        const from = load(streamType, superseded.streamId);
        const old: Point = { at: superseded.occurredAt, ...own };
        from.entries = from.entries.filter((entry) => entry.eventId !== superseded.eventId);
        from.correctedFrom = Math.min(from.correctedFrom ?? at, superseded.occurredAt, at);
        changedAt(from, old, seq);
        into.correctedFrom = Math.min(into.correctedFrom ?? at, at);
      }
      changedAt(into, point, seq);
      if (!type.startsWith('EVENT_')) {
        const supersedes = superseded?.eventId ?? null;
        put(streamType, streamId, { seq, eventId, streamId, type, data, point, supersedes });
      }
      if (superseded && namesSomething(superseded.type)) names.learn(streamType, superseded.streamId);
      if (namesSomething(type)) names.learn(streamType, streamId);
    },

    /** Everything that would be illegal with the unit's events in place. */
    violations: (told?: Watch): readonly Violation[] => [
      ...names.violations(),
      ...judgeThese(
        touched('asset').map(([id, { since }]) => ({ history: fold('asset', id), since })),
        touched('case').map(([id, { since }]) => ({ history: fold('case', id), since })),
        touched('holder').map(([id, { since }]) => ({ history: fold('holder', id), since })),
        told,
      ),
    ],

    /** Would this draft about an asset, at this moment, be legal beside what is there? Nothing is kept. */
    isLegal(draft: Draft, occurredAt: number): boolean {
      return check(draft, occurredAt).length === 0;
    },

    check,

    /** One asset with the unit's events in place. */
    asset: (id: string): AssetHistory => fold('asset', id),

    /** The touched streams folded, for the projections. */
    touched: (): Touched => ({
      assets: touched('asset').map(([id, loaded]) => foldedOf(fold('asset', id), loaded)),
      cases: touched('case').map(([id, loaded]) => foldedOf(fold('case', id), loaded)),
      holders: touched('holder').map(([id, loaded]) => foldedOf(fold('holder', id), loaded)),
    }),

    /** Each touched asset as it was before the unit and as it is with its events in place. @param but  those left out */
    assetsBeforeAndAfter: (
      but: ReadonlySet<string> = new Set(),
    ): readonly { readonly before: AssetHistory; readonly after: AssetHistory }[] =>
      touched('asset')
        .filter(([id]) => !but.has(id))
        .map(([id, { before }]) => ({ before: foldAsset(id, before.entries), after: fold('asset', id) })),
  };
}

const NOTHING: StreamHistory = { entries: [], version: 0, correctedFrom: null };

const standingOf = ({ assetId, tag, status, caseId, homeCaseId }: Standing): AssetAround => ({
  assetId,
  tag,
  caseId,
  homeCaseId,
  isRetired: status === 'retired',
});

const FOLDS = { asset: foldAsset, case: foldCase, holder: foldHolder } as const;

function foldedOf<F>(
  history: F,
  { before, entries, version, correctedFrom, since }: Loaded & { since: Point },
): Folded<F> {
  return { history, stream: { entries, version, correctedFrom }, since, isNew: before.version === 0 };
}
