import { z } from 'zod';
import type { Page } from '../../../shared/contract/answers.ts';
import type { QueryArgs } from '../../../shared/contract/queries.ts';
import type { ImportRow } from '../../../shared/import/importAnswer.ts';
import { importKinds } from '../../../shared/import/importForm.ts';
import { accept, type Result } from '../../../shared/result.ts';
import { formatInstant } from '../../../shared/time.ts';
import { openEventNames } from './events.ts';
import { decodeCursor, numberKey, pageOf } from './page.ts';
import type { Source } from './source.ts';

interface Row {
  readonly seq: number;
  readonly batch: string;
  readonly at: number;
  readonly actorId: string | null;
  readonly data: string;
  readonly undoneAt: number | null;
  readonly undoneBy: string | null;
  readonly undoneWhy: string | null;
}

const count = z.int().default(0);
const committed = z.object({
  file: z.string(),
  sha256: z.string(),
  kind: z.enum(importKinds),
  note: z.string().nullable().default(null),
  rows: count,
  added: count,
  changed: count,
  casesAdded: count,
});

/** Every import that was recorded, the newest first unless asked otherwise, and whether it was undone. */
export function listImports(
  source: Source,
  { limit, order, cursor: text }: QueryArgs<'import.list'>,
): Result<Page<ImportRow>> {
  const cursor = decodeCursor(numberKey, text);
  if (!cursor.ok) return cursor;
  const [direction, ahead] = order === 'asc' ? ['ASC', '>'] : ['DESC', '<'];
  const rows = source.read.all<Row>(
    `SELECT e.seq, e.correlation_id AS batch, e.recorded_at AS at, e.actor_id AS actorId, e.data,
       u.recorded_at AS undoneAt, u.actor_id AS undoneBy, u.data ->> '$.reason' AS undoneWhy
     FROM events e LEFT JOIN events u ON u.stream_id = e.stream_id AND u.seq > e.seq AND u.type = 'IMPORT_UNDONE'
       AND u.data ->> '$.batch' = e.correlation_id
     WHERE e.stream_id = (SELECT stream_id FROM events WHERE seq = 1) AND e.type = 'IMPORT_COMMITTED'
       ${cursor.value ? `AND e.seq ${ahead} ?` : ''} ORDER BY e.seq ${direction} LIMIT ?`,
    ...(cursor.value ?? []),
    limit + 1,
  );
  const names = openEventNames(source);
  const json = ({ seq, batch, at, actorId, data, undoneAt, undoneBy, undoneWhy }: Row): ImportRow => ({
    batch,
    seq,
    at: formatInstant(at),
    actor: names.actor(actorId),
    ...committed.parse(JSON.parse(data)),
    undone:
      undoneAt === null ? null : { at: formatInstant(undoneAt), actor: names.actor(undoneBy), reason: undoneWhy ?? '' },
  });
  return accept(pageOf(rows, limit, ({ seq }) => [seq], json));
}
