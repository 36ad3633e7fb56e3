import { z } from 'zod';
import type { QueryName } from '../../shared/contract/queries.ts';
import type { JsonObject } from '../../shared/event.ts';
import type { QueryAnswer, QueryRequest } from '../../shared/ipc/answers.ts';
import type { DocumentHead } from '../../shared/report/document.ts';
import { accept, type Result } from '../../shared/result.ts';
import type { Custody } from '../custody.ts';

const page = z.object({ rows: z.array(z.unknown()), next: z.string().nullable() });
const MAX_LIMIT = 1000;

/** What the rows of a list are. */
type RowOf<N extends QueryName> = QueryAnswer<N> extends { readonly rows: readonly (infer R)[] } ? R : never;

/** What the builders read from: the store through its queries, at the moment that the report is about. */
export interface ReportSource {
  readonly custody: Custody;
  readonly head: DocumentHead;
  /** ms since 1970 UTC; the moment in the field that is shown, inclusive */
  readonly at: number;
  /** ms; only what was received by then counts */
  readonly knownAt: number;
  /** both axes as a query takes them: `at` only where it was asked for, `knownAt` always, so that pages fit together */
  readonly moment: { readonly at?: string; readonly knownAt: string };
  /** Was a moment of the past asked for, on either axis? */
  readonly past: boolean;
  get<N extends QueryName>(name: N, args: QueryRequest<N>): Result<QueryAnswer<N>>;
  /** All rows of a list; each page is asked for when the one before is used up. */
  all<N extends QueryName>(name: N, args: QueryRequest<N>): Result<Iterable<RowOf<N>>>;
}

export function openSource(
  custody: Custody,
  head: DocumentHead,
  asked: { at: boolean; knownAt: boolean },
): ReportSource {
  // What main answers to a query is of its type (shared/ipc/answers.ts); it was made from rows of our own tables.
  const get = <N extends QueryName>(name: N, args: QueryRequest<N>) =>
    custody.query(name, args, null) as Result<QueryAnswer<N>>;

  return {
    custody,
    head,
    at: Date.parse(head.at),
    knownAt: Date.parse(head.knownAt),
    moment: { ...(asked.at ? { at: head.at } : {}), knownAt: head.knownAt },
    past: asked.at || asked.knownAt,
    get,
    all<N extends QueryName>(name: N, args: QueryRequest<N>) {
      const ask = (cursor: string | null) => {
        const more: JsonObject = { ...args, limit: MAX_LIMIT, ...(cursor === null ? {} : { cursor }) };
        const answer = custody.query(name, more, null);
        if (!answer.ok) return answer;
        const { rows, next } = page.parse(answer.value);
        return accept({ rows: rows as readonly RowOf<N>[], next }); // as above
      };
      const first = ask(null);
      if (!first.ok) return first;
      const rows = function* () {
        for (let { rows, next } = first.value; ; ) {
          yield* rows;
          if (next === null) return;
          const following = ask(next);
          if (!following.ok) throw new Error(`a page of ${name} was refused: ${following.error.code}`);
          ({ rows, next } = following.value);
        }
      };
      return accept(rows());
    },
  };
}
