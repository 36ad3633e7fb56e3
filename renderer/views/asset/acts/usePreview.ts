import { useEffect, useState } from 'react';
import { z } from 'zod';
import { custodyStatuses } from '../../../../shared/custody/place.ts';
import type { Refused } from '../../../../shared/ipc/contract.ts';
import type { CommandRequest } from '../../../state/store.ts';
import { appStore } from '../../../state/useApp.ts';

/** ms without a change of the form before it is tried: typing asks once, not at each key */
const SETTLED_MS = 120;

const slot = z.object({ case: z.string(), slot: z.number() });
const custody = z.object({
  tag: z.string(),
  status: z.enum(custodyStatuses),
  case: z.string().nullable(),
  slot: z.number().nullable(),
  holder: z.string().nullable(),
  home: slot.nullable(),
  dueAt: z.string().nullable(),
});
/** An asset on one side of a preview: who has it, and where it belongs. */
export type Stand = z.infer<typeof custody>;

const side = z.object({ custody: z.array(custody).readonly() });
/** What a command that is only tried answers beside its events (electron/commands/preview.ts). */
const tried = z.object({ before: side, after: side });
const eventData = z.array(z.object({ type: z.string(), data: z.record(z.string(), z.unknown()) })).readonly();

export interface Preview {
  readonly before: readonly Stand[];
  readonly after: readonly Stand[];
  /** the events that it would record */
  readonly events: z.infer<typeof eventData>;
  /** why it would be refused; null: it would be taken */
  readonly refused: Refused | null;
  /** false: it is of the form as it was before the last change; the newer one is on its way */
  readonly settled: boolean;
}

/**
 * Tries a command whenever it changes, and says what it would come to.
 *
 * @param command  null: there is nothing to try yet
 * @returns null until main has answered
 */
export function usePreview(command: CommandRequest | null): Preview | null {
  const key = command === null ? null : JSON.stringify(command);
  const [shown, setShown] = useState<{ readonly of: string; readonly preview: Omit<Preview, 'settled'> } | null>(null);
  useEffect(() => {
    if (key === null) return;
    let overtaken = false;
    const timer = setTimeout(() => void tryIt(), SETTLED_MS);
    async function tryIt(): Promise<void> {
      // The key is the command as text.
      const asked = JSON.parse(key ?? '') as CommandRequest;
      const answer = await appStore.getState().carryOut({ ...asked, dryRun: true });
      if (overtaken) return;
      const sides = tried.safeParse(answer);
      setShown({
        of: key ?? '',
        preview: {
          before: sides.data?.before.custody ?? [],
          after: sides.data?.after.custody ?? [],
          events: eventData.catch([]).parse(answer.events),
          refused: answer.ok ? null : answer.error,
        },
      });
    }
    return () => {
      overtaken = true;
      clearTimeout(timer);
    };
  }, [key]);
  return shown === null || key === null ? null : { ...shown.preview, settled: shown.of === key };
}
