import { z } from 'zod';
import { queryOf, stateOf, type TableState } from './tableState.ts';

/** A way of looking at the table that somebody gave a name. Kept by this laptop, outside the record. */
export interface SavedView {
  readonly name: string;
  readonly query: Readonly<Record<string, string>>;
}

const KEY = 'assettrack.assets.views';
const form = z.array(z.object({ name: z.string().min(1), query: z.record(z.string(), z.string()) })).readonly();

/** The views kept here, by name. What is not readable counts as none. */
export function savedViews(storage: Pick<Storage, 'getItem'> = localStorage): readonly SavedView[] {
  const text = storage.getItem(KEY);
  if (text === null) return [];
  try {
    return form.parse(JSON.parse(text));
  } catch {
    return [];
  }
}

function write(views: readonly SavedView[], storage: Pick<Storage, 'setItem'>): readonly SavedView[] {
  const ordered = views.toSorted((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }));
  storage.setItem(KEY, JSON.stringify(ordered));
  return ordered;
}

/** Keeps a view; one of the same name gives way. @returns all of them */
export function keepView(name: string, state: TableState, storage: Storage = localStorage): readonly SavedView[] {
  const others = savedViews(storage).filter((view) => view.name !== name);
  return write([...others, { name, query: queryOf(state) }], storage);
}

export function forgetView(name: string, storage: Storage = localStorage): readonly SavedView[] {
  return write(
    savedViews(storage).filter((view) => view.name !== name),
    storage,
  );
}

export const stateOfView = ({ query }: SavedView): TableState => stateOf(query);
