import { Button } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { MINUTE_MS } from '../../../shared/time.ts';
import { words } from '../../../shared/uiWords.ts';
import { fromLocalField } from '../../format.ts';
import { Busy } from '../../parts/Busy.tsx';
import { Empty } from '../../parts/Empty.tsx';
import { Page } from '../../parts/Page.tsx';
import { Refused } from '../../parts/Refused.tsx';
import { useWantedRow, wantedFrom } from '../asset/useWantedRow.ts';
import type { ViewProps } from '../viewProps.ts';
import css from './Audit.module.css';
import { AuditEntry } from './AuditEntry.tsx';
import { AuditForm } from './AuditForm.tsx';
import { type AuditFilters, useAuditRows } from './useAuditRows.ts';

/** px; entries are measured when they are drawn */
const USUAL_HEIGHT = 110;
/** Entries before the last one at which older ones are asked for. */
const AHEAD = 20;

const say = words.audit;

/** Who changed what, when, field by field; the newest first, and nothing of it can be changed. */
export function Audit({ address: { query } }: ViewProps<'audit'>) {
  const { rows, refused, waiting, more, newer, loadOlder, loadNewer } = useAuditRows(filtersOf(query));
  const list = useRef<HTMLDivElement>(null);
  const top = useTop(list);
  // The virtual list measures everything anew for a function that is new.
  const getItemKey = useCallback((i: number) => rows[i]?.seq ?? i, [rows]);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => list.current?.closest('main') ?? null,
    estimateSize: () => USUAL_HEIGHT,
    getItemKey,
    overscan: 6,
    scrollMargin: top,
  });
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked when the end comes near, and again when it moved
  useEffect(() => {
    if (more && last >= rows.length - AHEAD) void loadOlder();
  }, [more, last, rows.length]);
  const wanted = useMemo(() => wantedFrom(query.event), [query.event]);
  useWantedRow(list, wanted, items.length > 0);
  const atTop = (virtual.scrollOffset ?? 0) < top;
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked when something newer is there and nothing would jump
  useEffect(() => {
    if (newer && atTop) void loadNewer();
  }, [newer, atTop]);

  return (
    <Page title={say.title} aside={say.lead}>
      <AuditForm key={JSON.stringify(query)} query={query} />
      <Refused refused={refused} />
      {query.event && <p className="quiet">{say.behind}</p>}
      {waiting && <Busy />}
      {!waiting && !refused && rows.length === 0 && <Empty title={say.none} hint={say.noneHint} />}
      {newer && !atTop && (
        <div className={css.newer}>
          <Button
            variant="filled"
            onClick={() => {
              void loadNewer();
              virtual.scrollToOffset(0);
            }}
          >
            {say.newer}
          </Button>
        </div>
      )}
      <div
        ref={list}
        className={css.list}
        style={{ height: virtual.getTotalSize() }}
        role="feed"
        aria-label={say.list}
        aria-busy={more}
      >
        {items.map(({ index, key, start }) => {
          const row = rows[index];
          return (
            row && (
              <div
                key={key}
                ref={virtual.measureElement}
                data-index={index}
                className={css.place}
                style={{ transform: `translateY(${start - top}px)` }}
              >
                <AuditEntry row={row} position={index + 1} total={more ? -1 : rows.length} />
              </div>
            )
          );
        })}
      </div>
      {rows.length > 0 && !query.event && <p className="quiet">{more ? say.loadingMore : say.end}</p>}
    </Page>
  );
}

/** What the address asks for, as the query takes it. A minute that is named is meant whole. */
function filtersOf({ entity, event, kind, actor, from, to }: Readonly<Record<string, string>>): AuditFilters {
  const begin = from ? fromLocalField(from) : null;
  const end = to ? fromLocalField(to) : null;
  return {
    ...(entity ? { entityId: entity } : {}),
    ...(event ? { eventId: event } : {}),
    // Main judges it; what is no kind is refused in words.
    ...(kind ? { entityType: kind as NonNullable<AuditFilters['entityType']> } : {}),
    ...(actor ? { actor } : {}),
    ...(begin ? { from: begin } : {}),
    ...(end ? { to: new Date(Date.parse(end) + MINUTE_MS - 1).toISOString() } : {}),
  };
}

/** Where the list begins below the top of what is scrolled, px. */
function useTop(list: React.RefObject<HTMLDivElement | null>): number {
  const [top, setTop] = useState(0);
  useLayoutEffect(() => {
    const element = list.current;
    const scroller = element?.closest('main');
    if (!element || !scroller) return;
    const measure = (): void =>
      setTop(
        Math.round(element.getBoundingClientRect().top - scroller.getBoundingClientRect().top + scroller.scrollTop),
      );
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(scroller);
    if (element.parentElement) observer.observe(element.parentElement);
    return () => observer.disconnect();
  }, [list]);
  return top;
}
