import { z } from 'zod';
import type { Entry, Point, Violation } from '../history/entry.ts';
import { comparePoints } from '../history/entry.ts';
import type { Refusal } from '../refusal.ts';
import { unreachable } from '../unreachable.ts';

const erasableText = z.string().nullable().optional();
const labels = z.record(z.string(), z.string());

export const caseFactForms = {
  CASE_ADDED: z.object({
    code: z.string(),
    name: erasableText,
    slots: z.number(),
    labels: labels.nullable().optional(),
    place: erasableText,
  }),
  CASE_CHANGED: z.object({
    name: erasableText,
    slots: z.number().optional(),
    labels: labels.nullable().optional(),
    place: erasableText,
  }),
  CASE_SEALED: z.object({ seal: z.string(), reason: erasableText }),
  CASE_UNSEALED: z.object({ seal: z.string(), reason: erasableText }),
  CASE_CHECKED: z.object({ seen: z.array(z.string()), missing: z.array(z.string()), extra: z.array(z.string()) }),
  CASE_RETIRED: z.object({ reason: z.string() }),
} as const;
export type CaseFactType = keyof typeof caseFactForms;
export type CaseFact = {
  [T in CaseFactType]: { readonly type: T; readonly data: z.infer<(typeof caseFactForms)[T]> };
}[CaseFactType];

export function caseFact(type: string, data: unknown): CaseFact {
  if (!Object.hasOwn(caseFactForms, type)) throw new Error(`${type} is no event of a case`);
  const name = type as CaseFactType; // hasOwn said so
  // The one cast: TypeScript cannot see that a form and its type's name share their key.
  return { type: name, data: caseFactForms[name].parse(data) } as CaseFact;
}

export type CaseState =
  | { readonly exists: false }
  | {
      readonly exists: true;
      readonly code: string;
      readonly name: string | null;
      readonly slots: number;
      readonly labels: Readonly<Record<string, string>>;
      readonly place: string | null;
      /** the number on the seal, and the event that put it there; null: open */
      readonly seal: { readonly number: string; readonly eventId: string; readonly at: number } | null;
      readonly retired: boolean;
      readonly lastCheck: { readonly at: number; readonly missing: number; readonly extra: number } | null;
    };

export const noCase: CaseState = { exists: false };

function caseRefusal(state: CaseState, fact: CaseFact): Refusal | null {
  if (!state.exists) {
    if (fact.type !== 'CASE_ADDED') return { code: 'NOT_FOUND', details: { entity: 'case', notYet: true } };
    return labelRefusal(fact.data.labels, fact.data.slots);
  }
  const illegal = (why: string): Refusal => ({
    code: 'ILLEGAL_TRANSITION',
    details: { case: state.code, type: fact.type, why, seal: state.seal?.number ?? null, retired: state.retired },
  });
  switch (fact.type) {
    case 'CASE_ADDED':
      return illegal('exists');
    case 'CASE_CHANGED':
      return fact.data.slots !== undefined && fact.data.slots < state.slots
        ? { code: 'INVALID', details: { field: 'set.slots', why: 'can only grow', slots: state.slots } }
        : labelRefusal(fact.data.labels, fact.data.slots ?? state.slots);
    case 'CASE_SEALED':
      return state.retired ? illegal('retired') : state.seal ? illegal('sealed') : null;
    case 'CASE_UNSEALED':
      return state.seal ? null : illegal('unsealed');
    case 'CASE_CHECKED':
    case 'CASE_RETIRED':
      return state.retired ? illegal('retired') : null;
    default:
      return unreachable(fact);
  }
}

/** A label names a slot that is there by then: a correction of labels or of their number is held to it too. */
function labelRefusal(given: z.infer<typeof labels> | null | undefined, slots: number): Refusal | null {
  const beyond = Object.keys(given ?? {}).find((number) => Number(number) > slots);
  return beyond === undefined
    ? null
    : { code: 'INVALID', details: { field: `set.labels.${beyond}`, why: 'is beyond the last slot', slots } };
}

/** Folds one fact in. Never refuses: it has already happened. */
export function evolveCase(state: CaseState, fact: CaseFact, entry: Pick<Entry, 'eventId' | 'point'>): CaseState {
  if (fact.type === 'CASE_ADDED') {
    const { data } = fact;
    return {
      exists: true,
      code: data.code,
      name: data.name || null,
      slots: data.slots,
      labels: data.labels ?? {},
      place: data.place || null,
      seal: null,
      retired: false,
      lastCheck: null,
    };
  }
  if (!state.exists) return state;
  switch (fact.type) {
    case 'CASE_CHANGED': {
      const { name, slots, labels: given, place } = fact.data;
      return {
        ...state,
        name: name === undefined ? state.name : name || null,
        slots: slots ?? state.slots,
        labels: given === undefined ? state.labels : (given ?? {}),
        place: place === undefined ? state.place : place || null,
      };
    }
    case 'CASE_SEALED':
      return { ...state, seal: { number: fact.data.seal, eventId: entry.eventId, at: entry.point.at } };
    case 'CASE_UNSEALED':
      return { ...state, seal: null };
    case 'CASE_CHECKED':
      return {
        ...state,
        lastCheck: { at: entry.point.at, missing: fact.data.missing.length, extra: fact.data.extra.length },
      };
    case 'CASE_RETIRED':
      return { ...state, retired: true };
    default:
      return unreachable(fact);
  }
}

/** One seal on a case, from its applying to its breaking. */
export interface SealSpan {
  readonly seal: string;
  readonly sealedAt: number;
  readonly sealedBy: string;
  readonly unsealedAt: number | null;
  readonly unsealedBy: string | null;
  /** the number that was read when it was broken; another than `seal` is an exception */
  readonly unsealedNumber: string | null;
}

export interface CaseHistory {
  readonly caseId: string;
  readonly state: CaseState;
  /** the state after each entry, oldest first */
  readonly steps: readonly { readonly entry: Entry; readonly state: CaseState }[];
  readonly seals: readonly SealSpan[];
  readonly violations: readonly Violation[];
}

/** Reads one case's effective history, oldest first; what breaks its own rules is reported and passed over. */
export function foldCase(caseId: string, entries: readonly Entry[]): CaseHistory {
  let state: CaseState = noCase;
  const steps: { entry: Entry; state: CaseState }[] = [];
  const seals: SealSpan[] = [];
  const violations: Violation[] = [];
  for (const entry of entries) {
    const fact = caseFact(entry.type, entry.data);
    const refusal = caseRefusal(state, fact);
    if (refusal) {
      violations.push({ entry, refusal });
      continue;
    }
    state = evolveCase(state, fact, entry);
    steps.push({ entry, state });
    const { eventId, point } = entry;
    if (fact.type === 'CASE_SEALED') {
      seals.push({
        seal: fact.data.seal,
        sealedAt: point.at,
        sealedBy: eventId,
        unsealedAt: null,
        unsealedBy: null,
        unsealedNumber: null,
      });
    }
    const last = seals.at(-1);
    if (fact.type === 'CASE_UNSEALED' && last) {
      seals[seals.length - 1] = { ...last, unsealedAt: point.at, unsealedBy: eventId, unsealedNumber: fact.data.seal };
    }
  }
  return { caseId, state, steps, seals, violations };
}

/** The state just before `point` of the order. */
export function caseBefore(history: CaseHistory, point: Point): CaseState {
  let state: CaseState = noCase;
  for (const step of history.steps) {
    if (comparePoints(step.entry.point, point) >= 0) break;
    state = step.state;
  }
  return state;
}

/** Why there is no such slot just before `point` of the order; null: there is. */
export function slotRefusal(
  history: CaseHistory,
  place: { readonly case: string; readonly slot: number },
  point: Point,
): Refusal | null {
  const state = caseBefore(history, point);
  if (!state.exists) return { code: 'NOT_FOUND', details: { entity: 'case', case: place.case, notYet: true } };
  if (state.retired) return { code: 'NO_SUCH_SLOT', details: { case: state.code, slot: place.slot, retired: true } };
  if (place.slot > state.slots) {
    return { code: 'NO_SUCH_SLOT', details: { case: state.code, slot: place.slot, slots: state.slots } };
  }
  return null;
}
