import type { Refused } from '../../../../shared/ipc/contract.ts';
import { refusalSentence } from '../../../format.ts';

/** The fields that a form shows, by the names that refusals give them: `reason`, `slot`, `set.model`. */
export type Fields = readonly string[];

function fieldOf(refused: Refused | null, fields: Fields): string | null {
  const field = refused?.details.field;
  if (typeof field !== 'string') return null;
  // A refusal may name a part of what one field of the form holds: `slot.case`, `set.labels.7`.
  return fields.find((name) => field === name || field.startsWith(`${name}.`)) ?? null;
}

/** Why a field was refused; null: it was not, or another one was. */
export function fieldError(refused: Refused | null, fields: Fields, name: string): string | null {
  return refused !== null && fieldOf(refused, fields) === name ? refusalSentence(refused) : null;
}

/** A refusal that no field of the form shows. */
export function unclaimed(refused: Refused | null, fields: Fields): Refused | null {
  return refused !== null && fieldOf(refused, fields) === null ? refused : null;
}
