import type { ReadingWish } from '../../shared/import/importForm.ts';
import { type Result, refuse } from '../../shared/result.ts';
import { readTable } from './readTable.ts';
import { isWorkbook, readWorkbook } from './readWorkbook.ts';
import type { Table } from './tableOf.ts';

/** What a file may weigh, bytes: some 400,000 rows of text. */
export const MAX_LIST_BYTES = 64 * 1024 * 1024;

/**
 * Reads a list from a file of either kind, text or workbook.
 *
 * @returns CANNOT_READ with `why` when it is neither, or larger than a list can be
 */
export async function readList(bytes: Uint8Array, wish: ReadingWish = {}): Promise<Result<Table>> {
  if (bytes.length > MAX_LIST_BYTES) return refuse('CANNOT_READ', { why: 'it is larger than 64 MB' });
  return isWorkbook(bytes) ? readWorkbook(bytes, wish) : readTable(bytes, wish);
}
