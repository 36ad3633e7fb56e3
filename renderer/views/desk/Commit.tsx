import { Button } from '@mantine/core';
import type { KeyboardEvent } from 'react';
import type { HandoverKind } from '../../../shared/contract/commands.ts';
import type { Refused as RefusedAnswer } from '../../../shared/ipc/contract.ts';
import { words } from '../../../shared/uiWords.ts';
import { Refused } from '../../parts/Refused.tsx';
import css from './Desk.module.css';

interface CommitProps {
  readonly kind: HandoverKind;
  readonly ready: number;
  readonly blocked: number;
  /** names that are still empty */
  readonly unnamed: readonly ('holder' | 'to')[];
  /** who has not accepted */
  readonly missing: readonly string[];
  /** what is wrong with the whole, or why the last try was refused */
  readonly refused: RefusedAnswer | null;
  readonly busy: boolean;
  readonly onCommit: () => void;
}

const { commit } = words.desk;

/** The one act of the desk, said out in full: what goes, what stays, and who has not accepted. */
export function Commit({ kind, ready, blocked, unnamed, missing, refused, busy, onCommit }: CommitProps) {
  const waitsFor =
    ready === 0
      ? commit.nothing
      : unnamed.includes('holder')
        ? kind === 'transfer'
          ? commit.chooseGiver
          : commit.chooseReceiver
        : unnamed.includes('to')
          ? commit.chooseReceiver
          : null;
  return (
    <div className={css.commit}>
      <Refused refused={refused} />
      <Button
        className={css.submit ?? ''}
        variant="filled"
        fullWidth
        loading={busy}
        disabled={waitsFor !== null}
        aria-describedby="desk-commit-without desk-commit-hint"
        onKeyDown={refuseEnter}
        onClick={onCommit}
      >
        {commit.submit[kind](ready)}
      </Button>
      {waitsFor === null && missing.length > 0 && (
        <p id="desk-commit-without" className={css.without}>
          <span aria-hidden="true">! </span>
          {commit.without(missing)}
        </p>
      )}
      <p id="desk-commit-hint" className={css.hint}>
        {[waitsFor, blocked > 0 ? commit.stays(blocked) : null].filter(Boolean).join(' ')}
        <span className="only-heard"> {commit.spaceOnly}</span>
      </p>
    </div>
  );
}

/** A scanner ends with Enter, and so does a hurried hand; neither commits. */
function refuseEnter(event: KeyboardEvent): void {
  if (event.key === 'Enter') event.preventDefault();
}
