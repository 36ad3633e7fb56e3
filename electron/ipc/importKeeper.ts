import { appendFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { ImportTask } from '../../shared/import/importTask.ts';
import type { JobState } from '../../shared/ipc/contract.ts';
import { refusalCodes } from '../../shared/refusal.ts';
import { accept, type Result, refuse } from '../../shared/result.ts';
import type { Session } from '../../shared/session.ts';
import type { Clock } from '../../shared/time.ts';
import type { Custody } from '../custody.ts';
import { MAX_LIST_BYTES } from '../import/readList.ts';
import type { JobKeeper } from './jobKeeper.ts';
import type { ImportNeeds, Job, JobWatch } from './jobs.ts';

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
  const folder = join(home, 'import');
  // What an earlier run left when it ended early: lists of people and things lie nowhere longer than they must.
  rmSync(folder, { recursive: true, force: true });

  let list: { readonly id: string; readonly name: string; readonly operatorId: string; bytes: number } | null = null;
  let pages: readonly string[] = [];
  const pathOf = (id: string, kind: 'list' | 'task') => join(folder, `${id}.${kind}`);

  function forget(): void {
    rmSync(folder, { recursive: true, force: true });
    list = null;
    pages = [];
  }

  function begin(custody: Custody, session: Session, task: ImportTask | Undo): Result<JobState> {
    if (custody.isLent()) return refuse('STORE_BUSY', { path: custody.path });
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const taskPath = pathOf(newId(), 'task');
    writeFileSync(taskPath, JSON.stringify(task), { mode: 0o600 });
    const { operatorId, pinConfirmedAt } = session;
    const needs: ImportNeeds = {
      path: custody.path,
      home,
      migrations,
      operatorId,
      pinAgeMs: pinConfirmedAt === null ? null : clock.monotonic() - pinConfirmedAt,
      list: list ? pathOf(list.id, 'list') : '',
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
    forget,

    /** The beginning of a list, for whoever hands it over alone. @returns its id, which what follows names */
    receive({ operatorId }: Session, name: string): { readonly list: string } {
      forget();
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      list = { id: newId(), name, operatorId, bytes: 0 };
      writeFileSync(pathOf(list.id, 'list'), '', { mode: 0o600 });
      return { list: list.id };
    },

    /** More of the list, in order. */
    add({ operatorId }: Session, id: string, base64: string): Result<null> {
      if (list?.id !== id || list.operatorId !== operatorId) return gone();
      const bytes = Buffer.from(base64, 'base64');
      list.bytes += bytes.length;
      if (list.bytes > MAX_LIST_BYTES)
        return refuse('CANNOT_READ', { path: list.name, why: 'it is larger than 64 MB' });
      appendFileSync(pathOf(id, 'list'), bytes);
      return accept(null);
    },

    /** Begins a job over the list; its outcome is announced with it. */
    run: (custody: Custody, session: Session, id: string, task: ImportTask): Result<JobState> =>
      list?.id === id && list.operatorId === session.operatorId ? begin(custody, session, task) : gone(),

    undo: (custody: Custody, session: Session, batch: string, reason: string): Result<JobState> =>
      begin(custody, session, { task: 'undo', batch, reason }),

    /** A page of the rows that the last check or commit came to. */
    rows: ({ operatorId }: Session, page: number): readonly unknown[] =>
      list?.operatorId === operatorId ? Rows.parse(JSON.parse(pages[page] ?? '[]')) : [],
  };
}

const gone = () => refuse('NOT_FOUND', { entity: 'list' });

const Rows = z.array(z.unknown());
const Why = z.object({ code: z.enum(refusalCodes), details: z.record(z.string(), z.unknown()) });
const Outcome = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), value: z.object({ told: z.unknown(), pages: z.array(z.string()) }) }),
  z.object({ ok: z.literal(false), error: Why }),
]);
/** What a write that failed there left in doubt. */
const Left = z.object({ doubt: Why.nullable() });
