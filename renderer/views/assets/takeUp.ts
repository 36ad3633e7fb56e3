import { appStore, askQuery } from '../../state/useApp.ts';
import type { BulkAct, Ticked } from './bulkCommands.ts';
import { subjectOf } from './bulkDraft.ts';

/** What was begun and not sent: its act, and its assets as they are now. */
export interface TakenUp {
  readonly act: BulkAct;
  readonly rows: readonly Ticked[];
  /** how many it was begun for; some may be gone since */
  readonly of: number;
}

/**
 * Finds the assets of a bulk act again that was not sent.
 *
 * @param form  its name, as drafts are listed
 * @returns null: nothing of that name is kept for who is signed in
 */
export async function takeUp(form: string): Promise<TakenUp | null> {
  const drafts = await appStore.getState().listDrafts();
  const draft = drafts.find((one) => one.form === form);
  const subject = draft ? subjectOf(draft) : null;
  if (!subject) return null;
  const { act, tags } = subject;
  const rows: Ticked[] = [];
  // One after the other: of a thousand at once, main would send half away.
  for (const tag of tags) {
    const answer = await askQuery('asset.get', { tag });
    if (answer.ok) rows.push({ tag: answer.value.tag, version: answer.value.version });
  }
  return { act, rows, of: tags.length };
}
