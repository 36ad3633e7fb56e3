import { assetAt } from '../../../shared/decide/common.ts';
import { isNow, knownSeq, type Moment, type Source } from './source.ts';
import { standOf } from './stands.ts';
import { ofAdding, supersededSince } from './superseded.ts';

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
): string => `(SELECT a.rowid AS id, a.asset_id, a.tag, a.tag_key, a.corrected_from, a.version
    ${looked.facts ? `, ${otherwise('f', 'to_at', facts)}` : ''}
    ${looked.places ? `, ${otherwise('s', 'from_at', places)}, coalesce(s.from_at, a.since) AS since` : ''}
  FROM assets a ${looked.places ? STAY : ''} ${looked.facts ? FORMER : ''}
  WHERE a.added_at <= (SELECT at FROM asked))`;

/** Those that were folded, and of the table those that nothing was recorded about since. */
const BELIEVED = `(SELECT * FROM touched UNION ALL
  SELECT rowid AS id, ${columns.join(', ')} FROM assets
  WHERE version <= (SELECT settled FROM asked))`;
const WITH_MOMENT = 'WITH asked AS MATERIALIZED (SELECT ? AS at, ? AS settled) ';
const WITH_TOUCHED = `WITH asked AS MATERIALIZED (SELECT ? AS settled), touched AS MATERIALIZED (
  SELECT -1 - key AS id, ${columns.map((name) => `value ->> '$.${name}' AS ${name}`).join(', ')} FROM json_each(?)) `;

export interface AssetsThen {
  /** stands before the SELECT */
  readonly first: string;
  /** a table in SQL, to be called `a`: the columns of `assets`, as far as they are looked at, and `id` */
  table(looked: Looked): string;
  /** the values of what stands first */
  readonly params: readonly (string | number)[];
}

/** All assets as they were, and were known, at a moment: what one list shows, now and then. */
export function assetsThen(source: Source, moment: Moment): AssetsThen {
  if (isNow(moment)) return { first: '', table: () => '(SELECT rowid AS id, * FROM assets)', params: [] };
  if (moment.known === null) return { first: WITH_MOMENT, table: then, params: [moment.at, moment.settled] };
  return { first: WITH_TOUCHED, table: () => BELIEVED, params: [moment.settled, touchedSince(source, moment)] };
}

/** The moment asked about last, by store: its pages are asked for one after the other, and it never changes. */
const last = new WeakMap<Source['read'], { readonly of: string; readonly json: string }>();

/**
 * Whatever was recorded about since is folded from the log, as far as it was known then. @returns JSON, an array of rows
 */
function touchedSince(source: Source, moment: Moment): string {
  const { read, log } = source;
  const of = [moment.at, knownSeq(moment), log.lastSeq()].join(' ');
  const known = last.get(read);
  if (known?.of === of) return known.json;
  const touched = read.all<{ id: string }>('SELECT asset_id AS id FROM assets WHERE version > ?', moment.settled);
  const gone = supersededSince(read, 'asset', knownSeq(moment), ofAdding);
  const ids = new Set([...touched.map(({ id }) => id), ...gone]);
  const json = JSON.stringify([...ids].flatMap((id) => folded(source, id, moment)));
  last.set(read, { of, json });
  return json;
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
