import { useEffect, useRef, useState } from 'react';
import { z } from 'zod';
import type { SpanRow } from '../../../shared/contract/answers.ts';
import { custodyStatuses } from '../../../shared/custody/place.ts';
import type { Refused } from '../../../shared/ipc/contract.ts';
import { refusalCodes } from '../../../shared/refusal.ts';
import type { CommandRequest } from '../../state/store.ts';
import { appStore } from '../../state/useApp.ts';
import type { Stand } from '../asset/acts/usePreview.ts';

const slot = z.object({ case: z.string(), slot: z.number() });
const place = {
  status: z.enum(custodyStatuses),
  case: z.string().nullable(),
  slot: z.number().nullable(),
  holder: z.string().nullable(),
};
const stand = z.object({ tag: z.string(), ...place, home: slot.nullable(), dueAt: z.string().nullable() });
const span = z.object({
  tag: z.string().nullable(),
  ...place,
  from: z.string(),
  to: z.string().nullable(),
  gap: z.boolean(),
  openedBy: z.string(),
  closedBy: z.string().nullable(),
});
const side = z.object({ custody: z.array(stand).readonly(), spans: z.array(span).readonly() });
const refusal = z.object({
  code: z.enum(refusalCodes),
  message: z.string(),
  details: z.record(z.string(), z.unknown()).readonly(),
});
/** What a command that is only tried answers (electron/commands/preview.ts). */
const tried = z.object({ before: side, after: side, errors: z.array(refusal).readonly() });

/** Custody and stays of the assets concerned, on one side of the correction. */
export interface Side {
  readonly custody: readonly Stand[];
  readonly spans: readonly SpanRow[];
}

export interface Outcome {
  readonly before: Side;
  readonly after: Side;
  /** all that is wrong with it; none: it can be recorded */
  readonly errors: readonly Refused[];
  /** false: it is of what stood there before the last key; the newer one is on its way */
  readonly settled: boolean;
}

/** ms without a key before it is worked out; of many events the working out itself takes a while */
const SETTLED_MS = 150;
const MANY_SETTLED_MS = 600;
const MANY = 100;
/** Nothing is recorded, so nothing has to be said: what is wrong is to be seen before the reason is written. */
const NO_REASON_YET = '–';

/**
 * Tries a correction whenever it changes, and says what it would lead to.
 *
 * @param command  null: nothing is changed yet
 * @returns null until main has answered
 */
export function useConsequence(command: CommandRequest | null): Outcome | null {
  const key = command === null ? null : JSON.stringify(command);
  const [shown, setShown] = useState<{ readonly of: string; readonly outcome: Omit<Outcome, 'settled'> } | null>(null);
  const many = useRef(false);
  many.current = Array.isArray(command?.corrections) && command.corrections.length > MANY;
  useEffect(() => {
    if (key === null) return;
    let overtaken = false;
    const timer = setTimeout(() => void tryIt(key), many.current ? MANY_SETTLED_MS : SETTLED_MS);
    async function tryIt(asked: string): Promise<void> {
      // The key is the command as text.
      const { reason, ...rest } = JSON.parse(asked) as CommandRequest;
      const said = typeof reason === 'string' && reason.trim() !== '' ? reason : NO_REASON_YET;
      const answer = await appStore.getState().carryOut({ ...rest, reason: said, dryRun: true });
      if (overtaken) return;
      const { data } = tried.safeParse(answer);
      const errors = data?.errors ?? (answer.ok ? [] : [answer.error]);
      setShown({ of: asked, outcome: { before: sideOf(data?.before), after: sideOf(data?.after), errors } });
    }
    return () => {
      overtaken = true;
      clearTimeout(timer);
    };
  }, [key]);
  return shown === null || key === null ? null : { ...shown.outcome, settled: shown.of === key };
}

function sideOf(one: z.infer<typeof side> | undefined): Side {
  return {
    custody: one?.custody ?? [],
    spans: (one?.spans ?? []).flatMap((row) => (row.tag === null ? [] : [{ ...row, tag: row.tag, dueAt: null }])),
  };
}
