import { Button } from '@mantine/core';
import { useState } from 'react';
import type { AssetRow } from '../../../shared/contract/trailAnswers.ts';
import { words } from '../../../shared/uiWords.ts';
import { to } from '../../routes.ts';
import { useMay } from '../../state/useMay.ts';
import css from './Assets.module.css';
import { BulkDialog } from './BulkDialog.tsx';
import type { BulkAct } from './bulkCommands.ts';

interface BulkProps {
  /** by tag */
  readonly ticked: ReadonlyMap<string, AssetRow>;
  readonly onClear: () => void;
}

/** What can be done to all that are ticked. */
export function Bulk({ ticked, onClear }: BulkProps) {
  const [act, setAct] = useState<BulkAct | null>(null);
  const offered = { place: useMay('asset.place'), change: useMay('asset.change'), retire: useMay('asset.retire') };
  const { bulk } = words.assets;
  return (
    <div className={css.bulk}>
      <b role="status">{bulk.ticked(ticked.size)}</b>
      {offered.place && <Button onClick={() => setAct('place')}>{bulk.place}</Button>}
      {offered.change && <Button onClick={() => setAct('change')}>{bulk.change}</Button>}
      {offered.retire && (
        <Button color="red" onClick={() => setAct('retire')}>
          {bulk.retire}
        </Button>
      )}
      <Button component="a" href={to('labels', undefined, { of: 'assets', names: [...ticked.keys()].join('\n') })}>
        {words.labels.button}
      </Button>
      <Button onClick={onClear}>{bulk.clear}</Button>
      {act && (
        <BulkDialog
          act={act}
          rows={[...ticked.values()]}
          onClose={(done) => {
            setAct(null);
            if (done) onClear();
          }}
        />
      )}
    </div>
  );
}
