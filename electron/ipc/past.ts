import { z } from 'zod';
import { type Result, refuse } from '../../shared/result.ts';
import { MINUTE_MS } from '../../shared/time.ts';
import type { Custody } from '../custody.ts';
import { workerResult } from './workerResult.ts';

/** What the process that answers is told when it starts. */
export const pastNeeds = z.object({ path: z.string(), home: z.string(), migrations: z.string() });

const args = z.record(z.string(), z.unknown());
/** What it is asked, and what it says to that. */
export const pastQuestion = z.object({ id: z.int(), name: z.string(), args });
export type PastQuestion = z.output<typeof pastQuestion>;
const pastAnswer = z.object({ id: z.int(), result: workerResult(z.unknown()) });
export type PastAnswer = z.input<typeof pastAnswer>;

type Args = PastQuestion['args'];

/** The process, from the outside. */
export interface Answerer {
  ask(question: PastQuestion): void;
  end(): void;
}

export interface PastNeeds {
  /** the open store; null: there is none */
  custody(): Custody | null;
  /** starts a process that reads the store and answers in the order in which it is asked */
  start(path: string, heard: { answered(raw: unknown): void; ended(status: number): void }): Answerer;
  report(what: string, error: unknown): void;
}

export type Past = ReturnType<typeof openPast>;

/** How long the process stays when nobody asks: it holds memory, and takes a moment to start. */
const IDLE_MS = MINUTE_MS;

/**
 * Questions that walk far into the past: lists as of a moment, and whatever is asked as it was known. Among a million
 * events one takes up to a second, which the main process does not have.
 */
export function isOfThePast(name: string, { at, knownAt }: Args): boolean {
  return knownAt !== undefined || name === 'compare' || (at !== undefined && name.endsWith('.list'));
}

/** Answers such questions in a process of its own, that only reads; it is there while somebody looks back. */
export function openPast({ custody, start, report }: PastNeeds) {
  interface Waiting extends PastQuestion {
    answer(result: Result<unknown>): void;
  }
  const waiting = new Map<number, Waiting>();
  let running: { readonly of: Custody; readonly process: Answerer } | null = null;
  let idle: NodeJS.Timeout | null = null;
  let asked = 0;

  function settle(id: number, result: Result<unknown>): void {
    const one = waiting.get(id);
    // What was settled when the process was let go may still be answered by it.
    if (!one) return;
    waiting.delete(id);
    one.answer(result);
    if (waiting.size === 0 && running) idle = setTimeout(close, IDLE_MS).unref();
  }

  function begin(of: Custody): Answerer {
    const process = start(of.path, {
      answered(raw) {
        const { id, result } = pastAnswer.parse(raw);
        settle(id, result);
      },
      ended(status) {
        if (running?.process !== process) return;
        running = null;
        report('answering for the past', new Error(`its process ended with status ${status}`));
        // Slower for everybody, but answered.
        for (const { id, name, args: about } of [...waiting.values()]) settle(id, of.query(name, about, null));
      },
    });
    running = { of, process };
    return process;
  }

  /** Lets go of the store, before its file is closed, moved or replaced. */
  function close(): void {
    if (idle) clearTimeout(idle);
    idle = null;
    const ending = running?.process;
    running = null;
    ending?.end();
    for (const { id } of [...waiting.values()]) settle(id, refuse('NOT_SIGNED_IN'));
  }

  return {
    close,

    /** @returns what the query answers; NOT_SIGNED_IN where the store was closed meanwhile */
    ask(name: string, about: Args): Promise<Result<unknown>> {
      const of = custody();
      if (!of) return Promise.resolve(refuse('NOT_SIGNED_IN'));
      if (running && running.of !== of) close();
      if (idle) clearTimeout(idle);
      idle = null;
      const process = running?.process ?? begin(of);
      asked += 1;
      const question = { id: asked, name, args: about };
      return new Promise((answer) => {
        waiting.set(question.id, { ...question, answer });
        process.ask(question);
      });
    },
  };
}
