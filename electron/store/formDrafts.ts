import type { Database } from 'better-sqlite3';
import { refusalOfSqlite } from './sqliteErrors.ts';

/** What an operator typed into a form and did not send. */
export interface FormDraft {
  /** which form, and of what */
  readonly form: string;
  /** JSON, as the form holds it */
  readonly content: string;
  /** ms since 1970 UTC */
  readonly savedAt: number;
}

export type FormDrafts = ReturnType<typeof openFormDrafts>;

/** The forms that wait to be sent, of each operator. The only module that names `form_drafts`. */
export function openFormDrafts(db: Database) {
  const columns = 'form, content, saved_at AS savedAt';
  const put = db.prepare<[FormDraft & { readonly operatorId: string }]>(
    `INSERT INTO form_drafts (operator_id, form, content, saved_at) VALUES (@operatorId, @form, @content, @savedAt)
     ON CONFLICT (operator_id, form) DO UPDATE SET content = excluded.content, saved_at = excluded.saved_at`,
  );
  const remove = db.prepare<[string, string]>('DELETE FROM form_drafts WHERE operator_id = ? AND form = ?');
  const selectAll = db.prepare<[string], FormDraft>(
    `SELECT ${columns} FROM form_drafts WHERE operator_id = ? ORDER BY saved_at DESC, form`,
  );

  return {
    /** @returns false: the store takes nothing now. Nothing is refused for it. */
    save: (operatorId: string, draft: FormDraft): boolean => tried(() => put.run({ ...draft, operatorId })),
    forget: (operatorId: string, form: string): boolean => tried(() => remove.run(operatorId, form)),
    /** @returns the operator's drafts, the last saved first */
    list: (operatorId: string): readonly FormDraft[] => selectAll.all(operatorId),
  };
}

function tried(write: () => unknown): boolean {
  try {
    write();
    return true;
  } catch (error) {
    if (refusalOfSqlite(error, {}) === null) throw error;
    return false;
  }
}
