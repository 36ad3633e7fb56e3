import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import type { ExceptionKind } from '../../../shared/contract/trailAnswers.ts';
import { words } from '../../../shared/uiWords.ts';
import { Busy } from '../../parts/Busy.tsx';
import { Empty } from '../../parts/Empty.tsx';
import { Refused } from '../../parts/Refused.tsx';
import { useAllRows } from '../../state/useAllRows.ts';
import css from './Exceptions.module.css';
import { Row } from './Row.tsx';

/** px before a row is measured */
const ROW = 64;
/** rows that one answer brings */
const PAGE = 500;

/** All exceptions of a kind, the newest first; only those in sight are drawn. */
export function KindList({ kind }: { readonly kind: ExceptionKind }) {
  const scroller = useRef<HTMLElement>(null);
  const { rows, refused } = useAllRows('exceptions.list', { kind, limit: PAGE });
  const { exceptions } = words;
  const virtual = useVirtualizer({
    count: rows?.length ?? 0,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 8,
    getItemKey: (index) => rows?.[index]?.eventId ?? index,
  });
  return (
    <>
      <Refused refused={refused} />
      {!rows && !refused && <Busy />}
      {rows?.length === 0 && <Empty title={exceptions.noneOfKind} />}
      {rows && rows.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is scrolled by keys too
        <section ref={scroller} className={css.scroller} tabIndex={0} aria-label={exceptions.kinds[kind]}>
          <ul className={css.virtual} style={{ height: virtual.getTotalSize() }}>
            {virtual.getVirtualItems().map(({ index, start, key }) => {
              const row = rows[index];
              return (
                row && (
                  <li
                    key={key}
                    ref={virtual.measureElement}
                    data-index={index}
                    aria-setsize={rows.length}
                    aria-posinset={index + 1}
                    style={{ transform: `translateY(${start}px)` }}
                  >
                    <Row row={row} />
                  </li>
                )
              );
            })}
          </ul>
        </section>
      )}
    </>
  );
}
