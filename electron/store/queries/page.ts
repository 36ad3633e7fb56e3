import { z } from 'zod';
import type { Page } from '../../../shared/contract/answers.ts';
import { accept, type Result, refuse } from '../../../shared/result.ts';

/** What every list takes. */
export interface PageArgs {
  readonly limit: number;
  readonly cursor?: string | undefined;
  readonly order: 'asc' | 'desc';
}

/** A cursor is the key of the last row of a page: opaque to whoever passes it back, useless when changed. */
function encodeCursor(key: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

/** @returns the key, null where there is no cursor, or INVALID when the cursor is none of this list's */
export function decodeCursor<K>(form: z.ZodType<K>, cursor: string | undefined): Result<K | null> {
  if (cursor === undefined) return accept(null);
  const parsed = form.safeParse(jsonOf(cursor));
  return parsed.success
    ? accept(parsed.data)
    : refuse('INVALID', { field: 'cursor', why: 'is no cursor of this list' });
}

function jsonOf(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return null;
  }
}

/** A page of rows that were fetched up to one more than `limit`. */
export function pageOf<R, J>(
  rows: readonly R[],
  limit: number,
  key: (row: R) => readonly (string | number)[],
  json: (row: R) => J,
  total?: number,
): Page<J> {
  const shown = rows.length > limit ? rows.slice(0, limit) : rows;
  const last = shown.at(-1);
  const next = rows.length > limit && last !== undefined ? encodeCursor(key(last)) : null;
  return { rows: shown.map(json), next, ...(total === undefined ? {} : { total }) };
}

export const textKey = z.tuple([z.string()]);
export const numberKey = z.tuple([z.int()]);
export const numberPairKey = z.tuple([z.int(), z.int()]);
export const timedKey = z.tuple([z.int(), z.string()]);

/** As SQLite compares text: by code points, where JavaScript compares UTF-16 units. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

/** Of a whole list in rising order of its keys: up to one row more than a page, in the order asked for. */
export function pageFrom<R>(
  rows: readonly R[],
  { order, limit }: PageArgs,
  after: string | undefined,
  key: (row: R) => string,
): readonly R[] {
  const ordered = order === 'asc' ? rows : rows.toReversed();
  const sign = order === 'asc' ? 1 : -1;
  return ordered.filter((row) => after === undefined || compareText(key(row), after) * sign > 0).slice(0, limit + 1);
}
