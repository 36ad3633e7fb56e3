import { useCallback, useEffect, useRef, useState } from 'react';
import type { Page } from '../../../shared/contract/answers.ts';
import type { AuditRow } from '../../../shared/contract/trailAnswers.ts';
import type { QueryRequest } from '../../../shared/ipc/answers.ts';
import type { Answer, Refused } from '../../../shared/ipc/contract.ts';
import { askQuery, useAnswer } from '../../state/useApp.ts';

export type AuditFilters = Omit<QueryRequest<'audit.list'>, 'limit' | 'cursor' | 'order'>;

/** Entries asked for at once: a few screens of them. */
const PAGE = 100;

interface Loaded {
  /** the filters, as text */
  readonly key: string;
  readonly rows: readonly AuditRow[];
  /** cursor of the older ones; null: there are none; undefined: not asked yet */
  readonly next: string | null | undefined;
  readonly refused: Refused | null;
}

const nothing = (key: string): Loaded => ({ key, rows: [], next: undefined, refused: null });

/** Entries of the trail, page by page as they are scrolled to. What is shown stays still while newer ones arrive. */
export function useAuditRows(filters: AuditFilters) {
  const key = JSON.stringify(filters);
  const [loaded, setLoaded] = useState<Loaded>(() => nothing(key));
  /** the filters of the question that is on its way */
  const asking = useRef<string | null>(null);
  const now = loaded.key === key ? loaded : nothing(key);
  // What was recorded since is asked for once there is something on the screen.
  const { value: head } = useAnswer('audit.list', now.next === undefined ? null : { ...filters, limit: 1 });
  const newest = head?.rows[0]?.seq ?? 0;

  const ask = useCallback(
    async (cursor: string | null, take: (page: Page<AuditRow>) => Loaded): Promise<void> => {
      if (asking.current === key) return;
      asking.current = key;
      let answer: Answer<Page<AuditRow>>;
      try {
        // The key is the filters as text.
        const asked = JSON.parse(key) as AuditFilters;
        answer = await askQuery('audit.list', { ...asked, limit: PAGE, ...(cursor === null ? {} : { cursor }) });
      } finally {
        if (asking.current === key) asking.current = null;
      }
      // Behind the lock nothing is told; what is shown stays, and is asked again when it is scrolled.
      if (!answer.ok && answer.error.code === 'NOT_SIGNED_IN') return;
      setLoaded(answer.ok ? take(answer.value) : { ...nothing(key), next: null, refused: answer.error });
    },
    [key],
  );

  const begin = useCallback(() => ask(null, ({ rows, next }) => ({ key, rows, next, refused: null })), [ask, key]);
  useEffect(() => {
    void begin();
  }, [begin]);

  async function loadOlder(): Promise<void> {
    if (typeof now.next !== 'string') return;
    await ask(now.next, ({ rows, next }) => ({ ...now, rows: [...now.rows, ...rows], next }));
  }

  /** The newest page joins what is shown where it reaches it; otherwise it takes its place. */
  async function loadNewer(): Promise<void> {
    const first = now.rows[0]?.seq ?? 0;
    await ask(null, ({ rows, next }) => {
      const joins = now.rows.length > 0 && rows.some(({ seq }) => seq === first);
      return joins
        ? { ...now, rows: [...rows.filter(({ seq }) => seq > first), ...now.rows] }
        : { key, rows, next, refused: null };
    });
  }

  return {
    rows: now.rows,
    refused: now.refused,
    /** has nothing come yet? */
    waiting: now.next === undefined,
    more: typeof now.next === 'string',
    /** was something recorded since that is not shown? */
    newer: now.next !== undefined && newest > (now.rows[0]?.seq ?? 0),
    loadOlder,
    loadNewer,
  };
}
