import { useEffect, useState } from 'react';
import type { Refused } from '../../../shared/ipc/contract.ts';
import { appStore, main } from '../../state/useApp.ts';
import type { BulkLine } from './bulkCommands.ts';

/** ms without a change of the form before the lines are tried */
const SETTLED_MS = 250;

export interface Tried {
  /** lines tried so far */
  readonly done: number;
  readonly refused: ReadonlyMap<string, Refused>;
}

const NOTHING: Tried = { done: 0, refused: new Map() };

/** Tries each line by itself, and says which could not be recorded, and why. Begins anew when a line changes. */
export function useTried(lines: readonly BulkLine[]): Tried {
  const [tried, setTried] = useState<Tried & { readonly of: string }>({ ...NOTHING, of: '' });
  const key = JSON.stringify(lines.map(({ command }) => command));
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key is the lines as text
  useEffect(() => {
    let overtaken = false;
    async function tryAll(): Promise<void> {
      const refused = new Map<string, Refused>();
      for (const [i, { tag, command }] of lines.entries()) {
        const answer = await appStore.getState().carryOut({ ...command, dryRun: true });
        if (overtaken) return;
        if (!answer.ok) refused.set(tag, answer.error);
        // Told now and then: a list of a thousand is not drawn a thousand times.
        if (i % 20 === 19) setTried({ done: i + 1, refused: new Map(refused), of: key });
      }
      // By itself each of the rest could be; now all of them together, as they will be recorded.
      for (
        let fault = await firstFault(lines, refused);
        fault && !overtaken;
        fault = await firstFault(lines, refused)
      ) {
        refused.set(fault.tag, fault.why);
      }
      if (!overtaken) setTried({ done: lines.length, refused, of: key });
    }
    const timer = setTimeout(() => void tryAll(), SETTLED_MS);
    return () => {
      overtaken = true;
      clearTimeout(timer);
    };
  }, [key]);
  return tried.of === key ? tried : NOTHING;
}

/** The first of those left that could not be recorded together with the others; null: all can. */
async function firstFault(
  lines: readonly BulkLine[],
  refused: ReadonlyMap<string, Refused>,
): Promise<{ readonly tag: string; readonly why: Refused } | null> {
  const left = lines.filter(({ tag }) => !refused.has(tag));
  if (left.length === 0) return null;
  const answers = await main.ask('commandAtomic', {
    commands: left.map(({ command }) => ({ ...command, dryRun: true })),
  });
  const failed = answers.find((answer) => !answer.ok);
  if (!failed || failed.ok) return null;
  const at = failed.error.details.line;
  const line = left[typeof at === 'number' ? at - 1 : answers.indexOf(failed)] ?? left[0];
  return line ? { tag: line.tag, why: failed.error } : null;
}
