import { z } from 'zod';
import type { Entry, Point, Violation } from '../history/entry.ts';
import { comparePoints } from '../history/entry.ts';
import type { Refusal } from '../refusal.ts';
import { unreachable } from '../unreachable.ts';

const erasableText = z.string().nullable().optional();

export const holderFactForms = {
  HOLDER_ADDED: z.object({
    name: z.string(),
    reference: erasableText,
    organisation: erasableText,
    contact: erasableText,
  }),
  HOLDER_CHANGED: z.object({
    name: z.string().optional(),
    reference: erasableText,
    organisation: erasableText,
    contact: erasableText,
  }),
  HOLDER_DEACTIVATED: z.object({ reason: z.string() }),
} as const;
export type HolderFactType = keyof typeof holderFactForms;
export type HolderFact = {
  [T in HolderFactType]: { readonly type: T; readonly data: z.infer<(typeof holderFactForms)[T]> };
}[HolderFactType];

export function holderFact(type: string, data: unknown): HolderFact {
  if (!Object.hasOwn(holderFactForms, type)) throw new Error(`${type} is no event of a holder`);
  const name = type as HolderFactType; // hasOwn said so
  // The one cast: TypeScript cannot see that a form and its type's name share their key.
  return { type: name, data: holderFactForms[name].parse(data) } as HolderFact;
}

export type HolderState =
  | { readonly exists: false }
  | {
      readonly exists: true;
      readonly name: string;
      readonly reference: string | null;
      readonly organisation: string | null;
      readonly contact: string | null;
      readonly active: boolean;
    };

export const noHolder: HolderState = { exists: false };

function holderRefusal(state: HolderState, fact: HolderFact): Refusal | null {
  if (!state.exists) {
    return fact.type === 'HOLDER_ADDED' ? null : { code: 'NOT_FOUND', details: { entity: 'holder', notYet: true } };
  }
  switch (fact.type) {
    case 'HOLDER_ADDED':
      return { code: 'ILLEGAL_TRANSITION', details: { holder: state.name, type: fact.type, why: 'exists' } };
    case 'HOLDER_CHANGED':
      return null;
    case 'HOLDER_DEACTIVATED':
      return state.active ? null : { code: 'HOLDER_INACTIVE', details: { holder: state.name } };
    default:
      return unreachable(fact);
  }
}

/** Folds one fact in. Never refuses: it has already happened. */
export function evolveHolder(state: HolderState, fact: HolderFact): HolderState {
  if (fact.type === 'HOLDER_ADDED') {
    const { name, reference, organisation, contact } = fact.data;
    return {
      exists: true,
      name,
      reference: reference || null,
      organisation: organisation || null,
      contact: contact || null,
      active: true,
    };
  }
  if (!state.exists) return state;
  if (fact.type === 'HOLDER_DEACTIVATED') return { ...state, active: false };
  const { name, reference, organisation, contact } = fact.data;
  return {
    ...state,
    name: name ?? state.name,
    reference: reference === undefined ? state.reference : reference || null,
    organisation: organisation === undefined ? state.organisation : organisation || null,
    contact: contact === undefined ? state.contact : contact || null,
  };
}

export interface HolderHistory {
  readonly holderId: string;
  readonly state: HolderState;
  readonly steps: readonly { readonly entry: Entry; readonly state: HolderState }[];
  readonly violations: readonly Violation[];
}

/** Reads one holder's effective history, oldest first; what breaks its own rules is reported and passed over. */
export function foldHolder(holderId: string, entries: readonly Entry[]): HolderHistory {
  let state: HolderState = noHolder;
  const steps: { entry: Entry; state: HolderState }[] = [];
  const violations: Violation[] = [];
  for (const entry of entries) {
    const fact = holderFact(entry.type, entry.data);
    const refusal = holderRefusal(state, fact);
    if (refusal) {
      violations.push({ entry, refusal });
      continue;
    }
    state = evolveHolder(state, fact);
    steps.push({ entry, state });
  }
  return { holderId, state, steps, violations };
}

/** The state just before `point` of the order. */
export function holderBefore(history: HolderHistory, point: Point): HolderState {
  let state: HolderState = noHolder;
  for (const step of history.steps) {
    if (comparePoints(step.entry.point, point) >= 0) break;
    state = step.state;
  }
  return state;
}
