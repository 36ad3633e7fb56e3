import type { StateCreator } from 'zustand';
import type { HandoverKind } from '../../shared/contract/commands.ts';
import type { QueryName } from '../../shared/contract/queries.ts';
import type { AppendedEvent, Refused } from '../../shared/ipc/contract.ts';
import type { Main } from '../ask.ts';
import { concerns, followsTheClock } from './concerns.ts';

/** One question that some view asks, and what main answered last. */
export interface Asked {
  readonly name: QueryName;
  readonly args: Readonly<Record<string, unknown>>;
  /** what main answered last; undefined until it has */
  readonly value: unknown;
  readonly refused: Refused | null;
  /** an answer is on its way */
  readonly asking: boolean;
}

/** Answers kept for views that were left, so that going back shows at once what was there. */
const KEPT = 60;
/** ms between two rounds of asking again: of announcements that follow each other, the first is asked for at once. */
const ROUND_MS = 100;

export interface AnswersSlice {
  readonly answers: Readonly<Record<string, Asked>>;
  /** Begins to follow a question: asks now, and again whenever what was appended may change the answer. */
  follow(key: string, name: QueryName, args: Asked['args']): () => void;
  /** Asks again what these events may have changed. */
  takeAppended(events: readonly AppendedEvent[]): void;
  /** Asks again every followed question. */
  refresh(): void;
  /** Asks again for one queue: nothing is announced of what is scanned into it. */
  refreshQueue(kind: HandoverKind): void;
  /** A minute has passed: asks again what is due or overdue. */
  minutePassed(): void;
  /** Forgets everything: somebody else sits here now, or another store is open. */
  forgetAnswers(): void;
}

export const answerKey = (name: QueryName, args: Asked['args']): string => JSON.stringify([name, args]);

/**
 * What views know of the store. A value changes only when main answers; events that main announces make it ask again.
 * Questions that nobody follows any more stay for a while, marked to be asked anew.
 */
export const answersSlice =
  (main: Main): StateCreator<AnswersSlice> =>
  (set, get) => {
    const followers = new Map<string, number>();
    /** keys whose answer may be out of date */
    const stale = new Set<string>();
    /** keys to ask once more when the answer under way has come */
    const again = new Set<string>();
    /** counts how often everything was forgotten: what was asked before belongs to nobody */
    let era = 0;

    const put = (key: string, change: Partial<Asked>): void => {
      const { answers } = get();
      const known = answers[key];
      if (known) set({ answers: { ...answers, [key]: { ...known, ...change } } });
    };

    async function ask(key: string): Promise<void> {
      const asked = get().answers[key];
      if (!asked) return;
      if (asked.asking) {
        again.add(key);
        return;
      }
      const begun = era;
      stale.delete(key);
      put(key, { asking: true });
      try {
        const answer = await main.ask('query', { name: asked.name, args: asked.args });
        if (begun !== era) return;
        // A locked window is told nothing; what it showed stays until it is unlocked.
        const locked = !answer.ok && answer.error.code === 'NOT_SIGNED_IN';
        if (locked) stale.add(key);
        put(key, {
          asking: false,
          ...(answer.ok ? { value: answer.value, refused: null } : locked ? {} : { refused: answer.error }),
        });
      } catch (error) {
        if (begun === era) put(key, { asking: false });
        throw error;
      }
      if (again.delete(key)) await ask(key);
    }

    const renew = (isMeant: (asked: Asked) => boolean): void => {
      for (const [key, asked] of Object.entries(get().answers)) {
        if (!isMeant(asked)) continue;
        if (followers.has(key)) void ask(key);
        else stale.add(key);
      }
    };

    /** followed keys that what was announced concerns, for the next round */
    const concerned = new Set<string>();
    let roundAt = Number.NEGATIVE_INFINITY;
    let nextRound: ReturnType<typeof setTimeout> | undefined;

    function round(): void {
      nextRound = undefined;
      roundAt = performance.now();
      const keys = [...concerned];
      concerned.clear();
      for (const key of keys) {
        if (followers.has(key)) void ask(key);
        else stale.add(key);
      }
    }

    function leave(key: string): void {
      const left = (followers.get(key) ?? 1) - 1;
      if (left > 0) {
        followers.set(key, left);
        return;
      }
      followers.delete(key);
      const { answers } = get();
      const unfollowed = Object.keys(answers).filter((known) => !followers.has(known));
      const tooMany = unfollowed.slice(0, Math.max(0, unfollowed.length - KEPT));
      if (tooMany.length === 0) return;
      for (const gone of tooMany) stale.delete(gone);
      set({ answers: Object.fromEntries(Object.entries(answers).filter(([known]) => !tooMany.includes(known))) });
    }

    return {
      answers: {},
      follow(key, name, args) {
        followers.set(key, (followers.get(key) ?? 0) + 1);
        const { answers } = get();
        const known = answers[key];
        if (!known) {
          set({ answers: { ...answers, [key]: { name, args, value: undefined, refused: null, asking: false } } });
        }
        if (!known || stale.has(key)) void ask(key);
        return () => leave(key);
      },
      takeAppended(events) {
        for (const [key, { name }] of Object.entries(get().answers)) {
          if (events.some((event) => concerns(name, event))) concerned.add(key);
        }
        if (nextRound !== undefined || concerned.size === 0) return;
        const wait = roundAt + ROUND_MS - performance.now();
        if (wait <= 0) round();
        else nextRound = setTimeout(round, wait);
      },
      refresh: () => renew(() => true),
      refreshQueue: (kind) => renew(({ name, args }) => name === 'queue.get' && args.kind === kind),
      minutePassed: () => renew(({ name }) => followsTheClock(name)),
      forgetAnswers() {
        era += 1;
        stale.clear();
        again.clear();
        concerned.clear();
        const { answers } = get();
        const followed = Object.entries(answers).filter(([key]) => followers.has(key));
        set({
          answers: Object.fromEntries(
            followed.map(([key, asked]) => [key, { ...asked, value: undefined, refused: null, asking: false }]),
          ),
        });
        for (const [key] of followed) void ask(key);
      },
    };
  };
