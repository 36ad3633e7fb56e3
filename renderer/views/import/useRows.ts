import { useCallback, useEffect, useRef, useState } from 'react';
import { type CheckedRow, ROWS_A_PAGE } from '../../../shared/import/importTask.ts';
import { main } from '../../state/useApp.ts';

/** Pages kept, the last fetched ones: a few thousand rows. */
const KEPT = 30;

/**
 * The rows of the last check, fetched a page at a time as they are asked for.
 *
 * @param round  of the check that the rows belong to
 * @returns the row at a place in the file; undefined until it is there
 */
export function useRows(round: number): (index: number) => CheckedRow | undefined {
  const [pages, setPages] = useState<ReadonlyMap<number, readonly CheckedRow[]>>(new Map());
  const asked = useRef(new Set<number>());
  // biome-ignore lint/correctness/useExhaustiveDependencies: another round has other rows
  useEffect(() => {
    asked.current = new Set();
    setPages(new Map());
  }, [round]);

  return useCallback(
    (index) => {
      const page = Math.floor(index / ROWS_A_PAGE);
      const known = pages.get(page);
      if (known) return known[index % ROWS_A_PAGE];
      if (!asked.current.has(page)) {
        const mine = asked.current;
        mine.add(page);
        // Not while drawing: asking changes nothing that is drawn now.
        void Promise.resolve().then(async () => {
          const rows = await main.ask('import.rows', { page });
          if (asked.current !== mine) return;
          // What main keeps of a check are rows of this form (electron/import/importJob.ts).
          setPages((all) => keptPages(all, page, rows as readonly CheckedRow[], mine));
        });
      }
      return undefined;
    },
    [pages],
  );
}

function keptPages(
  all: ReadonlyMap<number, readonly CheckedRow[]>,
  page: number,
  rows: readonly CheckedRow[],
  asked: Set<number>,
): ReadonlyMap<number, readonly CheckedRow[]> {
  const next = new Map([...all, [page, rows] as const]);
  for (const old of [...next.keys()].slice(0, Math.max(0, next.size - KEPT))) {
    next.delete(old);
    asked.delete(old);
  }
  return next;
}
