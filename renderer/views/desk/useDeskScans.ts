import { useRef, useState } from 'react';
import { z } from 'zod';
import type { SlotJson } from '../../../shared/contract/answers.ts';
import type { HandoverKind } from '../../../shared/contract/commands.ts';
import type { QueueLine } from '../../../shared/contract/trailAnswers.ts';
import type { Refused } from '../../../shared/ipc/contract.ts';
import type { ScanOutcome } from '../../scan/sounds.ts';
import { useScans } from '../../scan/useScans.ts';
import { appStore, askQuery } from '../../state/useApp.ts';
import { checkLines } from './checkLines.ts';
import type { Draft } from './draft.ts';
import { handoverForm } from './handoverForm.ts';
import type { DraftProps } from './Particulars.tsx';
import { homesOf } from './useChecks.ts';

/** What became of the last code that was scanned or typed. */
export interface LastScan {
  /** exactly as it was read */
  readonly code: string;
  readonly outcome: ScanOutcome;
  /** the lines it stands for, as they were just after; empty: it was not taken at all */
  readonly lines: readonly QueueLine[];
  readonly refused: Refused | null;
  /** the slot whose label it was; null: it was no slot's */
  readonly slot: SlotJson | null;
  /** counts the scans, so that the same again is a new one */
  readonly nth: number;
}

const scanned = z.looseObject({
  items: z.array(z.looseObject({ item: z.string() })),
  repeated: z.boolean(),
  slot: z.object({ case: z.string(), slot: z.int() }).nullable(),
});

/**
 * Puts every scan into the queue, exactly as it was read, and hears from main at once whether it could go: that is the
 * sound. @returns the last one, and how to put in a code that was typed
 */
export function useDeskScans({ kind, draft, change }: DraftProps) {
  const [last, setLast] = useState<LastScan | null>(null);
  const count = useRef(0);

  async function take(code: string): Promise<ScanOutcome> {
    const { carryOut } = appStore.getState();
    const answer = await carryOut({ command: 'queue.scan', kind, code });
    count.current += 1;
    const said = { code, nth: count.current };
    if (!answer.ok) {
      setLast({ ...said, outcome: 'blocked', lines: [], refused: answer.error, slot: null });
      return 'blocked';
    }
    const { items, repeated, slot } = scanned.parse(answer);
    const queue = await askQuery('queue.get', { kind });
    const added = new Set(items.map(({ item }) => item));
    const lines = queue.ok ? queue.value.rows.filter(({ item }) => added.has(item)) : [];
    const blocked = await countBlocked(kind, draft, lines);
    const outcome = repeated ? 'repeated' : blocked > 0 ? 'blocked' : 'taken';
    const giver = lines.find(({ custody }) => custody?.holder)?.custody?.holder;
    // What is handed on is with somebody already.
    if (kind === 'transfer' && draft.holder === '' && giver) change({ holder: giver });
    setLast({ ...said, outcome, lines, refused: null, slot });
    return outcome;
  }

  useScans(take);
  return { last, take };
}

async function countBlocked(kind: HandoverKind, draft: Draft, lines: readonly QueueLine[]): Promise<number> {
  const form = handoverForm(kind, draft, lines);
  if (form === null) return lines.filter(({ check }) => check !== null).length;
  const { refused } = await checkLines(appStore.getState().carryOut, form, homesOf(lines));
  return lines.filter(({ tag }) => tag === null || refused.has(tag)).length;
}
