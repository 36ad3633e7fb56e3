import type { Reader } from './reader.ts';

/** Something that was superseded since, as far as it says which assets are concerned, and where. */
interface Superseded {
  readonly streamId: string;
  readonly type: string;
  readonly caseId: string | null;
  readonly homeCaseId: string | null;
  readonly holderId: string | null;
}

type Kind = 'asset' | 'case' | 'holder';

/** The last answers, by store: a list asks of each of its cases or holders, and nothing was recorded in between. */
const kept = new WeakMap<Reader, { readonly of: string; readonly kinds: Map<Kind, readonly Superseded[]> }>();

/** The index of superseding events is walked, which are few, not the log. */
function since(read: Reader, kind: Kind, seq: number): readonly Superseded[] {
  const last = read.get<{ seq: number | null }>('SELECT max(seq) AS seq FROM events')?.seq ?? 0;
  const of = `${seq} ${last}`;
  let answers = kept.get(read);
  if (answers?.of !== of) {
    answers = { of, kinds: new Map() };
    kept.set(read, answers);
  }
  const known = answers.kinds.get(kind);
  if (known) return known;
  const rows = read.all<Superseded>(
    `SELECT t.stream_id AS streamId, t.type, t.data ->> '$.caseId' AS caseId, t.data ->> '$.homeCaseId' AS homeCaseId,
       t.data ->> '$.holderId' AS holderId
     FROM events e INDEXED BY events_superseded_once CROSS JOIN events t ON t.event_id = e.supersedes_event_id
     WHERE e.supersedes_event_id IS NOT NULL AND e.seq > ? AND t.stream_type = ?`,
    seq,
    kind,
  );
  answers.kinds.set(kind, rows);
  return rows;
}

/**
 * Streams in which an event was superseded after `seq`: what was believed of them then cannot be read off the
 * projections.
 *
 * @param which  of the superseded events; absent: any
 */
export function supersededSince(
  read: Reader,
  kind: Kind,
  seq: number,
  which: (one: Superseded) => boolean = () => true,
): readonly string[] {
  return [...new Set(since(read, kind, seq).flatMap((one) => (which(one) ? one.streamId : [])))];
}

/** An event by which an asset came into a case, or belongs there. */
export const ofCase =
  (id: string) =>
  ({ type, caseId, homeCaseId }: Superseded): boolean =>
    type !== 'ASSET_INSPECTED' && (caseId === id || homeCaseId === id);

/** An event by which an asset came to a holder. */
export const toHolder =
  (id: string) =>
  ({ type, holderId }: Superseded): boolean =>
    (type === 'ASSET_ISSUED' || type === 'ASSET_TRANSFERRED') && holderId === id;

/** An event that gave an asset its tag or a barcode. */
export const ofCodes = ({ type }: Superseded): boolean => type === 'ASSET_ADDED' || type === 'ASSET_CHANGED';
