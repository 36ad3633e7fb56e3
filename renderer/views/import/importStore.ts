import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { ImportRow } from '../../../shared/import/importAnswer.ts';
import { type ImportKind, noWishes, type ReadingWish, type RowWishes } from '../../../shared/import/importForm.ts';
import type { ImportTask, ListChecked, ListLook } from '../../../shared/import/importTask.ts';
import { type ColumnMap, guessKind, isEnough, suggestMap } from '../../../shared/import/suggestMap.ts';
import type { Answer, JobState, Refused } from '../../../shared/ipc/contract.ts';
import { askQuery, main } from '../../state/useApp.ts';
import { handOver } from './handOver.ts';
import { knownList, rememberList } from './lists.ts';

export const steps = ['file', 'map', 'check', 'confirm', 'done'] as const;
export type Step = (typeof steps)[number];

/** One import on its way, from the file to what was recorded. It stays while the window shows something else. */
export interface ImportState {
  readonly step: Step;
  /** main's id of the list that was handed over; null: none */
  readonly list: string | null;
  readonly fileName: string;
  readonly reading: ReadingWish;
  readonly look: ListLook | null;
  readonly kind: ImportKind;
  readonly map: ColumnMap;
  /** how many slots new cases get, by code; what is absent is as large as the list needs */
  readonly slots: Readonly<Record<string, number>>;
  readonly wishes: RowWishes;
  /** cells that are being typed anew, by line and column; not yet wished for */
  readonly typed: Readonly<Record<number, Readonly<Record<string, string>>>>;
  /** what the last check said; null: the wishes have changed so much that it says nothing */
  readonly checked: ListChecked | null;
  /** counts the checks: rows that were fetched belong to one of them */
  readonly round: number;
  readonly recorded: ListChecked | null;
  readonly job: { readonly id: string; readonly task: ImportTask['task'] } | null;
  readonly refused: Refused | null;
  /** what a cancelling came to; late: it was recorded all the same */
  readonly cancelled: 'in time' | 'late' | null;
}

const nothing: ImportState = {
  step: 'file',
  list: null,
  fileName: '',
  reading: {},
  look: null,
  kind: 'assets',
  map: {},
  slots: {},
  wishes: noWishes,
  typed: {},
  checked: null,
  round: 0,
  recorded: null,
  job: null,
  refused: null,
  cancelled: null,
};

const store = createStore<ImportState>(() => nothing);
const { setState: set, getState: get } = store;

export const useImport = (): ImportState => useStore(store);

/** Waits until a job that main began has ended. */
export function ended(begun: JobState): Promise<JobState> {
  return new Promise((resolve) => {
    const stop = main.listen('job', (state) => {
      if (state.job !== begun.job || state.state === 'running') return;
      stop();
      resolve(state);
    });
  });
}

/** Runs a task over the list. @returns what it came to; null when it was refused or cancelled, which the state then says */
async function run(task: ImportTask): Promise<unknown> {
  const { list } = get();
  if (list === null) return null;
  set({ refused: null, cancelled: null });
  const begun: Answer<JobState> = await main.ask('import.run', { list, task });
  if (!begun.ok) {
    set({ refused: begun.error });
    return null;
  }
  const end = ended(begun.value);
  set({ job: { id: begun.value.job, task: task.task } });
  const { state, outcome, error } = await end;
  // Another list may have taken its place meanwhile.
  if (get().job?.id !== begun.value.job) return null;
  const late = state === 'cancelled' && task.task === 'commit' && (await wasRecorded(begun.value.startedAt));
  set({ job: null, cancelled: state !== 'cancelled' ? null : late ? 'late' : 'in time', refused: error });
  return state === 'done' ? outcome : null;
}

/** Long enough for a process that was being ended to have ended, ms. */
const ENDED_MS = 500;

/**
 * A process that is ended in the middle of its commit has recorded everything or nothing: the record knows which.
 *
 * @returns the newest import that is meant, as it stands once that process has ended
 */
export async function importAfterStop(isMeant: (row: ImportRow) => boolean): Promise<ImportRow | null> {
  await new Promise((resolve) => setTimeout(resolve, ENDED_MS));
  const newest = await askQuery('import.list', { limit: 1000 });
  return newest.ok ? (newest.value.rows.find(isMeant) ?? null) : null;
}

async function wasRecorded(since: number): Promise<boolean> {
  const sha256 = get().look?.sha256;
  return (await importAfterStop((row) => row.sha256 === sha256 && Date.parse(row.at) >= since)) !== null;
}

/** Takes a file that somebody chose or dropped, and looks at it. */
export async function takeFile(file: File): Promise<void> {
  set({ ...nothing, fileName: file.name });
  const handed = await handOver(file);
  if (!handed.ok) {
    set({ refused: handed.error });
    return;
  }
  set({ list: handed.value });
  await readAgain({});
}

/** Looks at the file anew, read as somebody says. */
export async function readAgain(reading: ReadingWish): Promise<void> {
  const outcome = await run({ task: 'look', reading });
  if (outcome === null) return;
  const look = outcome as ListLook; // what this task comes to
  const known = knownList(look.columns);
  const kind = known?.kind ?? guessKind(look.columns);
  const map = known?.map ?? suggestMap(kind, look.columns);
  set({ reading, look, kind, map, wishes: noWishes, typed: {}, slots: {}, checked: null });
}

export function choose(change: Partial<Pick<ImportState, 'step' | 'kind' | 'map'>>): void {
  set({ ...change, refused: null, cancelled: null });
}

const task = () => {
  const { kind, map, slots, reading, wishes } = get();
  const sized = kind === 'assets' && Object.keys(slots).length > 0;
  return { kind, map: sized ? { ...map, slots } : map, reading, wishes };
};

/** Asks what would become of each row, with what was decided so far. */
export async function checkRows(
  change: { readonly wishes?: Partial<RowWishes>; readonly slots?: ImportState['slots'] } = {},
) {
  const { wishes, slots, look, kind, map, round } = get();
  if (!look || !isEnough(kind, map)) return;
  set({ wishes: { ...wishes, ...change.wishes }, slots: change.slots ?? slots });
  rememberList(look.columns, kind, map);
  const outcome = await run({ task: 'check', ...task() });
  // As it was checked last; nothing of what was typed is taken back.
  if (outcome !== null) set({ checked: outcome as ListChecked, round: round + 1, step: 'check' }); // what this task comes to
}

/** Records what the last check said. */
export async function recordRows(): Promise<void> {
  const { checked, round } = get();
  if (!checked) return;
  const outcome = await run({ task: 'commit', ...task(), seen: checked.digest });
  if (outcome === null) return;
  set({ recorded: outcome as ListChecked, round: round + 1, step: 'done' }); // what this task comes to
  void main.ask('import.forget', {});
}

let owner: string | null = null;
/** What somebody else had begun at this window is theirs. */
export function ownedBy(operatorId: string): void {
  if (owner !== null && owner !== operatorId) startOver();
  owner = operatorId;
}

export function typeCell(line: number, column: string, text: string): void {
  const { typed } = get();
  set({ typed: { ...typed, [line]: { ...typed[line], [column]: text } } });
}

/** Puts what was typed into a row in place of what the file says, and checks anew. */
export async function fixRow(line: number): Promise<void> {
  const { typed, wishes, round } = get();
  const { [line]: cells = {}, ...rest } = typed;
  const others = wishes.fixes.filter((fix) => fix.line !== line || cells[fix.column] === undefined);
  const anew = Object.entries(cells).map(([column, text]) => ({ line, column, text }));
  await checkRows({ wishes: { fixes: [...others, ...anew] } });
  // What was refused or cancelled stays as it was typed.
  if (get().round !== round) set({ typed: rest });
}

export function setNote(note: string): void {
  set({ wishes: { ...get().wishes, note } });
}

/** Lets the list go; what was recorded stays. */
export function startOver(): void {
  set(nothing);
  void main.ask('import.forget', {});
}
