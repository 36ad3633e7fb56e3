import { assetAt } from '../../../shared/decide/common.ts';
import { learntSince } from './learntSince.ts';
import { isNow, knownSeq, type Moment, type Source } from './source.ts';
import { standOf } from './stands.ts';

/** What an asset may have been otherwise before. */
const facts = [
  'barcode',
  'model',
  'serial',
  'manufacturer',
  'model_code',
  'category',
  'notes',
  'attributes',
  'home_case_id',
  'home_slot_no',
  'condition',
] as const;
const rest = [
  'asset_id',
  'tag',
  'tag_key',
  'status',
  'case_id',
  'slot_no',
  'holder_id',
  'since',
  'due_at',
  'opened_by',
  'corrected_from',
  'version',
] as const;
const columns = [...rest, ...facts];

const places = ['status', 'case_id', 'slot_no', 'holder_id', 'due_at', 'opened_by'] as const;

/** What of an asset is looked at, where not all of it is: that saves most of the way into the past. */
export interface Looked {
  /** what it is, where it belongs, its condition */
  readonly facts: boolean;
  /** where it is, since when and until when */
  readonly places: boolean;
}

const settledOr = (then: string): string => `CASE WHEN a.version > (SELECT settled FROM asked) THEN (${then}) END`;
const STAY = `LEFT JOIN custody_spans s ON s.asset_id = a.asset_id AND s.from_at = ${settledOr(
  'SELECT max(from_at) FROM custody_spans WHERE asset_id = a.asset_id AND from_at <= (SELECT at FROM asked)',
)}`;
const FORMER = `LEFT JOIN asset_formerly f ON f.asset_id = a.asset_id AND f.to_at = ${settledOr(
  'SELECT min(to_at) FROM asset_formerly WHERE asset_id = a.asset_id AND to_at > (SELECT at FROM asked)',
)}`;
const otherwise = (table: string, key: string, names: readonly string[]): string =>
  names
    .map((name) => `CASE WHEN ${table}.${key} IS NULL THEN a.${name} ELSE ${table}.${name} END AS ${name}`)
    .join(', ');

/**
 * One row for each asset that was there at the moment asked about: what it was, where it belonged, and where it was. Of
 * what nothing was recorded about since, nothing is looked up.
 */
const then = (
  looked: Looked,
  but = '',
): string => `(SELECT a.rowid AS id, a.asset_id, a.tag, a.tag_key, a.corrected_from, a.version
    ${looked.facts ? `, ${otherwise('f', 'to_at', facts)}` : ''}
    ${looked.places ? `, ${otherwise('s', 'from_at', places)}, coalesce(s.from_at, a.since) AS since` : ''}
  FROM assets a ${looked.places ? STAY : ''} ${looked.facts ? FORMER : ''}
  WHERE a.added_at <= (SELECT at FROM asked)${but})`;

/** The same as it was known: those of which more was learnt since are those that were folded. */
const believed = (looked: Looked): readonly string[] => [
  `(SELECT id, ${columnsOf(looked).join(', ')} FROM folded)`,
  then(looked, ' AND a.asset_id NOT IN (SELECT id FROM learnt)'),
];
const columnsOf = (looked: Looked): readonly string[] => [
  ...['asset_id', 'tag', 'tag_key', 'corrected_from', 'version'],
  ...(looked.facts ? facts : []),
  ...(looked.places ? [...places, 'since'] : []),
];
const ASKED = 'asked AS MATERIALIZED (SELECT ? AS at, ? AS settled)';
const LEARNT = 'learnt AS MATERIALIZED (SELECT value AS id FROM json_each(?))';
const FOLDED = `folded AS MATERIALIZED (
  SELECT -1 - key AS id, ${columns.map((name) => `value ->> '$.${name}' AS ${name}`).join(', ')} FROM json_each(?))`;

export interface AssetsThen {
  /** what stands in the WITH before the SELECT */
  readonly first: readonly string[];
  /**
   * Tables in SQL, that together have each asset once, to be called `a`: the columns of `assets`, as far as they are
   * looked at, and `id`. A join is to be made with each of them: SQLite would write out a union of them for it.
   */
  tables(looked: Looked): readonly string[];
  /** the values of what stands first */
  readonly params: readonly (string | number)[];
}

/** All assets as they were, and were known, at a moment: what one list shows, now and then. */
export function assetsThen(source: Source, moment: Moment): AssetsThen {
  if (isNow(moment)) return { first: [], tables: () => ['(SELECT rowid AS id, * FROM assets)'], params: [] };
  const at = lastMoment(moment);
  if (moment.known === null)
    return { first: [ASKED], tables: (looked) => [then(looked)], params: [at, moment.settled] };
  const { learnt, rows } = foldedFor(source, moment);
  return { first: [ASKED, LEARNT, FOLDED], tables: believed, params: [at, moment.settled, learnt, rows] };
}

/** What was known by a moment had happened by then. */
export const lastMoment = ({ at, known }: Moment): number => Math.min(at, known?.at ?? at);

interface Folded {
  /** JSON: the ids of all that were folded, those too that were not there */
  readonly learnt: string;
  /** JSON: a row for each that was there */
  readonly rows: string;
}

/** The moment asked about last, by store: its pages are asked for one after the other, and it never changes. */
const last = new WeakMap<Source['read'], Folded & { readonly of: string }>();

/** Whatever more was learnt of since is folded from the log, as far as it was known then. */
function foldedFor(source: Source, moment: Moment): Folded {
  const { read, log } = source;
  const at = lastMoment(moment);
  const of = [at, knownSeq(moment), log.lastSeq()].join(' ');
  const known = last.get(read);
  if (known?.of === of) return known;
  const ids = learntSince(read, knownSeq(moment), at);
  const rows = JSON.stringify(ids.flatMap((id) => folded(source, id, moment)));
  const fresh = { of, learnt: JSON.stringify(ids), rows };
  last.set(read, fresh);
  return fresh;
}

/** The version that an asset had as far as it was known, for a row of the table. */
export function versionThen(
  { history }: Source,
  moment: Moment,
  { assetId, version }: { readonly assetId: string; readonly version: number },
): number {
  return moment.known === null || version <= knownSeq(moment)
    ? version
    : history.stream(assetId, knownSeq(moment)).version;
}

type Row = Readonly<Record<(typeof columns)[number], string | number | null>>;

function folded({ history }: Source, assetId: string, moment: Moment): readonly Row[] {
  const stream = history.stream(assetId, knownSeq(moment));
  const asset = assetAt(stream.entries, moment.at);
  const stand = standOf(assetId, asset, stream);
  if (!asset.exists || !stand) return [];
  const { details, home, condition } = asset;
  return [
    {
      asset_id: assetId,
      tag: stand.tag,
      tag_key: stand.tagKey,
      status: stand.status,
      case_id: stand.caseId,
      slot_no: stand.slot,
      holder_id: stand.holderId,
      since: stand.since,
      due_at: stand.dueAt,
      opened_by: stand.openedBy,
      corrected_from: stream.correctedFrom,
      version: stream.version,
      barcode: details.barcode,
      model: details.model,
      serial: details.serial,
      manufacturer: details.manufacturer,
      model_code: details.modelCode,
      category: details.category,
      notes: details.notes,
      attributes: JSON.stringify(details.attributes),
      home_case_id: home?.caseId ?? null,
      home_slot_no: home?.slot ?? null,
      condition,
    },
  ];
}
