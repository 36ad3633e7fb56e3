import type { Refused } from '../../../../shared/ipc/contract.ts';
import { refusalSentence } from '../../../format.ts';

/** The labels of a form's fields, by the name that a refusal gives them: `reason`, `slot.case`, `set.model`. */
export type FieldLabels = Readonly<Record<string, string>>;

function fieldOf(refused: Refused | null, labels: FieldLabels): string | null {
  const field = refused?.details.field;
  if (typeof field !== 'string') return null;
  // A refusal may name a part of what one field of the form holds: `slot.case`, `set.labels.7`.
  return Object.keys(labels).find((name) => field === name || field.startsWith(`${name}.`)) ?? null;
}

/** Why a field was refused, in the words of its label; null: it was not, or another one was. */
export function fieldError(refused: Refused | null, labels: FieldLabels, name: string): string | null {
  if (refused === null || fieldOf(refused, labels) !== name) return null;
  return refusalSentence({ code: refused.code, details: { ...refused.details, field: labels[name] ?? name } });
}

/** A refusal that no field of the form shows. */
export function unclaimed(refused: Refused | null, labels: FieldLabels): Refused | null {
  return refused !== null && fieldOf(refused, labels) === null ? refused : null;
}
