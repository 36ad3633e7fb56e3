import { Button, Menu } from '@mantine/core';
import type { AssetAnswer } from '../../../shared/contract/answers.ts';
import { words } from '../../../shared/uiWords.ts';
import { to } from '../../routes.ts';
import { useMay } from '../../state/useMay.ts';
import { AssetMenuItems } from './acts/AssetMenuItems.tsx';
import type { ActName } from './acts/assetActs.ts';

interface AssetActionsProps {
  readonly asset: AssetAnswer;
  readonly onAct: (act: ActName) => void;
}

/** The buttons at the head of an asset: what is mostly done with it where it is now, and the rest behind "More". */
export function AssetActions({ asset: { tag, status }, onAct }: AssetActionsProps) {
  const hands = useMay('handover.commit');
  const moves = useMay('asset.move');
  const finds = useMay('asset.find');
  const inspects = useMay('asset.inspect');
  const { actions } = words.asset;
  const here = status === 'slot' || status === 'unplaced';
  return (
    <>
      {hands && here && (
        <Button component="a" href={to('issue', undefined, { tag })} variant="filled">
          {actions.issue}
        </Button>
      )}
      {hands && status === 'holder' && (
        <>
          <Button component="a" href={to('return', undefined, { tag })} variant="filled">
            {actions.return}
          </Button>
          <Button component="a" href={to('transfer', undefined, { tag })}>
            {actions.transfer}
          </Button>
        </>
      )}
      {moves && here && (
        <Button onClick={() => onAct('put')}>{status === 'slot' ? actions.move : actions.place}</Button>
      )}
      {finds && status === 'lost' && (
        <Button variant="filled" onClick={() => onAct('find')}>
          {actions.find}
        </Button>
      )}
      {inspects && (here || status === 'holder') && <Button onClick={() => onAct('inspect')}>{actions.inspect}</Button>}
      <Button component="a" href={to('report', { report: 'asset' }, { tag })}>
        {words.reports.of}
      </Button>
      <Button component="a" href={to('labels', undefined, { of: 'assets', names: tag })}>
        {words.labels.one}
      </Button>
      {inspects && (
        <Menu withinPortal={false}>
          <Menu.Target>
            <Button aria-label={actions.moreOf(tag)}>{actions.more}</Button>
          </Menu.Target>
          <Menu.Dropdown>
            <AssetMenuItems status={status} except={['put', 'inspect', 'find']} onChoose={onAct} />
          </Menu.Dropdown>
        </Menu>
      )}
    </>
  );
}
