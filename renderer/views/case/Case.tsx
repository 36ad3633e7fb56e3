import { useState } from 'react';
import type { CaseAnswer } from '../../../shared/contract/answers.ts';
import { words } from '../../../shared/uiWords.ts';
import { Busy } from '../../parts/Busy.tsx';
import { Page } from '../../parts/Page.tsx';
import { Refused } from '../../parts/Refused.tsx';
import { useAnswer } from '../../state/useApp.ts';
import { wantedFrom, wantedNext } from '../asset/useWantedRow.ts';
import { AssignmentsOf } from '../assignments/AssignmentsOf.tsx';
import type { ViewProps } from '../viewProps.ts';
import css from './Case.module.css';
import { CaseActions, type CaseWish } from './CaseActions.tsx';
import { CaseDialog } from './CaseDialog.tsx';
import { CaseFacts } from './CaseFacts.tsx';
import { CaseHistory } from './CaseHistory.tsx';
import { CaseMap } from './CaseMap.tsx';
import { ReadyPanel } from './ReadyPanel.tsx';
import { SealLog } from './SealLog.tsx';
import { CaseOverTime } from './time/CaseOverTime.tsx';
import { useCaseTrail } from './useCaseTrail.ts';

/** One case: its slots and what is in them, whether it can leave, its seals and what was recorded of it. */
export function Case({ address }: ViewProps<'case'>) {
  const { code } = address.params;
  const { value, refused } = useAnswer('case.get', { code });
  if (!value) {
    return (
      <Page title={code}>
        <Refused refused={refused} />
        {!refused && <Busy />}
      </Page>
    );
  }
  const { slot, event } = address.query;
  // A link to another entry of the same case begins anew at that entry.
  return <Whole key={event ?? ''} box={value} wanted={Number(slot)} event={event} />;
}

interface WholeProps {
  readonly box: CaseAnswer;
  /** a slot, from the address; NaN: none */
  readonly wanted: number;
  /** an entry to show, from the address */
  readonly event: string | undefined;
}

function Whole({ box, wanted, event }: WholeProps) {
  const { code, name, slots, place, retired, caseId } = box;
  const [wish, setWish] = useState<CaseWish | null>(null);
  const trail = useCaseTrail(caseId);
  const [entry, setEntry] = useState(wantedFrom(event));
  const why = (eventId: string): void => setEntry((last) => wantedNext(last, eventId));
  const slot = Number.isInteger(wanted) && wanted >= 1 && wanted <= slots ? wanted : 1;
  return (
    <Page
      title={code}
      aside={
        <>
          <span>{words.board.about(name, slots, place)}</span>
          {retired && <span className="chip">{words.case.retired}</span>}
        </>
      }
      actions={<CaseActions box={box} onWish={setWish} />}
    >
      <CaseMap
        box={box}
        wanted={slot}
        active={wish === null}
        beside={
          <>
            <ReadyPanel box={box} trail={trail} onWhy={why} />
            <CaseFacts box={box} onWhy={why} />
          </>
        }
      >
        <div className={css.trail}>
          <CaseOverTime code={code} slots={slots} wanted={slot} />
          <SealLog trail={trail} onWhy={why} />
          <CaseHistory trail={trail} wanted={entry} />
          <AssignmentsOf concerns={code} />
        </div>
      </CaseMap>
      {wish && <CaseDialog wish={wish} box={box} onClose={() => setWish(null)} />}
    </Page>
  );
}
