import { useCallback, useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import type { QueryName } from '../../shared/contract/queries.ts';
import type { QueryAnswer, QueryRequest } from '../../shared/ipc/answers.ts';
import type { Answer, Refused } from '../../shared/ipc/contract.ts';
import { openMain } from '../ask.ts';
import { answerKey } from './answers.ts';
import { type AppState, type CommandAnswer, type CommandRequest, createAppStore } from './store.ts';
import { withAsOf } from './withAsOf.ts';

/** The one main process and the one store of this window. */
export const main = openMain(globalThis.assettrack);
export const appStore = createAppStore(main);

/** Picks from the state; the component is drawn again when what it picked changes. */
export function useApp<T>(pick: (state: AppState) => T): T {
  return useStore(appStore, useShallow(pick));
}

export interface Answered<T> {
  /** what main answered last; undefined until it has. It stays while a newer answer is on its way. */
  readonly value: T | undefined;
  readonly refused: Refused | null;
  readonly asking: boolean;
}

/**
 * Asks a query and follows it: the component is drawn again whenever something was appended that changes the answer.
 * While the window looks back it is asked as of that moment.
 *
 * @param args  null asks nothing (yet)
 */
export function useAnswer<N extends QueryName>(name: N, args: QueryRequest<N> | null): Answered<QueryAnswer<N>> {
  const asOf = useApp((state) => state.asOf);
  const key = args === null ? null : answerKey(name, withAsOf(name, args, asOf));
  useEffect(() => {
    if (key === null) return;
    // The key is its arguments as text: a new object with the same content asks nothing anew.
    const [, asked] = JSON.parse(key) as [string, Readonly<Record<string, unknown>>];
    return appStore.getState().follow(key, name, asked);
  }, [key, name]);
  const asked = useApp(({ answers }) => (key === null ? undefined : answers[key]));
  return useMemo(
    () => ({
      // What main answers to this query is of this type (shared/ipc/answers.ts).
      value: asked?.value as QueryAnswer<N> | undefined,
      refused: asked?.refused ?? null,
      asking: asked?.asking ?? key !== null,
    }),
    [asked, key],
  );
}

/** Asks a query once, for something that was clicked or scanned. What a view shows it follows with `useAnswer`. */
export async function askQuery<N extends QueryName>(name: N, args: QueryRequest<N>): Promise<Answer<QueryAnswer<N>>> {
  const answer = await main.ask('query', { name, args: { ...withAsOf(name, args, appStore.getState().asOf) } });
  // What main answers to this query is of this type (shared/ipc/answers.ts).
  return answer as Answer<QueryAnswer<N>>;
}

export interface Giving {
  /** Gives the command; a refusal stays in `refused` until the next try or `clear`. */
  run(command: CommandRequest): Promise<CommandAnswer>;
  readonly busy: boolean;
  /** why the last one was refused, to be shown by `Refused` where it happened */
  readonly refused: Refused | null;
  clear(): void;
}

/** Giving commands from a form or a button. */
export function useCommand(): Giving {
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<Refused | null>(null);
  const run = useCallback(async (command: CommandRequest) => {
    setBusy(true);
    try {
      const answer = await appStore.getState().carryOut(command);
      setRefused(answer.ok ? null : answer.error);
      return answer;
    } finally {
      setBusy(false);
    }
  }, []);
  const clear = useCallback(() => setRefused(null), []);
  return { run, busy, refused, clear };
}
