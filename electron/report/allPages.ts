import { z } from 'zod';
import type { JsonObject } from '../../shared/event.ts';
import { accept, type Result } from '../../shared/result.ts';
import type { Custody } from '../custody.ts';

const page = z.object({
  rows: z.array(z.record(z.string(), z.unknown())),
  next: z.string().nullable(),
});

const MAX_LIMIT = 1000;

/** All rows of a query that answers in pages; each page is asked for when the one before is used up. */
export function allPages(custody: Custody, query: string, args: JsonObject): Result<Iterable<JsonObject>> {
  const ask = (cursor: string | null) => {
    const answer = custody.query(query, { ...args, limit: MAX_LIMIT, ...(cursor === null ? {} : { cursor }) }, null);
    return answer.ok ? accept(page.parse(answer.value)) : answer;
  };
  const first = ask(null);
  if (!first.ok) return first;

  return accept(
    (function* () {
      for (let { rows, next } = first.value; ; ) {
        yield* rows;
        if (next === null) return;
        const following = ask(next);
        if (!following.ok) throw new Error(`a page of ${query} was refused: ${following.error.code}`);
        ({ rows, next } = following.value);
      }
    })(),
  );
}
