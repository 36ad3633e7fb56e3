import { useVirtualizer } from '@tanstack/react-virtual';
import { useLayoutEffect, useRef, useState } from 'react';
import type { CaseRow } from '../../../shared/contract/answers.ts';
import { CaseCard } from './CaseCard.tsx';
import css from './CaseGrid.module.css';
import { tileColumns } from './SlotTiles.tsx';

/** rem; narrower, ten tiles in a row could not be read */
const NARROWEST = 18;
/** rem between cards */
const GAP = 0.75;

/** Cards in as many columns as there is room for. Only the rows in sight are drawn, so that a thousand cases scroll like ten. */
export function CaseGrid({ rows }: { readonly rows: readonly CaseRow[] }) {
  const grid = useRef<HTMLDivElement>(null);
  const { columns, width, top, rem } = useRoom(grid);
  const lines = Math.ceil(rows.length / columns);
  const line = (i: number): readonly CaseRow[] => rows.slice(i * columns, (i + 1) * columns);
  const virtual = useVirtualizer({
    count: lines,
    getScrollElement: () => grid.current?.closest('main') ?? null,
    // Head, words and padding of a card are about 6 rem; below them stand square tiles.
    estimateSize: (i) => {
      const map = width / columns - 2 * rem;
      const high = (slots: number): number => (map / tileColumns(slots)) * Math.ceil(slots / tileColumns(slots));
      return 6 * rem + Math.max(...line(i).map(({ slots }) => high(slots)));
    },
    overscan: 2,
    scrollMargin: top,
  });
  return (
    <div ref={grid} className={css.grid} style={{ height: virtual.getTotalSize() }}>
      {virtual.getVirtualItems().map(({ index, key, start }) => (
        <div
          key={key}
          ref={virtual.measureElement}
          data-index={index}
          className={css.line}
          style={{
            gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))`,
            transform: `translateY(${start - top}px)`,
          }}
        >
          {line(index).map((row) => (
            <div key={row.caseId}>
              <CaseCard row={row} />
            </div>
          ))}
        </div>
      ))}
    </div>
  );
}

/** How much room the grid has, px; measured again whenever that changes. */
function useRoom(grid: React.RefObject<HTMLDivElement | null>) {
  const [room, setRoom] = useState({ columns: 3, width: 900, top: 0, rem: 16 });
  useLayoutEffect(() => {
    const element = grid.current;
    if (!element) return;
    const measure = (): void => {
      const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
      const width = element.clientWidth;
      const columns = Math.max(1, Math.floor((width + GAP * rem) / ((NARROWEST + GAP) * rem)));
      const scroller = element.closest('main');
      const top = scroller
        ? element.getBoundingClientRect().top - scroller.getBoundingClientRect().top + scroller.scrollTop
        : 0;
      setRoom((known) =>
        known.width === width && known.top === top && known.rem === rem ? known : { columns, width, top, rem },
      );
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [grid]);
  return room;
}
