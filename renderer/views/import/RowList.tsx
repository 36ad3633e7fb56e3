import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useRef } from 'react';
import type { CheckedRow, RowLetter } from '../../../shared/import/importTask.ts';
import { words } from '../../../shared/uiWords.ts';
import { Empty } from '../../parts/Empty.tsx';
import css from './Import.module.css';
import { DETAILS, ROWS } from './RowDetails.tsx';

interface RowListProps {
  /** places in the file of the rows that are shown */
  readonly indices: readonly number[];
  readonly letters: string;
  readonly rowAt: (index: number) => CheckedRow | undefined;
  /** place among those shown */
  readonly current: number;
  readonly onWalk: (to: number) => void;
}

/** rem; as in Import.module.css */
const ROW = 2.75;

const TONES: Readonly<Record<RowLetter, 'ok' | 'warn' | 'bad' | 'accent' | undefined>> = {
  a: 'ok',
  c: 'accent',
  k: undefined,
  s: undefined,
  r: 'warn',
  l: undefined,
  e: 'bad',
  d: 'warn',
};

/** The rows of the list: only those in sight are drawn, and only their pages are asked for. */
export function RowList({ indices, letters, rowAt, current, onWalk }: RowListProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  const virtual = useVirtualizer({
    count: indices.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW * rem,
    overscan: 8,
  });
  const { rowsLabel, none } = words.imports.check;

  function walk(to: number): void {
    const at = Math.min(Math.max(to, 0), indices.length - 1);
    onWalk(at);
    virtual.scrollToIndex(at, { align: 'auto' });
  }
  function keyDown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / (ROW * rem)) - 1);
    const keys: Readonly<Record<string, () => void>> = {
      ArrowDown: () => walk(current + 1),
      ArrowUp: () => walk(current - 1),
      PageDown: () => walk(current + page),
      PageUp: () => walk(current - page),
      Home: () => walk(0),
      End: () => walk(indices.length - 1),
      Enter: () => {
        const first = document.querySelector<HTMLInputElement>(`#${DETAILS} input`);
        first?.focus();
        first?.select();
      },
    };
    const does = keys[event.key];
    if (!does) return;
    event.preventDefault();
    does();
  }

  if (indices.length === 0) return <Empty title={none} />;
  const items = virtual.getVirtualItems();
  const drawn = items.some(({ index }) => index === current);
  return (
    <div
      ref={scroller}
      id={ROWS}
      className={css.list}
      role="listbox"
      aria-label={rowsLabel}
      aria-activedescendant={drawn ? `import-row-${current}` : undefined}
      tabIndex={0}
      onKeyDown={keyDown}
    >
      <div role="presentation" className={css.inner} style={{ height: virtual.getTotalSize() }}>
        {items.map(({ index, start }) => {
          const place = indices[index] ?? 0;
          return (
            <Option
              key={index}
              id={`import-row-${index}`}
              letter={letters[place] ?? 'e'}
              row={rowAt(place)}
              at={index}
              of={indices.length}
              top={start}
              current={index === current}
              onPoint={() => onWalk(index)}
            />
          );
        })}
      </div>
    </div>
  );
}

interface OptionProps {
  readonly id: string;
  readonly letter: string;
  readonly row: CheckedRow | undefined;
  readonly at: number;
  readonly of: number;
  readonly top: number;
  readonly current: boolean;
  readonly onPoint: () => void;
}

function Option({ id, letter, row, at, of, top, current, onPoint }: OptionProps) {
  const state = letter.toLowerCase() as RowLetter; // a letter of the check
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list hears the keys
    <div
      id={id}
      role="option"
      aria-selected={current}
      aria-posinset={at + 1}
      aria-setsize={of}
      tabIndex={-1}
      className={css.option}
      style={{ transform: `translateY(${top}px)` }}
      onClick={onPoint}
    >
      <span className="quiet">{row?.line}</span>
      <span className="chip" data-tone={TONES[state]}>
        {words.imports.states[state]}
      </span>
      <span className="tag">{row?.name ?? '–'}</span>
      <span className={css.why}>{row && whatOf(row)}</span>
    </div>
  );
}

/** In a few words what becomes of a row, or why nothing does. */
function whatOf({ action, slot, problem, changes, warnings }: CheckedRow): string {
  const { check, fields } = words.imports;
  if (changes.length > 0) {
    return changes
      .map(({ field, before, after }) =>
        check.change(field in fields ? fields[field as keyof typeof fields] : field, shown(before), shown(after)),
      ) // the key was just looked for
      .join('; ');
  }
  if (problem) return problem.message;
  const [warning] = warnings;
  const where = action !== 'add' ? '' : slot ? check.toSlot(slot.case, slot.slot) : check.noSlot;
  return warning ? `${where}${where && '. '}${warning.message}` : where;
}

const shown = (value: unknown): string => (value === null ? words.imports.check.nothing : String(value));
