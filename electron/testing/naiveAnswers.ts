import { effectiveFacts, type Walk, walk, worldAt } from './naiveModel.ts';
import { type AssetState, type LogEvent, normalTag, type Place, type Where, type World } from './naiveWorld.ts';

/** A row of the `custody` query, without its mark for corrected histories. */
export interface CustodyRow {
  readonly tag: string;
  readonly status: Where['status'];
  readonly case: string | null;
  readonly slot: number | null;
  readonly holder: string | null;
  readonly since: string;
  readonly dueAt: string | null;
}

/** Where an asset was from one moment until before another (ms; null: until further notice). */
export interface Span {
  readonly status: Where['status'];
  readonly case: string | null;
  readonly slot: number | null;
  readonly holder: string | null;
  readonly from: number;
  readonly to: number | null;
  readonly openedBy: string;
  readonly closedBy: string | null;
}

/** The rows of `custody {at, knownAt}`, by tag. Instants are ms; `at` and `knownAt` are inclusive. */
export function custodyAt(events: readonly LogEvent[], at: number, knownAt = Number.POSITIVE_INFINITY): CustodyRow[] {
  const known = events.filter((event) => Date.parse(event.receivedAt) <= knownAt);
  const world = worldAt(known, at);
  return [...world.assets.values()]
    .map((asset) => ({
      tag: asset.tag,
      ...named(world, asset.where),
      since: new Date(asset.since).toISOString(),
      dueAt: asset.where.status === 'holder' ? asset.where.dueAt : null,
    }))
    .sort((a, b) => (normalTag(a.tag) < normalTag(b.tag) ? -1 : 1));
}

/** The custody spans of each asset by its id, oldest first, in today's names; those without length are left out. */
export function spansOf(events: readonly LogEvent[]): Map<string, Span[]> {
  const states = new Map<string, AssetState[]>();
  const { world } = walk(effectiveFacts(events), ({ assets }, fact) => {
    const asset = assets.get(fact.streamId);
    if (asset?.openedBy === fact.eventId) states.set(asset.id, [...(states.get(asset.id) ?? []), asset]);
  });
  const spans = new Map<string, Span[]>();
  for (const [id, ofAsset] of states) {
    const all = ofAsset.map((asset, i): Span => {
      const next = ofAsset[i + 1];
      const end = { to: next?.since ?? null, closedBy: next?.openedBy ?? null };
      return { ...named(world, asset.where), from: asset.since, openedBy: asset.openedBy, ...end };
    });
    spans.set(
      id,
      all.filter((span) => span.from !== span.to),
    );
  }
  return spans;
}

/** Everything there is at the end, by the names people use: what two logs with other ids can be compared by. */
export function worldInWords({ world }: Walk) {
  /** A home whose case is not there at that moment is none. */
  const place = (home: Place | null) => {
    const box = home && world.cases.get(home.caseId);
    return box ? { case: box.code, slot: home.slot } : null;
  };
  return {
    assets: [...world.assets.values()]
      .map((a) => ({ tag: a.tag, barcode: a.barcode, since: a.since, home: place(a.home), ...named(world, a.where) }))
      .sort((a, b) => (a.tag < b.tag ? -1 : 1)),
    cases: [...world.cases.values()]
      .map(({ code, slots, sealed, retired }) => ({ code, slots, sealed, retired }))
      .sort((a, b) => (a.code < b.code ? -1 : 1)),
    holders: [...world.holders.values()]
      .map(({ name, active }) => ({ name, active }))
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
  };
}

function named(world: World, where: Where): Pick<CustodyRow, 'status' | 'case' | 'slot' | 'holder'> {
  const nowhere = { case: null, slot: null, holder: null };
  if (where.status === 'slot') {
    return { ...nowhere, status: 'slot', case: world.cases.get(where.caseId)?.code ?? null, slot: where.slot };
  }
  if (where.status === 'holder') {
    return { ...nowhere, status: 'holder', holder: world.holders.get(where.holderId)?.name ?? null };
  }
  return { ...nowhere, status: where.status };
}
