import { Button } from '@mantine/core';
import { words } from '../../../shared/uiWords.ts';
import { to } from '../../routes.ts';
import { useMay } from '../../state/useMay.ts';
import css from './Assets.module.css';
import { BulkDialog } from './BulkDialog.tsx';
import type { BulkAct, Ticked } from './bulkCommands.ts';

interface BulkProps {
  /** by tag */
  readonly ticked: ReadonlyMap<string, Ticked>;
  /** the act whose form is open; null: none */
  readonly act: BulkAct | null;
  readonly onAct: (act: BulkAct | null) => void;
  readonly onClear: () => void;
}

/** What can be done to all that are ticked. */
export function Bulk({ ticked, act, onAct, onClear }: BulkProps) {
  const offered = { place: useMay('asset.place'), change: useMay('asset.change'), retire: useMay('asset.retire') };
  const { bulk } = words.assets;
  return (
    <div className={css.bulk}>
      <b role="status">{bulk.ticked(ticked.size)}</b>
      {offered.place && <Button onClick={() => onAct('place')}>{bulk.place}</Button>}
      {offered.change && <Button onClick={() => onAct('change')}>{bulk.change}</Button>}
      {offered.retire && (
        <Button color="red" onClick={() => onAct('retire')}>
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
            onAct(null);
            if (done) onClear();
          }}
        />
      )}
    </div>
  );
}
