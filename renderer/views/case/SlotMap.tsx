import { type DragEvent, type KeyboardEvent, type MouseEvent, useEffect, useRef, useState } from 'react';
import type { SlotRow } from '../../../shared/contract/answers.ts';
import css from './SlotMap.module.css';
import { SlotTile } from './SlotTile.tsx';

interface SlotMapProps {
  readonly rows: readonly SlotRow[];
  readonly label: string;
  /** the slot that is shown beside the map */
  readonly current: number;
  /** the slot whose asset is being moved; null: none */
  readonly leaving: number | null;
  /** may tiles be dragged? */
  readonly movable: boolean;
  readonly onWalk: (slot: number) => void;
  /** Enter, or a double click */
  readonly onEnter: (slot: number) => void;
  readonly onEscape: () => void;
  /** a tile was dropped on another */
  readonly onDrop: (from: number, to: number) => void;
}

/**
 * All slots of a case as tiles, in as many columns as there is room for. One of them can be reached with Tab; from
 * there the arrow keys, Home and End walk.
 */
export function SlotMap({ rows, label, current, leaving, movable, onWalk, onEnter, onEscape, onDrop }: SlotMapProps) {
  const map = useRef<HTMLDivElement>(null);
  const [dragged, setDragged] = useState<number | null>(null);
  const [over, setOver] = useState<number | null>(null);

  // Who walks with the keys takes the focus along; who looks elsewhere keeps it there.
  useEffect(() => {
    if (!map.current?.contains(document.activeElement)) return;
    focusTile(map.current, current);
  }, [current]);

  function keyDown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === 'Enter') {
      event.preventDefault();
      if (!event.repeat) onEnter(current);
      return;
    }
    if (event.key === 'Escape') {
      onEscape();
      return;
    }
    const next = walked(event.key, current, rows.length, map.current ? columnsOf(map.current) : 1);
    if (next === null) return;
    event.preventDefault();
    onWalk(next);
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of tiles is no set of fields
    <div
      ref={map}
      className={css.map}
      role="group"
      aria-label={label}
      onKeyDown={keyDown}
      onClick={(event) => at(event, onWalk)}
      onDoubleClick={(event) => at(event, onEnter)}
      onContextMenu={(event) => at(event, onWalk)}
      onDragStart={(event) => at(event, (slot) => begin(event, slot, setDragged))}
      onDragOver={(event) => {
        const slot = slotAt(event);
        setOver(dragged === null || slot === dragged ? null : slot);
        if (dragged !== null && slot !== null && slot !== dragged) event.preventDefault();
      }}
      onDragEnd={() => {
        setDragged(null);
        setOver(null);
      }}
      onDrop={(event) => {
        event.preventDefault();
        const slot = slotAt(event);
        if (dragged !== null && slot !== null && slot !== dragged) onDrop(dragged, slot);
        setDragged(null);
        setOver(null);
      }}
    >
      {rows.map((row) => (
        <SlotTile
          key={row.slot}
          row={row}
          current={row.slot === current}
          leaving={row.slot === leaving || row.slot === dragged}
          over={row.slot === over}
          draggable={movable && row.occupant !== null}
        />
      ))}
    </div>
  );
}

function begin(event: DragEvent, slot: number, dragged: (slot: number) => void): void {
  event.dataTransfer.effectAllowed = 'move';
  // Chromium drags nothing without data; what it says is for other programs.
  event.dataTransfer.setData('text/plain', String(slot));
  dragged(slot);
}

function slotAt({ target }: { readonly target: EventTarget }): number | null {
  const tile = target instanceof Element ? target.closest('[data-slot]') : null;
  return tile === null ? null : Number(tile.getAttribute('data-slot'));
}

function at(event: MouseEvent | DragEvent, does: (slot: number) => void): void {
  const slot = slotAt(event);
  if (slot !== null) does(slot);
}

/** Puts the focus on the tile of a slot, in sight. */
export function focusTile(map: ParentNode | null, slot: number): void {
  const tile = map?.querySelector<HTMLElement>(`[data-slot="${slot}"]`);
  tile?.focus({ preventScroll: true });
  tile?.scrollIntoView({ block: 'nearest' });
}

/** Tiles side by side, as they lie now. */
function columnsOf(map: HTMLElement): number {
  return getComputedStyle(map).gridTemplateColumns.split(' ').length;
}

/** The slot that a key walks to; null: the key does not walk. Slots count from 1. */
function walked(key: string, from: number, slots: number, columns: number): number | null {
  const to = { ArrowLeft: from - 1, ArrowRight: from + 1, ArrowUp: from - columns, ArrowDown: from + columns }[key];
  if (key === 'Home') return 1;
  if (key === 'End') return slots;
  if (to === undefined) return null;
  return to < 1 || to > slots ? from : to;
}
