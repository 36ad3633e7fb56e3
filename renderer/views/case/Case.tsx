import { words } from '../../../shared/uiWords.ts';
import { Busy } from '../../parts/Busy.tsx';
import { Page } from '../../parts/Page.tsx';
import { Refused } from '../../parts/Refused.tsx';
import { useAnswer } from '../../state/useApp.ts';
import { SlotTiles } from '../board/SlotTiles.tsx';
import type { ViewProps } from '../views.tsx';

/** One case: its slots and what is in them. */
export function Case({ address }: ViewProps<'case'>) {
  const { code } = address.params;
  const { value, refused } = useAnswer('case.get', { code });
  return (
    <Page title={value?.code ?? code} aside={value && words.board.about(value.name, value.slots, value.place)}>
      <Refused refused={refused} />
      {!value && !refused && <Busy />}
      {value && (
        <div className="panel">
          <SlotTiles rows={value.rows} label={words.board.mapInWords(value.slots, value.inPlace, value.out)} />
        </div>
      )}
    </Page>
  );
}
