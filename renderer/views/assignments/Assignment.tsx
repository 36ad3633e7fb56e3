import { useRef, useState } from 'react';
import { words } from '../../../shared/uiWords.ts';
import { Busy } from '../../parts/Busy.tsx';
import { Page } from '../../parts/Page.tsx';
import { Refused } from '../../parts/Refused.tsx';
import { useLooksBack } from '../../state/asOf.ts';
import { useAnswer } from '../../state/useApp.ts';
import { wantedFrom, wantedNext } from '../asset/useWantedRow.ts';
import type { ViewProps } from '../viewProps.ts';
import css from './Assignment.module.css';
import { AssignmentFacts } from './AssignmentFacts.tsx';
import { AssignmentLog } from './AssignmentLog.tsx';
import { CoordinatorActs } from './CoordinatorActs.tsx';
import { FrozenText, Reader } from './Reader.tsx';
import { RecipientActs } from './RecipientActs.tsx';
import { Marks, StatusChip } from './StatusChip.tsx';
import { useSelf } from './useSelf.ts';

const { reader } = words.assignments;

/** One assignment: its text, what comes next for who looks at it, and what was recorded of it. */
export function Assignment({ address }: ViewProps<'assignment'>) {
  const { assignmentId } = address.params;
  const { value, refused } = useAnswer('assignment.get', { assignmentId });
  const self = useSelf();
  const past = useLooksBack();
  const [said, setSaid] = useState('');
  const [wanted, setWanted] = useState(wantedFrom(address.query.event));
  const next = useRef<HTMLHeadingElement>(null);
  if (!value) {
    return (
      <Page title={words.assignments.one}>
        <Refused refused={refused} />
        {!refused && <Busy />}
      </Page>
    );
  }
  const { status, recipient, overdue, declined, text } = value;
  const mine = self?.name === recipient;
  // The button that had the focus goes with the step: what comes next is said instead.
  const moved = (): void => next.current?.focus();
  return (
    <Page
      title={value.title}
      aside={
        <>
          <StatusChip status={status} />
          <Marks overdue={overdue} declined={declined} />
          <span>{words.assignments.forWhom(recipient)}</span>
        </>
      }
      actions={<CoordinatorActs assignment={value} />}
    >
      <div role="status" aria-live="assertive" className="only-heard">
        {said}
      </div>
      <div className={css.columns}>
        <div className={css.main}>
          <section className={`panel ${css.reader}`} aria-label={reader.title}>
            <h2>{reader.title}</h2>
            {mine && status === 'delivered' && !past ? (
              <Reader assignment={value} say={setSaid} onRead={moved} />
            ) : (
              <FrozenText text={text} />
            )}
            {!mine && (status === 'dispatched' || status === 'delivered') && (
              <p className={css.hint}>{reader.onlyRecipient(recipient)}</p>
            )}
            {mine && status === 'dispatched' && <p className={css.hint}>{reader.notDelivered}</p>}
          </section>
          {mine && <RecipientActs assignment={value} heading={next} say={setSaid} onStep={moved} />}
          <AssignmentLog assignment={value} wanted={wanted} />
        </div>
        <AssignmentFacts assignment={value} onWhy={(eventId) => setWanted((last) => wantedNext(last, eventId))} />
      </div>
    </Page>
  );
}
