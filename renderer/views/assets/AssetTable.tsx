import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { AssetRow } from '../../../shared/contract/trailAnswers.ts';
import type { QueryRequest } from '../../../shared/ipc/answers.ts';
import { words } from '../../../shared/uiWords.ts';
import { Empty } from '../../parts/Empty.tsx';
import { Refused } from '../../parts/Refused.tsx';
import css from './Assets.module.css';
import type { Ticked } from './bulkCommands.ts';
import { leastWidth, template } from './columns.ts';
import { HeaderRow } from './HeaderRow.tsx';
import { TableRow } from './TableRow.tsx';
import { isFiltered, type TableState } from './tableState.ts';
import { useAssetPages } from './useAssetPages.ts';
import { useSettled } from './useSettled.ts';

interface AssetTableProps {
  readonly state: TableState;
  readonly request: QueryRequest<'asset.list'>;
  /** the row to begin at, counted from 0 */
  readonly first: number;
  /** by tag */
  readonly ticked: ReadonlyMap<string, Ticked>;
  readonly onTick: (ticked: ReadonlyMap<string, Ticked>) => void;
  /** everything that is shown, also what is not in sight */
  readonly onTickAll: () => void;
  readonly onChange: (some: Partial<TableState>) => void;
  readonly onOpen: (row: AssetRow, index: number) => void;
  readonly onTotal: (total: number | undefined) => void;
}

/** rem; rows and header as in Assets.module.css */
const ROW = 2.75;
const HEADER = 5;
/** rows drawn above and below what is in sight; with a high window that stays below eighty */
const OVERSCAN = 8;

/** The table: only the rows in sight are drawn, and only their pages are asked for, so that any number scrolls alike. */
export function AssetTable(props: AssetTableProps) {
  const { state, request, first, ticked, onTick, onTickAll, onChange, onOpen, onTotal } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const rem = useRem();
  const [current, setCurrent] = useState(first);
  const [range, setRange] = useState({ from: first, to: first + 40 });
  const { total, rowAt, refused, stale } = useAssetPages(request, range.from, range.to);
  const virtual = useVirtualizer({
    count: total ?? 0,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW * rem,
    overscan: OVERSCAN,
    scrollMargin: HEADER * rem,
    scrollPaddingStart: HEADER * rem,
    initialOffset: first * ROW * rem,
  });
  const items = virtual.getVirtualItems();
  const seen = useSettled(items[0]?.index ?? first, items.at(-1)?.index ?? first);
  useEffect(() => setRange(seen), [seen]);
  useEffect(() => onTotal(total), [total, onTotal]);

  // Another question begins at its top.
  const asked = JSON.stringify(request);
  const before = useRef(asked);
  useEffect(() => {
    if (before.current === asked) return;
    before.current = asked;
    setCurrent(0);
    scroller.current?.scrollTo(0, 0);
  }, [asked]);

  function walk(to: number): void {
    const index = Math.min(Math.max(to, 0), (total ?? 1) - 1);
    setCurrent(index);
    virtual.scrollToIndex(index, { align: 'auto' });
  }
  function tick(row: AssetRow): void {
    const next = new Map(ticked);
    if (!next.delete(row.tag)) next.set(row.tag, row);
    onTick(next);
  }
  function keyDown(event: KeyboardEvent): void {
    // What is typed into a filter is for the filter.
    if (event.target !== event.currentTarget) return;
    if ((event.ctrlKey || event.metaKey) && event.key === 'a') {
      event.preventDefault();
      onTickAll();
      return;
    }
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / (ROW * rem)) - 3);
    const row = rowAt(current);
    const keys: Readonly<Record<string, () => void>> = {
      ArrowDown: () => walk(current + 1),
      ArrowUp: () => walk(current - 1),
      PageDown: () => walk(current + page),
      PageUp: () => walk(current - page),
      Home: () => walk(0),
      End: () => walk((total ?? 1) - 1),
      Enter: () => row && !event.repeat && onOpen(row, current),
      ' ': () => row && tick(row),
    };
    const does = keys[event.key];
    if (!does) return;
    event.preventDefault();
    does();
  }

  const columns = template(state.columns);
  const rowId = (index: number): string => `asset-row-${index}`;
  const drawn = items.some(({ index }) => index === current);
  return (
    <>
      <Refused refused={refused} />
      <div ref={scroller} className={css.scroller}>
        <table
          className={css.table}
          // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table that is walked by keys is a grid
          role="grid"
          aria-label={words.assets.tableLabel}
          aria-rowcount={(total ?? 0) + 1}
          aria-colcount={state.columns.length + 1}
          aria-multiselectable="true"
          aria-activedescendant={drawn ? rowId(current) : undefined}
          data-stale={stale || undefined}
          style={{ minWidth: `${leastWidth(state.columns)}rem` }}
          tabIndex={0}
          onKeyDown={keyDown}
        >
          <HeaderRow
            state={state}
            template={columns}
            ticks={ticked.size === 0 || total === 0 ? 'none' : ticked.size >= (total ?? 0) ? 'all' : 'some'}
            onTicks={(all) => (all ? onTickAll() : onTick(new Map()))}
            onChange={onChange}
          />
          <tbody className={css.body} style={{ height: virtual.getTotalSize() }}>
            {items.map(({ index, start }) => {
              const row = rowAt(index);
              return (
                <TableRow
                  key={index}
                  id={rowId(index)}
                  index={index}
                  row={row}
                  columns={state.columns}
                  template={columns}
                  top={start - HEADER * rem}
                  current={index === current}
                  ticked={row !== undefined && ticked.has(row.tag)}
                  onTick={tick}
                  onPoint={setCurrent}
                  onOpen={onOpen}
                />
              );
            })}
          </tbody>
        </table>
        {total === 0 && <Nothing state={state} onChange={onChange} />}
      </div>
    </>
  );
}

function Nothing({ state, onChange }: Pick<AssetTableProps, 'state' | 'onChange'>) {
  const { none, noneHint, noMatch, noMatchHint, clearFilters } = words.assets;
  if (!isFiltered(state)) return <Empty title={none} hint={noneHint} />;
  return (
    <Empty title={noMatch} hint={noMatchHint}>
      <button type="button" className={css.clear} onClick={() => onChange({ text: '', filters: {} })}>
        {clearFilters}
      </button>
    </Empty>
  );
}

/** px of a rem now; text can be made larger at any time. */
function useRem(): number {
  const [rem, setRem] = useState(() => Number.parseFloat(getComputedStyle(document.documentElement).fontSize));
  useLayoutEffect(() => {
    const measure = (): void => setRem(Number.parseFloat(getComputedStyle(document.documentElement).fontSize));
    const observer = new ResizeObserver(measure);
    observer.observe(document.documentElement);
    return () => observer.disconnect();
  }, []);
  return rem;
}
