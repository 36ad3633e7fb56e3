import { accept, type Result, refuse } from '../../shared/result.ts';
import type { Session } from '../../shared/session.ts';
import { lastGroup, newRecoveryCode } from '../auth/recoveryCode.ts';
import type { Custody } from '../custody.ts';

export interface RecoveryNeeds {
  custody(): Custody | null;
  /** the session at the keyboard, unlocked */
  session(): Session | null;
  /** asks for a file and writes it. @returns its path; null: none was chosen; CANNOT_WRITE */
  saveText(proposed: string, text: string): Promise<Result<string | null>>;
  /** the sheet that is printed or saved: the code, and what it is for */
  sheet(code: string): string;
}

/** The recovery code from its making until somebody has shown that it was written down. It lies nowhere else. */
export function openRecoveryKeeper({ custody, session, saveText, sheet }: RecoveryNeeds) {
  let made: { readonly code: string; readonly by: Session; readonly of: Custody } | null = null;

  /** The code that this very session made for the store that is open. */
  const pending = () => (made && made.by === session() && made.of === custody() ? made : null);

  return {
    make(): Result<{ readonly code: string }> {
      const [of, by] = [custody(), session()];
      if (!of || !by) return refuse('NOT_SIGNED_IN');
      const may = of.mayMakeRecoveryCode(by);
      if (!may.ok) return may;
      made = { code: newRecoveryCode(), by, of };
      return accept({ code: made.code });
    },

    async save(): Promise<Result<{ readonly path: string | null }>> {
      const one = pending();
      if (!one) return refuse('NOT_SIGNED_IN');
      const saved = await saveText('assettrack-recovery-code.txt', sheet(one.code));
      return saved.ok ? accept({ path: saved.value }) : saved;
    },

    async confirm(typed: string): Promise<Result<Record<string, never>>> {
      const one = pending();
      if (!one) return refuse('NOT_SIGNED_IN');
      if (typed.trim().toUpperCase() !== lastGroup(one.code)) {
        return refuse('INVALID', { field: 'lastGroup', why: 'is not the end of the code' });
      }
      const set = await one.of.setRecoveryCode(one.by, one.code);
      if (!set.ok) return set;
      made = null;
      return accept({});
    },

    async use(wish: { readonly operator: string; readonly code: string; readonly pin: string }) {
      const of = custody();
      const used = of ? await of.useRecoveryCode(wish) : refuse('NOT_SIGNED_IN');
      return used.ok ? accept({}) : used;
    },
  };
}
