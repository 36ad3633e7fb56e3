import { Button, Menu } from '@mantine/core';
import { type ReactNode, useRef, useState } from 'react';
import type { CaseAnswer, SlotJson } from '../../../shared/contract/answers.ts';
import { words } from '../../../shared/uiWords.ts';
import { go, to } from '../../routes.ts';
import { useLetter } from '../../scan/useScans.ts';
import { useMay } from '../../state/useMay.ts';
import { AssetAct } from '../asset/acts/AssetAct.tsx';
import { Legend } from '../board/Legend.tsx';
import css from './Case.module.css';
import { PlaceDialog } from './PlaceDialog.tsx';
import { focusTile, SlotMap } from './SlotMap.tsx';
import { SlotMenuItems, type SlotWish } from './SlotMenuItems.tsx';
import { SlotPanel } from './SlotPanel.tsx';
import { exchange, SwapBanner } from './SwapBanner.tsx';

interface CaseMapProps {
  readonly box: CaseAnswer;
  /** the slot to begin at */
  readonly wanted: number;
  /** no dialog of the case stands over it */
  readonly active: boolean;
  /** under the slot that is shown beside the map */
  readonly beside: ReactNode;
  /** under the map */
  readonly children: ReactNode;
}

/** An act that was chosen at a slot; a move may know its target. An exchange has no dialog of its own. */
type Wish = Exclude<SlotWish, { readonly act: 'swap' }> & { readonly to?: SlotJson };

/** The slot map with what can be done at each slot: by keys, by dragging, by a menu. */
export function CaseMap({ box, wanted, active, beside, children }: CaseMapProps) {
  const { code, rows, seal } = box;
  const area = useRef<HTMLDivElement>(null);
  const [current, setCurrent] = useState(wanted);
  const [from, setFrom] = useState(wanted);
  const [leaving, setLeaving] = useState<number | null>(null);
  const [wish, setWish] = useState<Wish | null>(null);
  const [swapping, setSwapping] = useState<number | null>(null);
  // A link to another slot of the same case.
  if (from !== wanted) {
    setFrom(wanted);
    setCurrent(wanted);
  }
  const moves = useMay('asset.move');
  const vacates = useMay('slot.vacate');
  const places = useMay('asset.place');
  const row = rows[current - 1] ?? rows[0];
  const leavingTag = leaving === null ? null : (rows[leaving - 1]?.occupant?.tag ?? null);
  const idle = active && wish === null;

  function beginMove(): void {
    if (!row?.occupant || !moves) return;
    setLeaving(current);
    focusTile(area.current, current);
  }
  function drop(from: number, slot: number): void {
    const tag = rows[from - 1]?.occupant?.tag;
    if (tag === undefined) return;
    setLeaving(null);
    setCurrent(slot);
    setWish({ act: 'put', tag, to: { case: code, slot } });
  }
  function begin(wished: SlotWish): void {
    if (wished.act !== 'swap') {
      setWish(wished);
      return;
    }
    setLeaving(null);
    setSwapping(current);
    requestAnimationFrame(() => focusTile(area.current, current));
  }
  function enter(slot: number): void {
    if (swapping !== null) {
      if (exchange(code, rows, swapping, slot)) setSwapping(null);
      return;
    }
    if (leaving !== null) {
      if (slot !== leaving) drop(leaving, slot);
      return;
    }
    const at = rows[slot - 1];
    const tag = at?.occupant?.tag ?? at?.homeAsset?.tag;
    if (tag !== undefined) go(to('asset', { tag }));
    else if (places) setWish({ act: 'fill' });
  }
  function close(): void {
    setWish(null);
    // Once the dialog has gone, the keys work on where they left off.
    requestAnimationFrame(() => focusTile(area.current, current));
  }
  useLetter('m', beginMove, idle);
  useLetter('f', () => row?.occupant && vacates && setWish({ act: 'vacate', tag: row.occupant.tag }), idle);

  if (!row) return null;
  return (
    <div className={css.room}>
      <div className={css.columns}>
        <div className={css.main} ref={area}>
          {seal !== null && <div className={css.banner}>{words.case.sealed(seal)}</div>}
          {leaving !== null && leavingTag !== null && (
            <div className={css.banner} role="status">
              <span>
                <b>{words.case.map.picking(leavingTag, leaving)}</b> {words.case.map.pickingHint}
              </span>
              <span className={css.bannerButtons}>
                <Button
                  onClick={() => {
                    setLeaving(null);
                    setWish({ act: 'put', tag: leavingTag });
                  }}
                >
                  {words.case.map.otherCase}
                </Button>
                <Button onClick={() => setLeaving(null)}>{words.case.map.stopPicking}</Button>
              </span>
            </div>
          )}
          {swapping !== null && (
            <SwapBanner code={code} rows={rows} slot={swapping} other={current} onEnd={() => setSwapping(null)} />
          )}
          {/* In the page's own landmark. */}
          <Menu withinPortal={false}>
            <Menu.ContextMenu>
              <div>
                <SlotMap
                  rows={rows}
                  label={words.case.map.label(code)}
                  current={current}
                  leaving={leaving ?? swapping}
                  movable={moves}
                  onWalk={setCurrent}
                  onEnter={enter}
                  onEscape={() => {
                    setLeaving(null);
                    setSwapping(null);
                  }}
                  onDrop={drop}
                />
              </div>
            </Menu.ContextMenu>
            <Menu.Dropdown>
              <SlotMenuItems code={code} row={row} onWish={begin} />
            </Menu.Dropdown>
          </Menu>
          <div className={css.mapFoot}>
            <Legend />
            <p className={css.keys}>{moves ? words.case.map.hint : words.case.map.hintReader}</p>
          </div>
          {children}
        </div>
        <div className={css.side}>
          <SlotPanel code={code} row={row} onMove={beginMove} onWish={begin} />
          {beside}
        </div>
      </div>
      {wish?.act === 'fill' && <PlaceDialog code={code} slot={current} onClose={close} />}
      {wish && wish.act !== 'fill' && <AssetAct act={wish.act} tag={wish.tag} to={wish.to ?? null} onClose={close} />}
    </div>
  );
}
