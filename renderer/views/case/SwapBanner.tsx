import { Button } from '@mantine/core';
import type { SlotRow } from '../../../shared/contract/answers.ts';
import { words } from '../../../shared/uiWords.ts';
import { notify } from '../../parts/notify.ts';
import { askQuery } from '../../state/useApp.ts';
import { openCorrectionWith } from '../correction/openCorrection.ts';
import css from './Case.module.css';

interface SwapBannerProps {
  readonly code: string;
  readonly rows: readonly SlotRow[];
  /** the slot that was chosen first */
  readonly slot: number;
  /** the slot that is walked to */
  readonly other: number;
  readonly onEnd: () => void;
}

const { swap } = words.correction;

/** While the second of two slots is chosen that were recorded the wrong way round. */
export function SwapBanner({ code, rows, slot, other, onEnd }: SwapBannerProps) {
  const [tag, otherTag] = [tagIn(rows, slot), tagIn(rows, other)];
  const chosen = other !== slot && otherTag !== null;
  return (
    <div className={css.banner} role="status">
      <span>
        <b>{swap.picking(tag ?? '', slot)}</b> {other !== slot && otherTag === null ? swap.empty : swap.hint}
      </span>
      <span className={css.bannerButtons}>
        {chosen && (
          <Button
            variant="filled"
            onClick={() => {
              if (exchange(code, rows, slot, other)) onEnd();
            }}
          >
            {swap.go(otherTag, other)}
          </Button>
        )}
        <Button onClick={onEnd}>{words.cancel}</Button>
      </span>
    </div>
  );
}

const tagIn = (rows: readonly SlotRow[], slot: number): string | null => rows[slot - 1]?.occupant?.tag ?? null;

/**
 * Begins the correction that exchanges what was recorded into two slots.
 *
 * @returns whether there was something in both
 */
export function exchange(code: string, rows: readonly SlotRow[], one: number, other: number): boolean {
  const [tag, otherTag] = [tagIn(rows, one), tagIn(rows, other)];
  if (one === other || tag === null || otherTag === null) return false;
  void openExchange(code, [
    { tag, slot: other },
    { tag: otherTag, slot: one },
  ]);
  return true;
}

async function openExchange(code: string, moved: readonly { readonly tag: string; readonly slot: number }[]) {
  const assets = await Promise.all(moved.map(({ tag }) => askQuery('asset.get', { tag })));
  const wanted = assets.flatMap((asset, i) =>
    // The event that brought it where it is recorded to be.
    asset.ok ? [{ eventId: asset.value.openedBy, set: { slot: { case: code, slot: moved[i]?.slot } } }] : [],
  );
  if (wanted.length === moved.length) openCorrectionWith(wanted);
  else notify(swap.gone, 'bad');
}
