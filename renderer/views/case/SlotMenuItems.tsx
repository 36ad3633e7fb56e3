import { Menu } from '@mantine/core';
import type { SlotRow } from '../../../shared/contract/answers.ts';
import { words } from '../../../shared/uiWords.ts';
import { go, to } from '../../routes.ts';
import { useMay } from '../../state/useMay.ts';
import { AssetMenuItems } from '../asset/acts/AssetMenuItems.tsx';
import type { ActName } from '../asset/acts/assetActs.ts';

/** What can be done at a slot: an act on an asset, filling it, or saying that it was exchanged with another. */
export type SlotWish =
  | { readonly act: ActName; readonly tag: string }
  | { readonly act: 'fill' }
  | { readonly act: 'swap' };

interface SlotMenuItemsProps {
  readonly code: string;
  readonly row: SlotRow;
  readonly except?: readonly ActName[];
  readonly onWish: (wish: SlotWish) => void;
}

/** The menu of a slot: of what is in it; where nothing is, of what belongs there, and of filling it. */
export function SlotMenuItems({ code, row, except, onWish }: SlotMenuItemsProps) {
  const { slot, occupant, homeAsset } = row;
  const places = useMay('asset.place');
  const adds = useMay('asset.add');
  const corrects = useMay('event.correct');
  const tag = occupant?.tag ?? homeAsset?.tag ?? null;
  const status = occupant ? 'slot' : homeAsset?.status;
  return (
    <>
      {tag !== null && (
        <Menu.Item component="a" href={to('asset', { tag })}>
          {words.case.slot.openTag(tag)}
        </Menu.Item>
      )}
      {tag !== null && status !== undefined && (
        <AssetMenuItems status={status} {...(except ? { except } : {})} onChoose={(act) => onWish({ act, tag })} />
      )}
      {occupant !== null && corrects && (
        <Menu.Item onClick={() => onWish({ act: 'swap' })}>{words.correction.swap.menu}</Menu.Item>
      )}
      {occupant === null && places && (
        <Menu.Item onClick={() => onWish({ act: 'fill' })}>{words.case.slot.place}</Menu.Item>
      )}
      {occupant === null && adds && (
        <Menu.Item onClick={() => go(to('addAsset', undefined, { case: code, slot: String(slot) }))}>
          {words.case.slot.add}
        </Menu.Item>
      )}
    </>
  );
}
