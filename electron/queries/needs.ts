import type { StoreHealth } from '../../shared/contract/answers.ts';
import type { HandoverKind } from '../../shared/contract/commands.ts';
import type { JsonObject } from '../../shared/event.ts';
import type { Refusal } from '../../shared/refusal.ts';
import type { EventLog } from '../store/eventLog.ts';
import type { History } from '../store/history.ts';
import type { Lookups } from '../store/lookups.ts';
import type { Neighbours } from '../store/neighbours.ts';
import type { openReader } from '../store/queries/reader.ts';
import type { ScanQueue } from '../store/scanQueue.ts';

export interface QueueNeeds {
  readonly queue: ScanQueue;
  /** why this asset could not be handed over now; null: it could */
  checkLine(kind: HandoverKind, assetId: string | null): Refusal | null;
}

export interface QueryNeeds extends QueueNeeds {
  readonly db: Parameters<typeof openReader>[0];
  readonly log: EventLog;
  readonly history: History;
  readonly lookups: Lookups;
  readonly neighbours: Neighbours;
  /** ms since 1970 UTC */
  now(): number;
  readonly device: { readonly deviceId: string; readonly shortCode: string } | null;
  /** what `store.info` says besides: path, mode */
  info(): JsonObject;
  /** what `store.health` says of this laptop */
  health(): Omit<StoreHealth, 'verified' | 'backup' | 'restored'>;
  /** as in `electron/auth/signIn.ts` */
  lockedOutUntil(operatorId: string): string | null | undefined;
}
