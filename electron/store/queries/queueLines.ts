import type { CustodyRow, SlotJson } from '../../../shared/contract/answers.ts';
import { FOREVER } from '../../../shared/time.ts';
import { openNames } from './names.ts';
import { NOW, type Source } from './source.ts';
import { standJson } from './stands.ts';
import { viewsOf } from './views.ts';

/** What a scanned line shows of its asset. */
export interface LineAsset {
  readonly tag: string | null;
  readonly model: string | null;
  readonly serial: string | null;
  readonly custody: CustodyRow | null;
  readonly home: SlotJson | null;
  readonly version: number | null;
}

const NOTHING: LineAsset = { tag: null, model: null, serial: null, custody: null, home: null, version: null };

/** @returns for an asset as it is now what its line shows */
export function openLineAssets(source: Source): (assetId: string | null) => LineAsset {
  const names = openNames(source, NOW);
  return (assetId) => {
    const [view] = assetId === null ? [] : viewsOf(source, [assetId], NOW);
    if (!view) return NOTHING;
    const { tag, homeCaseId, homeSlot, model, serial } = view;
    return {
      tag,
      model,
      serial,
      custody: standJson(view, names, FOREVER),
      home: names.home(homeCaseId, homeSlot),
      version: view.version,
    };
  };
}
