import type { SlotRow } from '../../../shared/contract/answers.ts';
import css from './SlotTiles.module.css';
import { slotTile } from './slotState.ts';

interface SlotTilesProps {
  readonly rows: readonly SlotRow[];
  /** the whole map in words, for who does not see it */
  readonly label: string;
}

/** A case at a glance: one small tile a slot. The large map of a case can be walked; this one is a picture. */
export function SlotTiles({ rows, label }: SlotTilesProps) {
  return (
    <div className={css.map} role="img" aria-label={label}>
      {rows.map((row) => {
        const { slot, look, mark, says } = slotTile(row);
        return (
          <span key={slot} className={css.tile} data-look={look} title={says}>
            {mark}
          </span>
        );
      })}
    </div>
  );
}
