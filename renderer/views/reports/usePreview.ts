import { useEffect, useState } from 'react';
import type { Paper, ReportFilters, ReportName } from '../../../shared/contract/reports.ts';
import { type Refused, reportPage } from '../../../shared/ipc/contract.ts';
import { main } from '../../state/useApp.ts';

/** Time in which nothing changes before a preview is made, ms. */
const SETTLED_MS = 300;

interface Preview {
  /** address of the document; null: none was made yet */
  readonly source: string | null;
  readonly refused: Refused | null;
  readonly busy: boolean;
}

/** Follows what is chosen with a preview of it. @param filters null: nothing to show yet */
export function usePreview(report: ReportName, filters: ReportFilters | null, paper: Paper): Preview {
  const [shown, setShown] = useState<Preview>({ source: null, refused: null, busy: false });
  const wish = filters === null ? null : JSON.stringify({ report, filters, paper });
  useEffect(() => {
    if (wish === null) {
      setShown({ source: null, refused: null, busy: false });
      return;
    }
    let wanted = true;
    setShown((before) => ({ ...before, busy: true }));
    const make = async (): Promise<void> => {
      const answer = await main.ask('report.preview', JSON.parse(wish));
      if (!wanted) return;
      setShown(
        answer.ok
          ? { source: `${reportPage}${answer.value.page}`, refused: null, busy: false }
          : { source: null, refused: answer.error, busy: false },
      );
    };
    const timer = setTimeout(() => void make(), SETTLED_MS);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [wish]);
  useEffect(() => () => void main.ask('report.forget', {}), []);
  return shown;
}
