import type { EventJson } from '../../shared/event.ts';

/** What the naive model's world is made of, and how it reads an event's data. */

/** The columns that decide what is true. `hlc` of what is only proposed is `~…`, which sorts after every real one. */
export type LogEvent = Pick<
  EventJson,
  | 'eventId'
  | 'deviceId'
  | 'streamType'
  | 'streamId'
  | 'type'
  | 'occurredAt'
  | 'receivedAt'
  | 'hlc'
  | 'data'
  | 'note'
  | 'supersedesEventId'
>;

export interface Place {
  readonly caseId: string;
  readonly slot: number;
}

export type Where =
  | { readonly status: 'unplaced' | 'lost' | 'retired' }
  | ({ readonly status: 'slot' } & Place)
  | { readonly status: 'holder'; readonly holderId: string; readonly dueAt: string | null };

export interface AssetState {
  readonly id: string;
  readonly tag: string;
  readonly barcode: string | null;
  readonly where: Where;
  readonly since: number;
  readonly openedBy: string;
  readonly home: Place | null;
}

export interface CaseState {
  readonly id: string;
  readonly code: string;
  readonly slots: number;
  readonly sealed: boolean;
  readonly retired: boolean;
}

export interface HolderState {
  readonly id: string;
  readonly name: string;
  readonly active: boolean;
}

export interface World {
  readonly assets: Map<string, AssetState>;
  readonly cases: Map<string, CaseState>;
  readonly holders: Map<string, HolderState>;
}

/** An effective event in its place in the one order; `hlc` and `deviceId` are those of the first of its chain. */
export interface Fact {
  readonly eventId: string;
  readonly at: number;
  readonly hlc: string;
  readonly deviceId: string;
  readonly type: string;
  readonly streamId: string;
  readonly data: EventJson['data'];
}

export const normalTag = (tag: string): string => tag.replace(/[\s-]/g, '').toUpperCase();
export const normalName = (name: string): string => name.trim().toLowerCase();

export function occupantOf(world: World, place: Place): AssetState | undefined {
  return [...world.assets.values()].find(({ where }) => where.status === 'slot' && samePlace(where, place));
}

export function samePlace(a: Place | null, b: Place | null): boolean {
  return a === b || (a !== null && b !== null && a.caseId === b.caseId && a.slot === b.slot);
}

export const textIn = (data: EventJson['data'], field: string): string | null => {
  const value = data[field];
  return typeof value === 'string' ? value : null;
};

export const numberIn = (data: EventJson['data'], field: string): number | null => {
  const value = data[field];
  return typeof value === 'number' ? value : null;
};

/** A slot in an event's data: `{case, slot}` under one name, the case's id under another. */
export function placeIn(
  data: EventJson['data'],
  field: 'slot' | 'home',
  idField: 'caseId' | 'homeCaseId',
): Place | null {
  const value = data[field];
  const caseId = textIn(data, idField);
  if (typeof value !== 'object' || value === null || !('slot' in value) || caseId === null) return null;
  return typeof value.slot === 'number' ? { caseId, slot: value.slot } : null;
}
