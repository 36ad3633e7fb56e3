import { z } from 'zod';
import { acceptance, type HandoverKind, handoverKind } from '../../../shared/contract/commands.ts';
import { condition, slot } from '../../../shared/contract/fields.ts';
import type { FormDraft } from '../../../shared/ipc/contract.ts';
import { words } from '../../../shared/uiWords.ts';
import { to } from '../../routes.ts';
import type { DraftsSlice } from '../../state/drafts.ts';

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
  /** what stands in a field for a holder while it names none */
  typed: z.object({ holder: text(120), to: text(120) }).catch({ holder: '', to: '' }),
  place: text(200),
  purpose: text(500),
  /** as the date and time field has it, in the laptop's zone; '': no date */
  due: text(40),
  /** RFC 3339 with offset; null: now */
  occurredAt: z.string().max(40).nullable().catch(null),
  /** by item of the queue */
  lines: z.record(z.string(), lineDraft).catch({}),
  /** names of who accepts for a party, where they are not the party's own */
  signers: z.partialRecord(acceptance.shape.party, z.string().max(120)).catch({}),
});

/** An acceptance that was given for one list; another list needs another. */
export const givenForm = z.object({ accepted: acceptance, fingerprint: z.string(), items: z.int() });
export type Given = z.infer<typeof givenForm>;
export type Party = Given['accepted']['party'];

export interface Draft extends z.infer<typeof kept> {
  /** not kept over a restart: who accepted sees what was accepted until it is committed */
  readonly given: Readonly<Partial<Record<Party, Given>>>;
}

const emptyKept = kept.parse({});
export const emptyDraft: Draft = { ...emptyKept, given: {} };

/** All kinds, in the order of the rail. */
export const kinds: readonly HandoverKind[] = handoverKind.options;

const formOf = (kind: HandoverKind): string => words.desk.titles[kind];

type Store = Pick<DraftsSlice, 'keepDraft' | 'listDrafts'>;

/**
 * What was typed at the desk and not committed yet, of each operator and kind. It outlives the view, and all but the
 * acceptances outlives the app: it lies in the store, beside the queue and the other forms that were not sent.
 */
export function openDeskDrafts(store: () => Store) {
  const known = new Map<string, Draft>();
  /** operators whose drafts were read */
  const read = new Set<string>();
  const listeners = new Set<() => void>();
  const keyOf = (operatorId: string, kind: HandoverKind): string => `${operatorId} ${kind}`;
  const tell = (): void => {
    for (const listener of listeners) listener();
  };
  const draft = (operatorId: string, kind: HandoverKind): Draft => known.get(keyOf(operatorId, kind)) ?? emptyDraft;

  return {
    draft,
    isRead: (operatorId: string): boolean => read.has(operatorId),

    /** Reads what the operator who is signed in has left, once. */
    async read(operatorId: string): Promise<void> {
      if (read.has(operatorId)) return;
      const forms = await store().listDrafts();
      if (read.has(operatorId)) return;
      read.add(operatorId);
      for (const kind of kinds) {
        const left = forms.find(({ form }) => form === formOf(kind));
        if (left) known.set(keyOf(operatorId, kind), { ...emptyDraft, ...readKept(left.fields) });
      }
      tell();
    },

    /** Changes some of it, and keeps all of it. */
    change(operatorId: string, kind: HandoverKind, some: Partial<Draft>): void {
      const before = draft(operatorId, kind);
      // Who is named by now, by a scan too, needs no text any more.
      const typed = {
        ...(some.typed ?? before.typed),
        ...(some.holder ? { holder: '' } : {}),
        ...(some.to ? { to: '' } : {}),
      };
      const next: Draft = { ...before, ...some, typed };
      known.set(keyOf(operatorId, kind), next);
      store().keepDraft(formOf(kind), to(kind), () => fieldsOf(draft(operatorId, kind)));
      tell();
    },

    /** @returns how to stop listening */
    subscribe(listener: () => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Each value that says something, as JSON. */
function fieldsOf(draft: Draft): FormDraft['fields'] {
  const empty = Object.entries(emptyKept).map(([name, value]) => [name, JSON.stringify(value)] as const);
  const now = Object.entries(kept.parse(draft)).map(([name, value]) => [name, JSON.stringify(value)] as const);
  return Object.fromEntries(now.filter(([name, text]) => !empty.some((one) => one[0] === name && one[1] === text)));
}

/** A draft of another release is taken as far as it goes. */
function readKept(fields: FormDraft['fields']): z.infer<typeof kept> {
  return kept.parse(Object.fromEntries(Object.entries(fields).map(([name, text]) => [name, JSON.parse(text)])));
}

/** Fields that are no work by themselves: the place stays for the next handover, the lines are told with the queue. */
const BESIDE = ['place', 'lines'];

/** Does somebody who comes back have to be told of it? */
export function isUnsent({ form, fields }: FormDraft): boolean {
  return !kinds.some((kind) => formOf(kind) === form) || Object.keys(fields).some((name) => !BESIDE.includes(name));
}

/** After a commit: what was said of the whole is done with, but the place; what was said of lines that stay, stays. */
export function afterCommit({ place, lines }: Draft, staying: readonly string[]): Draft {
  const left = staying.flatMap((item) => (lines[item] ? [[item, lines[item]] as const] : []));
  return { ...emptyDraft, place, lines: Object.fromEntries(left) };
}
