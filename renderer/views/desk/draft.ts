import { z } from 'zod';
import { acceptance, type HandoverKind, handoverKind } from '../../../shared/contract/commands.ts';
import { condition, slot } from '../../../shared/contract/fields.ts';

/** What was said of one line; what is left out was not said. */
const lineDraft = z.object({
  condition: condition.optional(),
  note: z.string().max(2000).optional(),
  /** of a return; null: unplaced. Not there: its home slot, if it can */
  slot: slot.nullable().optional(),
});
export type LineDraft = z.infer<typeof lineDraft>;

const text = (max: number) => z.string().max(max).catch('');

/** What is kept over a restart: everything that was typed. The lines themselves are kept by main. */
const kept = z.object({
  /** issue: who receives; transfer: who hands on */
  holder: text(120),
  to: text(120),
  broughtBy: text(120),
  place: text(200),
  purpose: text(500),
  /** as the date and time field has it, in the laptop's zone; '': no date */
  due: text(40),
  /** RFC 3339 with offset; null: now */
  occurredAt: z.string().max(40).nullable().catch(null),
  /** by item of the queue */
  lines: z.record(z.string(), lineDraft).catch({}),
});

/** An acceptance that was given for one list; another list needs another. */
export const givenForm = z.object({ accepted: acceptance, fingerprint: z.string(), items: z.int() });
export type Given = z.infer<typeof givenForm>;
export type Party = Given['accepted']['party'];

export interface Draft extends z.infer<typeof kept> {
  /** not kept over a restart: who accepted sees what was accepted until it is committed */
  readonly given: Readonly<Partial<Record<Party, Given>>>;
  /** names of who accepts for a party, where they are not the party's own */
  readonly signers: Readonly<Partial<Record<Party, string>>>;
}

export const emptyDraft: Draft = {
  holder: '',
  to: '',
  broughtBy: '',
  place: '',
  purpose: '',
  due: '',
  occurredAt: null,
  lines: {},
  given: {},
  signers: {},
};

type Shelf = Pick<Storage, 'getItem' | 'setItem'>;

/**
 * What was typed at the desk and not committed yet, of each operator and kind. It outlives the view, and all but the
 * acceptances outlives the app.
 */
export function openDrafts(shelf: Shelf) {
  const known = new Map<string, Draft>();
  const listeners = new Set<() => void>();
  const keyOf = (operatorId: string, kind: HandoverKind): string => `desk ${operatorId} ${kind}`;

  function draft(operatorId: string, kind: HandoverKind): Draft {
    const key = keyOf(operatorId, kind);
    const read = known.get(key) ?? { ...emptyDraft, ...readKept(shelf.getItem(key)) };
    known.set(key, read);
    return read;
  }

  return {
    draft,
    /** Changes some of it, and keeps all of it. */
    change(operatorId: string, kind: HandoverKind, some: Partial<Draft>): void {
      const key = keyOf(operatorId, kind);
      const next: Draft = { ...draft(operatorId, kind), ...some };
      known.set(key, next);
      shelf.setItem(key, JSON.stringify(kept.parse(next)));
      for (const listener of listeners) listener();
    },
    /** @returns how to stop listening */
    subscribe(listener: () => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** A draft that cannot be read is none: it is a convenience, the lines are in the store. */
function readKept(stored: string | null): Partial<Draft> {
  if (stored === null) return {};
  try {
    return kept.parse(JSON.parse(stored));
  } catch {
    return {};
  }
}

/** After a commit: what was said of the whole is done with, but the place; what was said of lines that stay, stays. */
export function afterCommit({ place, lines }: Draft, staying: readonly string[]): Draft {
  const left = staying.flatMap((item) => (lines[item] ? [[item, lines[item]] as const] : []));
  return { ...emptyDraft, place, lines: Object.fromEntries(left) };
}

/** All kinds, in the order of the rail. */
export const kinds: readonly HandoverKind[] = handoverKind.options;
