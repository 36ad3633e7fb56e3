import type { HandoverKind } from '../contract/commands.ts';
import type { JsonObject, StoredEvent, StreamType } from '../event.ts';
import type { Entry, Point } from '../history/entry.ts';
import type { Refusal } from '../refusal.ts';
import type { Result } from '../result.ts';
import type { Role } from '../session.ts';
import type { Settings } from '../settings.ts';

/** An event that a decision asks for. The append adds who, when it was written down, and its place in the chain. */
export interface Draft {
  readonly streamType: StreamType;
  readonly streamId: string;
  readonly type: string;
  readonly data: JsonObject;
  /** ms; absent: the command's */
  readonly occurredAt?: number;
  /** minutes from UTC; absent: the command's */
  readonly occurredOffset?: number;
  /** absent: the command's; null: none */
  readonly note?: string | null;
  readonly supersedes?: StoredEvent;
  readonly reason?: string;
  /** absent: the append derives it from the fold */
  readonly changes?: StoredEvent['changes'];
  /** an event that the app itself records, at nobody's wish */
  readonly bySystem?: true;
}

/**
 * What a wish comes to, or why it comes to nothing. A wish of many lines says what is wrong with each, and what the
 * others would come to: a preview shows both, a commit takes all or nothing.
 */
export type Decided =
  | { readonly ok: true; readonly value: readonly Draft[] }
  | {
      readonly ok: false;
      readonly error: Refusal;
      readonly others?: readonly Refusal[];
      readonly besides?: readonly Draft[];
    };

export interface OperatorSeen {
  readonly operatorId: string;
  readonly name: string;
  readonly role: Role;
  readonly active: boolean;
}

export interface QueueItem {
  readonly itemId: string;
  readonly kind: HandoverKind;
  readonly code: string;
  readonly assetId: string | null;
  readonly scannedAt: number;
}

/** An asset at a moment: where it is, and where it belongs. */
export interface AssetAround {
  readonly assetId: string;
  readonly tag: string;
  /** null: in no case */
  readonly caseId: string | null;
  readonly homeCaseId: string | null;
  readonly isRetired: boolean;
}

/** Everything a decider may look at. Read inside the command's own transaction, with its earlier events in place. */
export interface Look {
  /** `recordedAt` of the command, ms */
  readonly recordedAt: number;
  /** when it happened, ms; never after `recordedAt` */
  readonly occurredAt: number;
  readonly actor: OperatorSeen;
  readonly storeId: string;
  newId(): string;
  sha256(text: string): string;

  assetByCode(code: string): string | null;
  caseByCode(code: string): string | null;
  holderByName(name: string): string | null;
  operatorByName(name: string): OperatorSeen | null;
  operators(): readonly OperatorSeen[];
  /** of a long decision: to be told how many of its things are looked at */
  readonly told: ((done: number, total: number) => void) | undefined;
  /** was this operator's PIN confirmed just now? */
  pinConfirmed(operatorId: string): boolean;

  /** the effective history of one entity, in the one order */
  assetEntries(assetId: string): readonly Entry[];
  caseEntries(caseId: string): readonly Entry[];
  holderEntries(holderId: string): readonly Entry[];

  /** the asset in a slot at a moment, inclusive */
  occupantAt(caseId: string, slot: number, at: number): string | null;
  /** every asset that is, or may once have been, at home in the case */
  assetsAround(caseId: string, at: number): readonly AssetAround[];

  /** tags of the assets that are, or ever were, with a holder */
  assetsWith(holderId: string): readonly string[];

  event(eventId: string): StoredEvent | null;
  supersededBy(eventId: string): StoredEvent | null;
  /** the place in the order of the first event of this event's chain */
  rootPoint(event: StoredEvent): Pick<Point, 'hlc' | 'deviceId'>;
  /** the events of an import, by its batch; null: there is none */
  importBatch(batch: string): { readonly committed: StoredEvent; readonly events: readonly StoredEvent[] } | null;
  /** does this restore wait for an admin to look at what it left out? */
  restoreWaits(eventId: string): boolean;
  unansweredFlag(targetId: string): { readonly eventId: string; readonly note: string } | null;

  /** an assignment's own events, oldest first */
  assignmentEvents(assignmentId: string): readonly StoredEvent[];
  /** how many assignments of a recipient count as completed since a moment, ms */
  completedBy(recipientId: string, since: number): number;
  /** what was last recorded of a recipient and the threshold: reached, and not lost since */
  thresholdReached(recipientId: string): boolean;
  /** proof that the text was opened: when, and how; or why there is none */
  reading(assignmentId: string, readingId: string | undefined): Result<JsonObject>;

  settings(): Settings;
  queue(kind: HandoverKind): readonly QueueItem[];
  receipts: { readonly shortCode: string; readonly next: number };

  /** the highest seq in an asset's stream or superseding one of its events */
  assetVersion(assetId: string): number;

  /** Would this event about an asset, here and now, leave every history legal? */
  isLegal(draft: Draft): boolean;
}
