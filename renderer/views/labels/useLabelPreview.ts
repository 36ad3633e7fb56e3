import { useEffect, useState } from 'react';
import { type Refused, reportPage } from '../../../shared/ipc/contract.ts';
import type { LabelWish } from '../../../shared/labels/labelWish.ts';
import { main } from '../../state/useApp.ts';

/** Time in which nothing changes before the pages are drawn anew, ms. */
const SETTLED_MS = 250;

interface Drawn {
  /** address of the pages; null: none were drawn yet */
  readonly source: string | null;
  readonly count: { readonly labels: number; readonly pages: number } | null;
  readonly refused: Refused | null;
}

const NOTHING: Drawn = { source: null, count: null, refused: null };

/** Follows the wish with its pages. @param wish  null: nothing to draw */
export function useLabelPreview(wish: LabelWish | null) {
  const [drawn, setDrawn] = useState<Drawn>(NOTHING);
  const [drawing, setDrawing] = useState(false);
  const key = wish && JSON.stringify(wish);
  useEffect(() => {
    if (key === null) {
      setDrawn(NOTHING);
      return;
    }
    let wanted = true;
    setDrawing(true);
    const draw = async (): Promise<void> => {
      const answer = await main.ask('labels.preview', JSON.parse(key));
      if (!wanted) return;
      setDrawing(false);
      if (!answer.ok) return setDrawn({ ...NOTHING, refused: answer.error });
      const { page, labels, pages } = answer.value;
      setDrawn({ source: `${reportPage}${page}`, count: { labels, pages }, refused: null });
    };
    const timer = setTimeout(() => void draw(), SETTLED_MS);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [key]);
  useEffect(() => () => void main.ask('labels.forget', {}), []);
  return { ...drawn, drawing, refuse: (refused: Refused) => setDrawn((before) => ({ ...before, refused })) };
}
