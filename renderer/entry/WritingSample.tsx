import { Progress } from '@mantine/core';
import { words } from '../../shared/uiWords.ts';
import { Entry } from './Entry.tsx';

interface WritingSampleProps {
  readonly done: number;
  readonly total: number;
}

/** The sample organisation is being written in a process of its own. */
export function WritingSample({ done, total }: WritingSampleProps) {
  return (
    <Entry title={words.firstRun.writingSample}>
      <p className="quiet">{words.firstRun.writingHint}</p>
      <Progress value={(100 * done) / Math.max(1, total)} aria-label={words.firstRun.writingSample} />
    </Entry>
  );
}
