import { useEffect, useState } from 'react';
import type { Refused } from '../../../shared/ipc/contract.ts';
import { appStore } from '../../state/useApp.ts';
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
        if (i % 20 === 19 || i === lines.length - 1) setTried({ done: i + 1, refused: new Map(refused), of: key });
      }
    }
    const timer = setTimeout(() => void tryAll(), SETTLED_MS);
    return () => {
      overtaken = true;
      clearTimeout(timer);
    };
  }, [key]);
  return tried.of === key ? tried : NOTHING;
}
