import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { ImportRow } from '../../../shared/import/importAnswer.ts';
import { noWishes, type ReadingWish, type RowWishes } from '../../../shared/import/importForm.ts';
import type { ImportTask, ListChecked, ListLook } from '../../../shared/import/importTask.ts';
import { guessKind, isEnough, mapFor, suggestMap } from '../../../shared/import/suggestMap.ts';
import type { Answer, JobState } from '../../../shared/ipc/contract.ts';
import { appStore, askQuery, main } from '../../state/useApp.ts';
import { handOver } from './handOver.ts';
import type { ImportState, KeptImport } from './importState.ts';
import { forgetImport, isBegun, keepable, keepImport, keptImport } from './keptImport.ts';
import { knownList, rememberList } from './lists.ts';

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
  kept: null,
  resumed: null,
};

const store = createStore<ImportState>(() => nothing);
const { setState: set, getState: get } = store;

let owner: string | null = null;
// Every choice is kept as it is made; what was begun by somebody else is not theirs who sit here now.
store.subscribe((state) => {
  const { session } = appStore.getState();
  const who = session?.status === 'signed-in' ? session.operator.operatorId : null;
  if (who !== null && who === owner && isBegun(state)) keepImport(get);
});

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
  const before = get().kept ?? withTime(keepable(get()));
  set({ ...nothing, fileName: file.name, kept: before });
  const handed = await handOver(file);
  if (!handed.ok) {
    set({ refused: handed.error });
    return;
  }
  set({ list: handed.value });
  // The same file again: whoever began with it goes on where they were.
  if (before?.fileName === file.name) await takeUp(before);
  else await readAgain({});
}

const withTime = (kept: Omit<KeptImport, 'savedAt'> | null): KeptImport | null =>
  kept && { ...kept, savedAt: Date.now() };

/** Looks at the file anew, read as somebody says. */
export async function readAgain(reading: ReadingWish): Promise<void> {
  const look = await lookAt(reading);
  if (look === null) return;
  const known = knownList(look.columns);
  const kind = known?.kind ?? guessKind(look.columns);
  const map = known?.map ?? suggestMap(kind, look.columns);
  set({ reading, look, kind, map, wishes: noWishes, typed: {}, slots: {}, checked: null, kept: null });
}

const lookAt = async (reading: ReadingWish) => (await run({ task: 'look', reading })) as ListLook | null; // what it comes to

/** Goes on with what was begun, if the bytes are the same; of another file only the columns are believed. */
async function takeUp(kept: KeptImport): Promise<void> {
  const look = await lookAt(kept.reading);
  if (look === null) return;
  const { reading, kind, savedAt, step } = kept;
  const begun = { reading, look, kind, map: mapFor(kept.map, look.columns), kept: null };
  if (look.sha256 !== kept.sha256) {
    set({ ...begun, wishes: noWishes, typed: {}, slots: {}, checked: null, resumed: 'changed' });
    return;
  }
  const { slots, wishes, typed } = kept;
  set({ ...begun, slots, wishes, typed, resumed: { since: savedAt }, step: step === 'file' ? 'file' : 'map' });
  if (step === 'check' || step === 'confirm') await checkRows();
}

/** Takes up again what the operator began before a restart, or before somebody else sat here. */
async function resumeImport(): Promise<void> {
  const begunMeanwhile = () => get().list !== null || get().fileName !== '';
  if (begunMeanwhile()) return;
  const kept = await keptImport();
  if (!kept || begunMeanwhile()) return;
  const here = await main.ask('import.resume', { sha256: kept.sha256 });
  if (begunMeanwhile()) return;
  if (!here.ok) {
    set({ kept });
    return;
  }
  set({ list: here.value.list, fileName: here.value.name });
  await takeUp(kept);
}

export function choose(change: Partial<Pick<ImportState, 'step' | 'kind' | 'map'>>): void {
  set({ ...change, refused: null, cancelled: null, resumed: null });
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
  letGo();
}

/** What somebody else had begun at this window is theirs, and waits for them. */
export function ownedBy(operatorId: string): void {
  if (owner !== null && owner !== operatorId) set(nothing);
  owner = operatorId;
  void resumeImport();
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
  letGo();
}

function letGo(): void {
  forgetImport();
  void main.ask('import.forget', {});
}
