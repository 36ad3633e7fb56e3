import type { AssetDetails } from '../custody/asset.ts';
import type { CustodyJson } from '../custody/place.ts';
import type { EventJson, StreamType } from '../event.ts';

/** What queries answer. Instants are RFC 3339 in UTC with milliseconds; absent is null. */

export interface Page<R> {
  readonly rows: readonly R[];
  /** pass it back as `cursor` for the rows that follow; null: there are none */
  readonly next: string | null;
  /** of all pages, where it costs little */
  readonly total?: number;
}

/** Who or what had an asset at a moment. */
export interface CustodyRow extends CustodyJson {
  readonly tag: string;
  readonly since: string;
  readonly dueAt: string | null;
  /** does a correction concern its history up to that moment? */
  readonly corrected: boolean;
}

export interface SlotJson {
  readonly case: string;
  readonly slot: number;
}

export interface AssetAnswer extends CustodyRow, AssetDetails {
  readonly assetId: string;
  readonly condition: string | null;
  readonly home: SlotJson | null;
  /** of the slot it is in */
  readonly slotLabel: string | null;
  /** of the case it is in */
  readonly place: string | null;
  /** the event that brought it where it is */
  readonly openedBy: string;
  readonly addedAt: string;
  readonly version: number;
}

/** An event with its actor's name and the tag of the asset it is about. */
export interface NamedEvent extends EventJson {
  readonly actor: string | null;
  readonly tag: string | null;
}

export interface OpenFlag {
  readonly eventId: string;
  readonly note: string;
  readonly flaggedBy: string | null;
  readonly flaggedAt: string;
}

export interface HistoryRow extends NamedEvent {
  /** the events that superseded it, oldest first */
  readonly chain: readonly NamedEvent[];
  /** the events that it superseded, oldest first */
  readonly supersedes: readonly NamedEvent[];
  readonly effective: boolean;
  /** an unanswered flag on it */
  readonly flag: OpenFlag | null;
}

/** One event with its chain, and what it belongs to. */
export interface EventAnswer extends HistoryRow {
  /** tag, code, name, number or title of what it is about; null of the store, and of what was voided */
  readonly entity: string | null;
  /** the receipt of the handover that recorded the first event of its chain; null: it came by no handover */
  readonly receipt: string | null;
}

/** The event that a fact comes from, and what it is about; all null: no event says it. */
export interface BehindAnswer {
  readonly eventId: string | null;
  readonly entityType: StreamType | 'setting' | null;
  /** tag, code, name or number; the id of an assignment; null of the store, and of what was voided */
  readonly entity: string | null;
}

/** One stay of an asset, half-open: up to, without, `to`. */
export interface SpanRow extends CustodyJson {
  readonly tag: string;
  readonly from: string;
  /** null: still there */
  readonly to: string | null;
  readonly dueAt: string | null;
  /** unplaced or lost after the first placing: who had it cannot be proven */
  readonly gap: boolean;
  readonly openedBy: string;
  readonly closedBy: string | null;
}

export interface CaseCounts {
  readonly slots: number;
  /** home assets in their own slot */
  readonly inPlace: number;
  /** home assets with holders */
  readonly out: number;
  readonly overdue: number;
  /** home assets that are lost */
  readonly lost: number;
  /** slots with nothing in them */
  readonly empty: number;
  /** assets in a slot that is not their home */
  readonly wrongHome: number;
  /** assets that belong here, retired ones left out */
  readonly home: number;
  /** there are home assets, all of them in place; sealed, if the settings require it */
  readonly readyToShip: boolean;
}

export interface CaseRow extends CaseCounts {
  readonly caseId: string;
  readonly code: string;
  readonly name: string | null;
  readonly place: string | null;
  readonly seal: string | null;
  readonly retired: boolean;
  readonly corrected: boolean;
  readonly version: number;
}

/** A slot at a moment. `out` names the home asset's holder; a slot can be both occupied and out. */
export interface SlotRow {
  readonly slot: number;
  readonly label: string | null;
  readonly state: 'in_place' | 'wrong_home' | 'out' | 'lost' | 'elsewhere' | 'empty';
  readonly overdue: boolean;
  readonly occupant: {
    readonly tag: string;
    readonly model: string | null;
    readonly serial: string | null;
    readonly home: SlotJson | null;
    readonly condition: string | null;
    readonly since: string;
    /** the event that brought it there */
    readonly openedBy: string;
    readonly corrected: boolean;
  } | null;
  /** the asset that belongs here, and where it is */
  readonly homeAsset: (CustodyRow & { readonly model: string | null; readonly openedBy: string }) | null;
}

export interface CaseAnswer extends CaseRow {
  readonly addedAt: string;
  readonly sealedAt: string | null;
  readonly sealedBy: string | null;
  readonly lastCheck: { readonly at: string; readonly missing: number; readonly extra: number } | null;
  readonly rows: readonly SlotRow[];
}

export interface HolderRow {
  readonly holderId: string;
  readonly name: string;
  readonly reference: string | null;
  readonly organisation: string | null;
  readonly contact: string | null;
  readonly active: boolean;
  readonly corrected: boolean;
  readonly version: number;
  /** how many assets they hold */
  readonly holding: number;
  readonly overdue: number;
}

export interface HolderAnswer extends HolderRow {
  readonly addedAt: string;
  readonly assets: readonly (CustodyRow & {
    readonly model: string | null;
    readonly serial: string | null;
    readonly openedBy: string;
  })[];
}

export interface StoreInfo {
  readonly organisation: string;
  readonly storeId: string;
  readonly device: { readonly deviceId: string; readonly shortCode: string } | null;
  readonly lastSeq: number;
  /** the end of each device's chain */
  readonly heads: readonly {
    readonly deviceId: string;
    readonly shortCode: string;
    readonly deviceSeq: number;
    readonly seq: number;
    readonly hash: string;
  }[];
  /** the newest export or backup: what it said of the chain's head lies outside this laptop; null: none was made */
  readonly witnessed: NamedEvent | null;
  readonly schemaVersion: number;
  readonly counts: Readonly<Record<string, number>>;
  readonly sizes: { readonly bytes: number; readonly pages: number; readonly freePages: number };
  readonly [extra: string]: unknown;
}

/** How the store fares on this laptop. Beside `store.info`, because it looks through the whole stream of the store. */
export interface StoreHealth {
  /** bytes that the disk of the store has left; null: it does not say */
  readonly freeBytes: number | null;
  /** the newest check of the whole record that somebody asked for; null: none */
  readonly verified: NamedEvent | null;
  /** the newest backup; null: none */
  readonly backup: NamedEvent | null;
  /** the newest restore that no admin has acknowledged yet; null: none */
  readonly restored: NamedEvent | null;
  /** when the recovery code was made, RFC 3339; null: there is none */
  readonly recoveryCodeSetAt: string | null;
  /** null: the store is a copy that was opened to be read */
  readonly device: {
    readonly deviceId: string;
    readonly shortCode: string;
    /** the laptop's own name in its network */
    readonly host: string;
    /** Ed25519, 32 bytes in hex */
    readonly publicKey: string;
    /** SHA-256 of the public key's 32 bytes, in hex: what two people compare */
    readonly fingerprint: string;
    /** whose PINs can be checked where: on this laptop alone, on any that has the store, on another laptop alone */
    readonly pins: { readonly here: number; readonly anywhere: number; readonly elsewhere: number };
  } | null;
}
