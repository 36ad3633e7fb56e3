import type { Database } from 'better-sqlite3';

export type HandoverKind = 'issue' | 'return' | 'transfer';

/** One line of a queue. */
export interface QueueItem {
  /** UUIDv7 */
  readonly itemId: string;
  /** exactly as the scanner read it, the first time */
  readonly code: string;
  /** the asset it meant at that moment; null when it meant none */
  readonly assetId: string | null;
  /** ms since 1970 UTC, of the first read */
  readonly scannedAt: number;
  /** how often the same code or asset was read again; 0 for a new line */
  readonly repeats: number;
}

export interface Scan extends Omit<QueueItem, 'repeats'> {
  readonly operatorId: string;
  readonly kind: HandoverKind;
}

export type ScanQueue = ReturnType<typeof openScanQueue>;

/** The drafts of handovers, one queue per operator and kind. The only module that names `scan_queue`. */
export function openScanQueue(db: Database) {
  const columns = 'item_id AS itemId, code, asset_id AS assetId, scanned_at AS scannedAt, repeats';
  const insert = db.prepare<[Scan]>(
    `INSERT INTO scan_queue (item_id, operator_id, kind, code, asset_id, scanned_at)
     VALUES (@itemId, @operatorId, @kind, @code, @assetId, @scannedAt)`,
  );
  // `asset_id = NULL` is never true, so a code that means no asset is known again by its text alone.
  const selectSame = db.prepare<[Scan], QueueItem>(
    `SELECT ${columns} FROM scan_queue
     WHERE operator_id = @operatorId AND kind = @kind AND (code = @code OR asset_id = @assetId)
     ORDER BY position LIMIT 1`,
  );
  const countRepeat = db.prepare<[string]>('UPDATE scan_queue SET repeats = repeats + 1 WHERE item_id = ?');
  const selectQueue = db.prepare<[string, HandoverKind], QueueItem>(
    `SELECT ${columns} FROM scan_queue WHERE operator_id = ? AND kind = ? ORDER BY position`,
  );
  const deleteItem = db.prepare<[string, string]>('DELETE FROM scan_queue WHERE operator_id = ? AND item_id = ?');
  const deleteQueue = db.prepare<[string, HandoverKind]>('DELETE FROM scan_queue WHERE operator_id = ? AND kind = ?');

  return {
    /**
     * Adds a line at the end of the queue, or counts a repeat on the line that already stands for this code or asset.
     *
     * @returns the line as it now stands; its `itemId` is not `scan.itemId` when it is a repeat
     */
    scan: db.transaction((scan: Scan): QueueItem => {
      const same = selectSame.get(scan);
      if (same) {
        countRepeat.run(same.itemId);
        return { ...same, repeats: same.repeats + 1 };
      }
      insert.run(scan);
      const { itemId, code, assetId, scannedAt } = scan;
      return { itemId, code, assetId, scannedAt, repeats: 0 };
    }),

    /** @returns the operator's lines of that kind, in order of scanning */
    list: (operatorId: string, kind: HandoverKind): readonly QueueItem[] => selectQueue.all(operatorId, kind),

    /** Takes one line out, of the operator's own. @returns whether it was there */
    remove: (operatorId: string, itemId: string): boolean => deleteItem.run(operatorId, itemId).changes === 1,

    /** Empties one queue. @returns how many lines it had */
    discard: (operatorId: string, kind: HandoverKind): number => deleteQueue.run(operatorId, kind).changes,
  };
}
