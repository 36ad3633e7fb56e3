import { Button } from '@mantine/core';
import { type RefObject, useState } from 'react';
import type { AssignmentAnswer } from '../../../shared/contract/assignmentAnswers.ts';
import { words } from '../../../shared/uiWords.ts';
import { Refused } from '../../parts/Refused.tsx';
import { StepDialog } from '../../parts/StepDialog.tsx';
import { useLooksBack } from '../../state/asOf.ts';
import { useCommand } from '../../state/useApp.ts';
import css from './Assignment.module.css';
import { openStatuses } from './Waiting.tsx';

const { act, complete, decline, reader, next } = words.assignments;

interface RecipientActsProps {
  readonly assignment: AssignmentAnswer;
  readonly heading: RefObject<HTMLHeadingElement | null>;
  readonly say: (sentence: string) => void;
  /** a step was recorded */
  readonly onStep: () => void;
}

/** What the recipient does after reading: take it on, say that it is done, or say no with a reason. */
export function RecipientActs({ assignment, heading, say, onStep }: RecipientActsProps) {
  const { assignmentId, status } = assignment;
  const [open, setOpen] = useState<'complete' | 'decline' | null>(null);
  const { run, busy, refused } = useCommand();
  const past = useLooksBack();
  const close = (): void => setOpen(null);

  function done(sentence: string): void {
    close();
    say(sentence);
    // After the dialog has given the focus back.
    requestAnimationFrame(onStep);
  }

  // The press is the act: it did not happen earlier, and has no "Happened".
  async function acknowledge(): Promise<void> {
    const answer = await run({ command: 'assignment.acknowledge', assignmentId });
    if (answer.ok) done(reader.acknowledged);
  }

  return (
    <section className="panel" aria-label={act.title}>
      <h2 ref={heading} tabIndex={-1}>
        {act.title}: {next[status]}
      </h2>
      {openStatuses.includes(status) && !past && (
        <div className={css.acts}>
          {status === 'read' && (
            <>
              <Button variant="filled" loading={busy} onClick={() => void acknowledge()}>
                {act.acknowledge}
              </Button>
              <span className="quiet">{act.acknowledgeHint}</span>
            </>
          )}
          {status === 'acknowledged' && (
            <>
              <Button variant="filled" onClick={() => setOpen('complete')}>
                {act.complete}
              </Button>
              <span className="quiet">{act.completeHint}</span>
            </>
          )}
          <Button className={css.aside} onClick={() => setOpen('decline')}>
            {act.decline}
          </Button>
        </div>
      )}
      <Refused refused={refused} />
      {open === 'complete' && (
        <StepDialog
          title={complete.title}
          lead={complete.lead}
          field={complete.note}
          confirm={complete.confirm}
          required={false}
          command={(note) => ({ command: 'assignment.complete', assignmentId, ...(note === null ? {} : { note }) })}
          onDone={() => done(reader.completed)}
          onClose={close}
        />
      )}
      {open === 'decline' && (
        <StepDialog
          title={decline.title}
          lead={decline.lead}
          field={decline.reason}
          confirm={decline.confirm}
          required
          command={(reason) => ({ command: 'assignment.decline', assignmentId, reason: reason ?? '' })}
          onDone={() => done(reader.declined)}
          onClose={close}
        />
      )}
    </section>
  );
}
