import type { Command } from '../../shared/contract/commands.ts';
import type { OperatorSeen } from '../../shared/decide/look.ts';
import type { JsonObject, StoredEvent } from '../../shared/event.ts';
import type { Refusal } from '../../shared/refusal.ts';
import type { Session } from '../../shared/session.ts';
import type { Clock } from '../../shared/time.ts';
import type { PinBinding } from '../auth/pinBinding.ts';
import type { EventLog } from '../store/eventLog.ts';
import type { History } from '../store/history.ts';
import type { Imports } from '../store/imports.ts';
import type { Lookups } from '../store/lookups.ts';
import type { Neighbours } from '../store/neighbours.ts';
import type { OperatorSecrets } from '../store/operatorSecrets.ts';
import type { Projector } from '../store/projections/projector.ts';
import type { ScanQueue } from '../store/scanQueue.ts';
import type { Transaction } from '../store/transaction.ts';
import type { CommandResult } from './commandResult.ts';
import type { Stages, Watch } from './stages.ts';

/** What the one path is made of; handed in by whoever opens a store. */
export interface EngineNeeds {
  readonly transaction: Transaction;
  readonly log: EventLog;
  readonly history: History;
  readonly lookups: Lookups;
  readonly imports: Imports;
  readonly neighbours: Neighbours;
  readonly projector: Projector;
  readonly queue: ScanQueue;
  readonly secrets: OperatorSecrets;
  /** with what a new PIN is hashed */
  readonly binding: Pick<PinBinding, 'wanted'>;
  readonly device: { readonly storeId: string; readonly deviceId: string; readonly shortCode: string };
  readonly clock: Clock;
  newId(at: number): string;
  /** a digest that nobody without this laptop's key can make */
  disguise(text: string): string;
  /** of the process: platform and app version, never from a message */
  readonly deviceInfo: JsonObject;
  /** after each commit, outside the transaction: the head file, the windows */
  committed(events: readonly StoredEvent[]): void;
  /** what SQLite's error means for the person in front; null: a bug */
  refusalOf(error: unknown): Refusal | null;
  /** did the log refuse an event for its size? */
  isTooLarge(error: unknown): boolean;
  /** may what is on the disk differ from what was committed? */
  leavesDoubt(error: unknown): boolean;
  /** told when that happened: from now on nothing is appended here */
  doubted(doubt: Refusal): void;
}

/** Whose wish an event comes from, and what of it every event carries. */
export interface AskedBy {
  readonly command: { readonly note?: string | undefined; readonly commandId?: string | undefined };
  readonly actor: OperatorSeen;
  readonly hash: string;
}

/** A command that was allowed and is well formed, ready for the transaction. */
export interface Ready {
  readonly command: Command;
  readonly actor: OperatorSeen;
  readonly session: Session;
  readonly hash: string;
  readonly occurredAt: { readonly at: number; readonly offset: number } | null;
  readonly pinHash: string | null;
  /** of a long one: told now and then how far each step is */
  readonly stages?: Stages;
}

/** What goes with a batch: its own event, and how it treats a refusal. */
export interface Batch {
  readonly kind: 'IMPORT_COMMITTED';
  readonly data: JsonObject;
  readonly strict?: boolean;
  readonly dryRun?: boolean;
  /**
   * Asked once all is in place and legal, before anything is kept. @returns what the batch's own event says instead of
   * `data`; null: nothing is kept, as if it had been tried
   */
  settle?(results: readonly CommandResult[]): JsonObject | null;
  /** told now and then how many of the commands have been played */
  readonly onPlayed?: Watch;
}
