import type { AssetDetails } from '../custody/asset.ts';
import type { CustodyJson } from '../custody/place.ts';
import type { Change, JsonObject, StreamType } from '../event.ts';
import type { RefusalCode } from '../refusal.ts';
import type { Role } from '../session.ts';
import type { CustodyRow, HistoryRow, NamedEvent, Page, SlotJson } from './answers.ts';
import type { HandoverKind } from './commands.ts';

/** What the lists of a working day answer: assets in a table, queues, receipts, trails. Absent is null. */

export interface AssetRow extends CustodyRow, Omit<AssetDetails, 'notes' | 'attributes'> {
  readonly assetId: string;
  readonly condition: string | null;
  readonly home: SlotJson | null;
  readonly overdue: boolean;
  readonly version: number;
}

export interface OperatorRow {
  readonly operatorId: string;
  readonly name: string;
  readonly role: Role;
  readonly active: boolean;
  readonly addedAt: string;
  readonly version: number;
  /** too many wrong PINs on this laptop: until when none is looked at; `until: null`: until an admin helps */
  readonly lockedOut: { readonly until: string | null } | null;
}

/** A scanned line of a handover that nobody has committed yet. */
export interface QueueLine {
  readonly item: string;
  /** exactly as it was read */
  readonly code: string;
  /** null: it means no asset */
  readonly tag: string | null;
  readonly scannedAt: string;
  readonly repeats: number;
  readonly model: string | null;
  readonly serial: string | null;
  readonly custody: CustodyRow | null;
  readonly home: SlotJson | null;
  /** to be given back with the line, so that a change meanwhile is noticed */
  readonly version: number | null;
  /** why it could not be handed over now; null: it could */
  readonly check: { readonly code: RefusalCode; readonly message: string; readonly details: JsonObject } | null;
}

export interface HandoverRow {
  readonly handoverId: string;
  readonly receipt: string;
  readonly kind: HandoverKind;
  /** names as frozen in the receipt */
  readonly holder: string | null;
  readonly to: string | null;
  readonly operator: string;
  readonly occurredAt: string;
  readonly place: string | null;
  readonly items: number;
  /** parties whose acceptance is missing */
  readonly missing: readonly string[];
  /** was an event of one of its assets superseded since? */
  readonly corrected: boolean;
  readonly eventId: string;
  readonly seq: number;
}

export interface HandoverAnswer extends HandoverRow {
  /** its `data` is the frozen receipt */
  readonly event: NamedEvent;
  readonly assetEvents: readonly (HistoryRow & {
    /** the event by which the asset came to where it was handed over from; null: superseded, or there was none */
    readonly previous: { readonly eventId: string; readonly gap: boolean } | null;
  })[];
  /** those of its asset events that were superseded */
  readonly correctedEvents: readonly string[];
}

export interface AuditRow {
  readonly seq: number;
  readonly eventId: string;
  readonly at: string;
  readonly occurredAt: string;
  readonly actorKind: 'user' | 'system';
  readonly actorId: string | null;
  readonly actor: string | null;
  readonly actorRole: Role | null;
  readonly action: 'created' | 'updated' | 'deleted';
  readonly entityType: StreamType | 'setting';
  readonly entityId: string;
  /** tag, code, name or number of the entity */
  readonly entity: string | null;
  readonly type: string;
  readonly changes: readonly Change[];
  readonly note: string | null;
  readonly supersedesEventId: string | null;
  readonly correctionReason: string | null;
}

export interface OverdueRow extends CustodyRow {
  readonly state: 'overdue' | 'due_soon';
  readonly model: string | null;
  /** the event that brought it to its holder */
  readonly openedBy: string;
}

export const exceptionKinds = [
  'gap',
  'missing_acceptance',
  'clock_suspect',
  'recorded_late',
  'seal_mismatch',
  'flag',
  'restored',
  'head_doubted',
] as const;
export type ExceptionKind = (typeof exceptionKinds)[number];

/** Something that cannot be proven. */
export interface ExceptionRow {
  readonly kind: ExceptionKind;
  readonly eventId: string;
  readonly at: string;
  readonly tag: string | null;
  readonly case: string | null;
  readonly receipt: string | null;
  readonly holder: string | null;
  /** gap: status, to · missing_acceptance: missing · recorded_late, clock_suspect: type, recordedAt · seal_mismatch: seal, found · flag: flagId, note, flaggedBy */
  readonly details: JsonObject;
}

/** How an asset's custody differs between two moments, by where it was and where it is. */
export const changeKinds = [
  'added',
  'issued',
  'transferred',
  'returned',
  'moved',
  'placed',
  'taken_out',
  'lost',
  'found',
  'retired',
] as const;
export type ChangeKind = (typeof changeKinds)[number];

export interface ComparedRow {
  readonly tag: string;
  readonly model: string | null;
  readonly kind: ChangeKind;
  /** null: it did not exist yet */
  readonly before: (CustodyJson & { readonly since: string }) | null;
  readonly after: (CustodyJson & { readonly since: string }) | null;
  /** what happened to it in between, oldest first; the last ones, where there are many */
  readonly events: readonly {
    readonly eventId: string;
    readonly type: string;
    readonly occurredAt: string;
    readonly actor: string | null;
  }[];
  /** how many there are */
  readonly eventCount: number;
}

export interface ComparedAnswer extends Page<ComparedRow> {
  /** of all pages, by kind of change; on the first page only */
  readonly counts?: Readonly<Partial<Record<ChangeKind, number>>>;
}

export interface SearchRow {
  readonly kind: 'asset' | 'case' | 'holder' | 'receipt';
  readonly id: string;
  /** tag, code, name or number */
  readonly title: string;
  /** is what was looked for its very tag, barcode, code, name or number? */
  readonly exact: boolean;
  readonly words: string;
  /** of an asset */
  readonly custody: CustodyJson | null;
}
