import type { z } from 'zod';
import type { FormDraft } from '../../shared/ipc/contract.ts';
import { formDraft } from '../../shared/ipc/contract.ts';
import type { Session } from '../../shared/session.ts';
import type { Custody } from '../custody.ts';

interface DraftNeeds {
  custody(): Custody | null;
  /** who is signed in and not locked out */
  session(): Session | null;
}

/** What the operator who is signed in has typed into forms and not sent; nobody else's, and nothing while it is locked. */
export function openDraftKeeper({ custody, session }: DraftNeeds) {
  return {
    list(): readonly FormDraft[] {
      const [open, who] = [custody(), session()];
      if (!open || !who) return [];
      return open.drafts.list(who.operatorId).flatMap(({ content, ...rest }) => {
        const read = Kept.safeParse(JSON.parse(content));
        return read.success ? [{ ...rest, ...read.data }] : [];
      });
    },

    /** @returns whether it is kept, or forgotten, as was wished */
    save({ form, fields, address }: Omit<FormDraft, 'savedAt'>): { readonly saved: boolean } {
      const [open, who] = [custody(), session()];
      if (!open || !who) return { saved: false };
      const saved =
        Object.keys(fields).length === 0
          ? open.drafts.forget(who.operatorId, form)
          : open.drafts.save(who.operatorId, {
              form,
              content: JSON.stringify({ fields, address } satisfies z.input<typeof Kept>),
              savedAt: Date.now(),
            });
      return { saved };
    },
  };
}

const Kept = formDraft.pick({ fields: true, address: true });
