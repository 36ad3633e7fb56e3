import { useEffect, useRef, useState } from 'react';
import type { AssignmentAnswer } from '../../../shared/contract/assignmentAnswers.ts';
import type { Refused as RefusedAnswer } from '../../../shared/ipc/contract.ts';
import { words } from '../../../shared/uiWords.ts';
import { Refused } from '../../parts/Refused.tsx';
import { main, useCommand } from '../../state/useApp.ts';
import css from './Assignment.module.css';
import { HoldButton } from './HoldButton.tsx';

const { reader } = words.assignments;

/** The text in full, exactly as it was frozen. @param onEnd  told once the end of it has been in view */
export function FrozenText({ text, onEnd }: { readonly text: string; readonly onEnd?: () => void }) {
  const end = useRef<HTMLSpanElement>(null);
  const told = useRef(onEnd);
  told.current = onEnd;
  useEffect(() => {
    const mark = end.current;
    if (!mark) return;
    const observer = new IntersectionObserver((seen) => {
      if (!seen.some(({ isIntersecting }) => isIntersecting)) return;
      observer.disconnect();
      told.current?.();
    });
    observer.observe(mark);
    return () => observer.disconnect();
  }, []);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a long text is scrolled with the keyboard
    <section className={css.text} aria-label={reader.text} tabIndex={0}>
      {text}
      <span ref={end} className={css.end} aria-hidden="true" />
    </section>
  );
}

interface ReaderProps {
  readonly assignment: AssignmentAnswer;
  readonly say: (sentence: string) => void;
  /** it is recorded as read */
  readonly onRead: () => void;
}

/** The text for its recipient, and the deliberate act that confirms it. An opening that proves nothing is begun anew. */
export function Reader({ assignment, say, onRead }: ReaderProps) {
  const [opening, setOpening] = useState(0);
  const [refused, setRefused] = useState<RefusedAnswer | null>(null);
  return (
    <>
      <Opened
        key={opening}
        assignment={assignment}
        say={say}
        onRead={onRead}
        onRefused={(error) => {
          setRefused(error);
          if (error?.details.needs === 'reading') setOpening((n) => n + 1);
        }}
      />
      <Refused refused={refused} />
    </>
  );
}

interface OpenedProps extends ReaderProps {
  readonly onRefused: (refused: RefusedAnswer | null) => void;
}

function Opened({ assignment, say, onRead, onRefused }: OpenedProps) {
  const { assignmentId, text, textHash } = assignment;
  const [readingId, setReadingId] = useState<string | null>(null);
  const [seen, setSeen] = useState(false);
  const { run, busy } = useCommand();
  const told = useRef(onRefused);
  told.current = onRefused;

  useEffect(() => {
    let left = false;
    void main.ask('assignment.open', { assignmentId }).then((answer) => {
      if (left) return;
      if (answer.ok) setReadingId(answer.value.readingId);
      else told.current(answer.error);
    });
    return () => {
      left = true;
    };
  }, [assignmentId]);

  // Reading is proven by the text that is open now, so that it cannot have happened earlier.
  async function confirm(): Promise<void> {
    if (readingId === null) return;
    const answer = await run({ command: 'assignment.read', assignmentId, textHash, readingId });
    onRefused(answer.ok ? null : answer.error);
    if (!answer.ok) return;
    say(reader.confirmed);
    onRead();
  }

  return (
    <>
      <FrozenText
        text={text}
        onEnd={() => {
          setSeen(true);
          say(reader.ready);
        }}
      />
      <HoldButton
        label={reader.confirm}
        disabled={!seen || readingId === null || busy}
        say={say}
        onConfirm={() => void confirm()}
      />
    </>
  );
}
