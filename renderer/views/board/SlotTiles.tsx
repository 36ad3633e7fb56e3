import type { SlotRow } from '../../../shared/contract/answers.ts';
import css from './SlotTiles.module.css';
import { slotTile } from './slotState.ts';

interface SlotTilesProps {
  readonly rows: readonly SlotRow[];
  /** the whole map in words, for who does not see it */
  readonly label: string;
}

/** Tiles in a line: ten, on which a number can be read; of large cases more, which show their look alone. */
export function tileColumns(slots: number): number {
  if (slots <= 60) return 10;
  return slots <= 240 ? 20 : 40;
}

/** A case at a glance: one small tile a slot. The large map of a case can be walked; this one is a picture. */
export function SlotTiles({ rows, label }: SlotTilesProps) {
  const columns = tileColumns(rows.length);
  return (
    <div
      className={css.map}
      role="img"
      aria-label={label}
      data-dense={columns > 10}
      style={{ gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}
    >
      {rows.map((row) => {
        const { slot, look, mark, says } = slotTile(row);
        return (
          <span key={slot} className={css.tile} data-look={look} title={says}>
            {columns > 10 ? null : mark}
          </span>
        );
      })}
    </div>
  );
}
