import { useEffect, useMemo, useRef } from 'react';
import type { Page } from '../../../shared/contract/answers.ts';
import type { AssetRow } from '../../../shared/contract/trailAnswers.ts';
import type { QueryRequest } from '../../../shared/ipc/answers.ts';
import type { Refused } from '../../../shared/ipc/contract.ts';
import { type Asked, answerKey } from '../../state/answers.ts';
import { appStore, useApp } from '../../state/useApp.ts';
import { withAsOf } from '../../state/withAsOf.ts';

/** Rows of one question. A screen shows about thirty. */
const SIZE = 100;

export interface AssetPages {
  /** undefined until main has answered the first question */
  readonly total: number | undefined;
  /** undefined: not here yet */
  readonly rowAt: (index: number) => AssetRow | undefined;
  readonly refused: Refused | null;
  /** what is shown answers an earlier request; the newer answer is on its way */
  readonly stale: boolean;
}

const keyOf = (request: QueryRequest<'asset.list'>, page: number): string =>
  answerKey('asset.list', { ...request, limit: SIZE, offset: page * SIZE });

/**
 * Follows the pages of a table that are in sight, and the first, which has the total. While a new request is being
 * answered, what was shown stays.
 *
 * @param from  the first row in sight, counted from 0
 * @param to  the last one
 */
export function useAssetPages(request: QueryRequest<'asset.list'>, from: number, to: number): AssetPages {
  const asOf = useApp((state) => state.asOf);
  const wantedFirst = keyOf(withAsOf('asset.list', request, asOf), 0);
  const [firstPage, lastPage] = [Math.floor(from / SIZE), Math.floor(to / SIZE)];
  const wanted = useMemo(() => {
    const pages = Array.from({ length: Math.max(0, lastPage - firstPage + 1) }, (_, i) => firstPage + i);
    // The first page's key names the whole request.
    const [, asked] = JSON.parse(wantedFirst) as [string, QueryRequest<'asset.list'>];
    return [...new Set([0, ...pages])].map((page) => ({ page, key: keyOf(asked, page) }));
  }, [wantedFirst, firstPage, lastPage]);
  const list = wanted.map(({ key }) => key).join('\n');

  useEffect(() => {
    const leave = list.split('\n').map((key) => {
      const [, args] = JSON.parse(key) as [string, Asked['args']]; // the key is the arguments as text
      return appStore.getState().follow(key, 'asset.list', args);
    });
    return () => {
      for (const stop of leave) stop();
    };
  }, [list]);

  const answers = useApp((state) => wanted.map(({ key }) => state.answers[key]));
  const pages = new Map(
    wanted.map(({ page }, i) => {
      // What main answers to this query is of this type (shared/ipc/answers.ts).
      return [page, answers[i]?.value as Page<AssetRow> | undefined];
    }),
  );
  const total = pages.get(0)?.total;
  const last = useRef<{ readonly pages: typeof pages; readonly total: number } | null>(null);
  const refused = answers.find((asked) => asked?.refused)?.refused ?? null;
  if (total !== undefined) last.current = { pages, total };
  const shown = total === undefined && refused === null ? last.current : { pages, total };
  return {
    total: shown?.total,
    rowAt: (index) => shown?.pages.get(Math.floor(index / SIZE))?.rows[index % SIZE],
    refused,
    stale: total === undefined,
  };
}
