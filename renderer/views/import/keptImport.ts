import { z } from 'zod';
import { importKinds, readingWish, rowWishes } from '../../../shared/import/importForm.ts';
import { words } from '../../../shared/uiWords.ts';
import { to } from '../../routes.ts';
import { appStore } from '../../state/useApp.ts';
import type { ImportState, KeptImport } from './importState.ts';

const FORM = words.imports.title;
/** A draft's field holds a bounded text, and a long list may have many typed cells: it is cut into pieces of so many. */
const PIECE = 15_000;

const form = z.object({
  fileName: z.string(),
  sha256: z.string(),
  step: z.enum(['file', 'map', 'check', 'confirm']),
  reading: readingWish,
  kind: z.enum(importKinds),
  map: z.record(z.string(), z.array(z.string())),
  slots: z.record(z.string(), z.number()),
  wishes: rowWishes,
  typed: z.record(z.coerce.number<string>(), z.record(z.string(), z.string())),
});

/** Is there anything to be kept? Not before the file was looked at, and no more once it is recorded. */
export const isBegun = ({ step, look, list }: ImportState): boolean =>
  look !== null && list !== null && step !== 'done';

/** What of an import is kept; null: nothing. */
export function keepable(state: ImportState): Omit<KeptImport, 'savedAt'> | null {
  const { look, step } = state;
  if (!look || !isBegun(state)) return null;
  const { fileName, reading, kind, map, slots, wishes, typed } = state;
  return form.parse({ fileName, sha256: look.sha256, step, reading, kind, map, slots, wishes, typed });
}

/** Keeps it as a form that was not sent, for whoever is signed in. */
export function keepImport(read: () => ImportState): void {
  appStore.getState().keepDraft(FORM, to('import'), () => {
    const kept = keepable(read());
    const text = kept ? JSON.stringify(kept) : '';
    const pieces = Array.from({ length: Math.ceil(text.length / PIECE) }, (_, i) =>
      text.slice(i * PIECE, (i + 1) * PIECE),
    );
    return Object.fromEntries(pieces.map((piece, i) => [String(i), piece]));
  });
}

/** It was recorded, or given up. */
export function forgetImport(): void {
  appStore.getState().keepDraft(FORM, to('import'), () => ({}));
  appStore.getState().flushDrafts();
}

/** What whoever is signed in began and did not finish. */
export async function keptImport(): Promise<KeptImport | null> {
  const draft = (await appStore.getState().listDrafts()).find((one) => one.form === FORM);
  if (!draft) return null;
  const text = Object.keys(draft.fields).map((_, i) => draft.fields[String(i)] ?? '');
  try {
    return { ...form.parse(JSON.parse(text.join(''))), savedAt: draft.savedAt };
  } catch {
    // Written by another release: nothing of it can be used.
    return null;
  }
}
