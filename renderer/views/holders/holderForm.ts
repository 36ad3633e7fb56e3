import type { HolderRow } from '../../../shared/contract/answers.ts';

/** A holder as a form holds it; empty text is nothing known. */
export interface HolderForm {
  readonly name: string;
  readonly reference: string;
  readonly organisation: string;
  readonly contact: string;
}

export const holderFields = ['name', 'reference', 'organisation', 'contact'] as const;
export type HolderField = (typeof holderFields)[number];

export const NOBODY: HolderForm = { name: '', reference: '', organisation: '', contact: '' };

export function formOf({ name, reference, organisation, contact }: Pick<HolderRow, HolderField>): HolderForm {
  return { name, reference: reference ?? '', organisation: organisation ?? '', contact: contact ?? '' };
}

/** The fields of an adding: what is known, and nothing else. */
export function knownFields(form: HolderForm): Readonly<Record<string, string>> {
  const known = holderFields.flatMap((field) => (form[field].trim() === '' ? [] : [[field, form[field].trim()]]));
  return Object.fromEntries(known);
}

/** The fields of a change: those that differ; null takes a value away. */
export function changedFields(before: HolderForm, after: HolderForm): Readonly<Record<string, string | null>> {
  const changed = holderFields.flatMap((field) => {
    const text = after[field].trim();
    return text === before[field].trim() ? [] : [[field, text === '' ? null : text]];
  });
  return Object.fromEntries(changed);
}
