import { rmSync } from 'node:fs';
import { z } from 'zod';
import type { ImportTask } from '../../shared/import/importTask.ts';
import type { JobState } from '../../shared/ipc/contract.ts';
import { refusalCodes } from '../../shared/refusal.ts';
import { accept, type Result, refuse } from '../../shared/result.ts';
import type { Session } from '../../shared/session.ts';
import type { Clock } from '../../shared/time.ts';
import type { Custody } from '../custody.ts';
import type { JobKeeper } from './jobKeeper.ts';
import type { ImportNeeds, Job, JobWatch } from './jobs.ts';
import { gone, openListShelf } from './listShelf.ts';

export interface ImportKeeperNeeds {
  /** folder of the app's own files; what is handed over lies there while it is worked on */
  readonly home: string;
  readonly migrations: string;
  readonly clock: Pick<Clock, 'monotonic'>;
  readonly jobs: Pick<JobKeeper, 'begin'>;
  newId(): string;
  /** starts the process that reads, checks, records or undoes */
  startImport(needs: ImportNeeds, watch: JobWatch): Job;
}

export type ImportKeeper = ReturnType<typeof openImportKeeper>;

type Undo = { readonly task: 'undo'; readonly batch: string; readonly reason: string };

/**
 * The list that the window handed over, and the work on it in a process of its own. One list at a time: the next one
 * takes the place of the one before.
 */
export function openImportKeeper({ home, migrations, clock, jobs, newId, startImport }: ImportKeeperNeeds) {
  const shelf = openListShelf(home, newId);
  let pages: readonly string[] = [];

  function begin(custody: Custody, session: Session, task: ImportTask | Undo): Result<JobState> {
    if (custody.isLent()) return refuse('STORE_BUSY', { path: custody.path });
    const taskPath = shelf.putTask(task);
    const list = shelf.inUse();
    const { operatorId, pinConfirmedAt } = session;
    const needs: ImportNeeds = {
      path: custody.path,
      home,
      migrations,
      operatorId,
      pinAgeMs: pinConfirmedAt === null ? null : clock.monotonic() - pinConfirmedAt,
      list: list ? shelf.listPath(list) : '',
      fileName: list?.name ?? '',
      task: taskPath,
    };
    const state = jobs.begin({
      kind: 'import',
      start(watch) {
        const { outcome, stop } = startImport(needs, watch);
        const ended = outcome.finally(() => rmSync(taskPath, { force: true }));
        let stopped = false;
        // Whoever stops it knows why it says nothing more; otherwise nobody knows what it met.
        const left = ended.then(
          (value) => Left.parse(value).doubt,
          (error: unknown) => {
            if (stopped) return null;
            throw error;
          },
        );
        if (task.task !== 'look') custody.lend(left);
        else left.catch(() => undefined);
        return {
          outcome: ended,
          stop() {
            stopped = true;
            stop();
          },
        };
      },
      finish(value) {
        const came = Outcome.parse(value);
        if (!came.ok) return refuse(came.error.code, came.error.details);
        pages = came.value.pages;
        return accept(came.value.told);
      },
    });
    return accept(state);
  }

  return {
    /** The beginning of a list, for whoever hands it over alone. @returns its id, which what follows names */
    receive(session: Session, name: string): { readonly list: string } {
      pages = [];
      return { list: shelf.begin(session, name).id };
    },

    /** More of the list, in order. */
    add(session: Session, id: string, base64: string): Result<null> {
      const list = shelf.of(id, session);
      return list ? shelf.add(list, Buffer.from(base64, 'base64')) : gone();
    },

    /** Takes up again the list that this operator began with; see `listShelf.ts`. */
    async resume(session: Session, sha256: string): Promise<Result<{ readonly list: string; readonly name: string }>> {
      const list = await shelf.resume(session, sha256);
      return list.ok ? accept({ list: list.value.id, name: list.value.name }) : list;
    },

    /** Begins a job over the list; its outcome is announced with it. */
    run: (custody: Custody, session: Session, id: string, task: ImportTask): Result<JobState> =>
      shelf.of(id, session) ? begin(custody, session, task) : gone(),

    undo: (custody: Custody, session: Session, batch: string, reason: string): Result<JobState> =>
      begin(custody, session, { task: 'undo', batch, reason }),

    /** A page of the rows that the last check or commit came to. */
    rows: ({ operatorId }: Session, page: number): readonly unknown[] =>
      shelf.inUse()?.operatorId === operatorId ? Rows.parse(JSON.parse(pages[page] ?? '[]')) : [],

    /** It was recorded, or its owner gives it up. */
    forget(session: Session): void {
      shelf.forget(session);
      pages = [];
    },
    /** The app ends, or another store takes the place of this one: what was begun waits for whoever began it. */
    leave(): void {
      shelf.leave();
      pages = [];
    },
  };
}

const Rows = z.array(z.unknown());
const Why = z.object({ code: z.enum(refusalCodes), details: z.record(z.string(), z.unknown()) });
const Outcome = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), value: z.object({ told: z.unknown(), pages: z.array(z.string()) }) }),
  z.object({ ok: z.literal(false), error: Why }),
]);
/** What a write that failed there left in doubt. */
const Left = z.object({ doubt: Why.nullable() });
