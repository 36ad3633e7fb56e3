import { useEffect, useState } from 'react';
import type { EventAnswer } from '../../../shared/contract/answers.ts';
import type { Refused } from '../../../shared/ipc/contract.ts';
import type { Wanted } from '../../state/correcting.ts';
import { askQuery } from '../../state/useApp.ts';
import type { Target } from './draft.ts';

/** Events asked for at a time: a batch of a thousand leaves room for other questions. */
const AT_ONCE = 50;

export interface Targets {
  /** in the order in which they were asked for; undefined until they are there */
  readonly targets: readonly Target[] | undefined;
  readonly done: number;
  readonly refused: Refused | null;
  /** Reads them anew, as the newest versions. */
  readonly readAgain: () => void;
}

/** The events that are to be corrected, each in its newest version. */
export function useTargets(wanted: readonly Wanted[]): Targets {
  const ids = wanted.map(({ eventId }) => eventId).join(' ');
  const [read, setRead] = useState<ReadonlyMap<string, EventAnswer>>(new Map());
  const [refused, setRefused] = useState<Refused | null>(null);
  const [round, setRound] = useState(0);
  const [done, setDone] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each round reads anew
  useEffect(() => {
    let overtaken = false;
    async function readAll(): Promise<void> {
      const list = ids.split(' ');
      const found = new Map<string, EventAnswer>();
      for (let from = 0; from < list.length; from += AT_ONCE) {
        const some = list.slice(from, from + AT_ONCE);
        const answers = await Promise.all(some.map(newest));
        if (overtaken) return;
        for (const [i, answer] of answers.entries()) {
          if (!answer.ok) return setRefused(answer.error);
          found.set(some[i] ?? '', answer.value);
        }
        setDone(found.size);
      }
      setRead(found);
    }
    void readAll();
    return () => {
      overtaken = true;
    };
  }, [ids, round]);

  const known = wanted.flatMap(({ eventId }) => read.get(eventId) ?? []);
  return {
    // What is taken along joins the others once it is read.
    targets: known.length === 0 ? undefined : targetsOf(known),
    done,
    refused,
    readAgain: () => setRound((n) => n + 1),
  };
}

async function newest(eventId: string) {
  const answer = await askQuery('event.get', { eventId });
  const last = answer.ok ? answer.value.chain.at(-1) : undefined;
  return last ? askQuery('event.get', { eventId: last.eventId }) : answer;
}

/** Two versions of one event are one target. */
function targetsOf(events: readonly EventAnswer[]): readonly Target[] {
  const targets = new Map<string, Target>();
  for (const event of events) {
    const key = keyOf(event);
    if (!targets.has(key)) targets.set(key, { key, event, versions: [...event.supersedes, event] });
  }
  return [...targets.values()];
}

/** What an event is known by here, whatever its version. */
const keyOf = (event: EventAnswer): string => event.supersedes[0]?.eventId ?? event.eventId;
