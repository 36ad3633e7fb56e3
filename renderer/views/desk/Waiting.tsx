import { Button } from '@mantine/core';
import { useState } from 'react';
import type { HandoverKind } from '../../../shared/contract/commands.ts';
import type { QueueLine } from '../../../shared/contract/trailAnswers.ts';
import { words } from '../../../shared/uiWords.ts';
import { moment } from '../../format.ts';
import css from './Desk.module.css';

interface WaitingProps {
  readonly kind: HandoverKind;
  readonly rows: readonly QueueLine[];
}

const { waiting } = words.desk;

/** Whoever comes back to lines that were scanned before, after a crash even, is told how many and since when. */
export function Waiting({ rows }: WaitingProps) {
  // What was there when the desk was opened; scanned since then needs no telling.
  const [found] = useState(rows);
  const [seen, setSeen] = useState(false);
  const left = found.filter(({ item }) => rows.some((row) => row.item === item));
  const [first] = left;
  if (seen || !first) return null;
  return (
    <div className={css.waiting} role="status">
      <p>
        <b>{waiting.were(left.length, moment(first.scannedAt))}</b> {waiting.hint}
      </p>
      <Button onClick={() => setSeen(true)}>{waiting.dismiss}</Button>
    </div>
  );
}
