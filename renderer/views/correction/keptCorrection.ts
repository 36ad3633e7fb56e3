import { z } from 'zod';
import { words } from '../../../shared/uiWords.ts';
import type { Wanted } from '../../state/correcting.ts';
import { appStore } from '../../state/useApp.ts';
import { type Draft, EMPTY } from './draft.ts';
import { INCOMPLETE } from './fields.ts';

const FORM = words.correction.kept;
const FIELD = 'correction';

const values = z.record(z.string(), z.unknown());
const form = z.object({
  eventIds: z.array(z.string()).min(1),
  reason: z.string(),
  all: values,
  own: z.record(z.string(), values),
  voids: z.array(z.string()),
});

/** Nothing is known of a moment that was only half typed. */
const whole = (given: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== INCOMPLETE && value !== undefined));

/** A correction as text: which events, what was typed. No PIN is part of it: that is asked for at the end. */
function textOf(wanted: readonly Wanted[], { reason, all, own, voids }: Draft): string {
  return JSON.stringify({
    eventIds: wanted.map(({ eventId }) => eventId),
    reason,
    all: whole(all),
    own: Object.fromEntries(Object.entries(own).map(([key, given]) => [key, whole(given)])),
    voids: [...voids],
  } satisfies z.input<typeof form>);
}

/** The same, read back; null: it is none. */
export function readKept(text: string): { readonly wanted: readonly Wanted[]; readonly draft: Draft } | null {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return null;
  }
  const read = form.safeParse(json);
  if (!read.success) return null;
  const { eventIds, reason, all, own, voids } = read.data;
  return { wanted: eventIds.map((eventId) => ({ eventId })), draft: { reason, all, own, voids: new Set(voids) } };
}

/** Keeps what is typed over a crash and a restart, for the admin who typed it. */
export function keepCorrection(wanted: readonly Wanted[], draft: Draft): void {
  const fields = draft === EMPTY ? {} : { [FIELD]: textOf(wanted, draft) };
  appStore.getState().keepDraft(FORM, location.hash, () => fields);
}

/** It was recorded, or is given up: nothing of it is kept. */
export function endCorrection(): void {
  const { keepDraft, flushDrafts, endCorrection: end } = appStore.getState();
  keepDraft(FORM, location.hash, () => ({}));
  flushDrafts();
  end();
}

/** What whoever is signed in began to correct and did not finish; null: nothing. */
export async function keptCorrection(): Promise<string | null> {
  const drafts = await appStore.getState().listDrafts();
  return drafts.find(({ form: name }) => name === FORM)?.fields[FIELD] ?? null;
}
