import { useEffect, useMemo, useState } from 'react';
import type { QueryName } from '../../shared/contract/queries.ts';
import type { QueryAnswer, QueryRequest } from '../../shared/ipc/answers.ts';
import type { Refused } from '../../shared/ipc/contract.ts';
import { type Asked, answerKey } from './answers.ts';
import { appStore, useApp } from './useApp.ts';
import { withAsOf } from './withAsOf.ts';

/** Queries that answer in pages. */
type Paged = {
  [N in QueryName]: QueryAnswer<N> extends { rows: readonly unknown[]; next: string | null } ? N : never;
}[QueryName];
type RowOf<N extends Paged> = QueryAnswer<N> extends { rows: readonly (infer R)[] } ? R : never;

export interface AllRows<R> {
  /** the rows of all pages that have come; undefined until the first has */
  readonly rows: readonly R[] | undefined;
  readonly refused: Refused | null;
}

/** Follows all pages of a list, each asked for when the one before has named it. For lists that are shown whole. */
export function useAllRows<N extends Paged>(name: N, args: QueryRequest<N>): AllRows<RowOf<N>> {
  const asOf = useApp((state) => state.asOf);
  const first = answerKey(name, withAsOf(name, args, asOf));
  const [cursors, setCursors] = useState<{ readonly of: string; readonly list: readonly string[] }>({
    of: first,
    list: [],
  });
  const known = cursors.of === first ? cursors.list : [];
  const keys = useMemo(() => {
    // The key is the arguments as text.
    const [, asked] = JSON.parse(first) as [string, Asked['args']];
    return [first, ...known.map((cursor) => answerKey(name, { ...asked, cursor }))];
  }, [first, known, name]);
  const list = keys.join('\n');

  useEffect(() => {
    const leave = list.split('\n').map((key) => {
      const [, asked] = JSON.parse(key) as [string, Asked['args']]; // as above
      return appStore.getState().follow(key, name, asked);
    });
    return () => {
      for (const stop of leave) stop();
    };
  }, [list, name]);

  const pages = useApp(({ answers }) => keys.map((key) => answers[key]));
  // What main answers to this query is of this type (shared/ipc/answers.ts).
  const answers = pages.map((page) => page?.value as QueryAnswer<N> | undefined);
  const next = answers.map((answer) => answer?.next ?? null);
  const wanted = next.slice(0, next.includes(null) ? next.indexOf(null) : next.length) as readonly string[];
  const wantedText = wanted.join('\n');
  useEffect(() => {
    setCursors({ of: first, list: wantedText === '' ? [] : wantedText.split('\n') });
  }, [first, wantedText]);

  const rows = useMemo(() => {
    const come = pages.flatMap((page) => (page?.value === undefined ? [] : [page.value as QueryAnswer<N>]));
    return come.length === 0 ? undefined : come.flatMap((page) => page.rows as readonly RowOf<N>[]);
  }, [pages]);
  return { rows, refused: pages.find((page) => page?.refused)?.refused ?? null };
}
