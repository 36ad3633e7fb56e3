import type { Condition } from './filters.ts';
import type { Reader } from './reader.ts';

const ALL: Condition = { sql: '1', values: [] };

/**
 * Streams in which an event was superseded after `seq`: what was believed of them then cannot be read off the
 * projections. The index of superseding events is walked, which are few, not the log.
 *
 * @param only  of the superseded event `t`
 */
export function supersededSince(
  read: Reader,
  kind: 'asset' | 'case' | 'holder',
  seq: number,
  only: Condition = ALL,
): readonly string[] {
  const rows = read.all<{ streamId: string }>(
    `SELECT DISTINCT t.stream_id AS streamId
     FROM events e INDEXED BY events_superseded_once CROSS JOIN events t ON t.event_id = e.supersedes_event_id
     WHERE e.supersedes_event_id IS NOT NULL AND e.seq > ? AND t.stream_type = ? AND ${only.sql}`,
    seq,
    kind,
    ...only.values,
  );
  return rows.map(({ streamId }) => streamId);
}

/** An event by which an asset came into a case, or belongs there. */
export const ofCase = (caseId: string): Condition => ({
  sql: `t.type <> 'ASSET_INSPECTED' AND (t.data ->> '$.caseId' = ? OR t.data ->> '$.homeCaseId' = ?)`,
  values: [caseId, caseId],
});

/** An event by which an asset came to a holder. */
export const toHolder = (holderId: string): Condition => ({
  sql: `t.type IN ('ASSET_ISSUED', 'ASSET_TRANSFERRED') AND t.data ->> '$.holderId' = ?`,
  values: [holderId],
});

/** An event that gave an asset its tag or a barcode. */
export const ofCodes: Condition = { sql: `t.type IN ('ASSET_ADDED', 'ASSET_CHANGED')`, values: [] };

/** The event that an asset begins with. */
export const ofAdding: Condition = { sql: `t.type = 'ASSET_ADDED'`, values: [] };
