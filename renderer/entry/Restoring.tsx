import { Progress } from '@mantine/core';
import { words } from '../../shared/uiWords.ts';
import { Entry } from './Entry.tsx';

interface RestoringProps {
  readonly done: number;
  readonly total: number;
}

/** A backup is checked and put in the place of the store, in a process of its own. */
export function Restoring({ done, total }: RestoringProps) {
  const { running, runningHint } = words.backup.restore;
  return (
    <Entry title={running}>
      <p className="quiet">{runningHint}</p>
      <Progress value={(100 * done) / Math.max(1, total)} aria-label={running} />
    </Entry>
  );
}
