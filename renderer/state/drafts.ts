import type { StateCreator } from 'zustand';
import type { FormDraft, SessionState } from '../../shared/ipc/contract.ts';
import type { Main } from '../ask.ts';

/** ms of quiet after the last change until what was typed is on the disk */
const SETTLES_MS = 400;

export interface DraftsSlice {
  /**
   * Keeps what is typed into a form, for whoever is signed in, once it has been quiet for a moment.
   *
   * @param address  where in the window the form is found again
   * @param read     what stands in it when it is written down; nothing: it was sent, or given up
   */
  keepDraft(form: string, address: string, read: () => FormDraft['fields']): void;
  /** Writes down at once what still waits: somebody else may sit here next. */
  flushDrafts(): void;
  /** What the operator who is signed in has typed and not sent, the last first. */
  listDrafts(): Promise<readonly FormDraft[]>;
}

interface Waiting {
  /** who typed it: what was typed is nobody else's */
  readonly who: string;
  readonly address: string;
  readonly read: () => FormDraft['fields'];
}

/** What was typed and not sent, on its way to the store. It keeps it over a crash, for its writer alone. */
export const draftsSlice =
  (main: Main): StateCreator<DraftsSlice & { readonly session: SessionState | null }, [], [], DraftsSlice> =>
  (_set, get) => {
    const waiting = new Map<string, Waiting>();
    let timer: ReturnType<typeof setTimeout> | undefined;

    async function write(form: string, draft: Waiting): Promise<void> {
      const { saved } = await main.ask('draft.save', { form, fields: draft.read(), address: draft.address });
      // Locked, or the disk is full: it is tried again with the next change, and when its writer is back.
      if (saved && waiting.get(form) === draft) waiting.delete(form);
    }

    return {
      keepDraft(form, address, read) {
        const { session } = get();
        if (session === null || session.status === 'signed-out') return;
        waiting.set(form, { who: session.operator.operatorId, address, read });
        clearTimeout(timer);
        timer = setTimeout(get().flushDrafts, SETTLES_MS);
      },
      flushDrafts() {
        clearTimeout(timer);
        const { session } = get();
        if (session?.status !== 'signed-in') return;
        for (const [form, draft] of waiting) if (draft.who === session.operator.operatorId) void write(form, draft);
      },
      listDrafts() {
        // Main answers in order: what is written now is in the list.
        get().flushDrafts();
        return main.ask('draft.list', {});
      },
    };
  };
