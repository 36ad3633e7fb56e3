import type { Look, OperatorSeen } from '../../shared/decide/look.ts';
import type { EventLog } from '../store/eventLog.ts';
import type { History } from '../store/history.ts';
import type { Imports } from '../store/imports.ts';
import type { Lookups } from '../store/lookups.ts';
import type { Neighbours } from '../store/neighbours.ts';
import type { ScanQueue } from '../store/scanQueue.ts';
import { sha256 } from './canonical.ts';
import type { Unit } from './unit.ts';

export interface LookNeeds {
  readonly unit: Unit;
  readonly log: EventLog;
  readonly history: History;
  readonly lookups: Lookups;
  readonly imports: Imports;
  readonly neighbours: Pick<Neighbours, 'withHolder'>;
  readonly queue: ScanQueue;
  readonly device: { readonly storeId: string; readonly deviceId: string; readonly shortCode: string };
  newId(at: number): string;
}

export interface Moment {
  readonly recordedAt: number;
  readonly occurredAt: number;
  readonly actor: OperatorSeen;
  pinConfirmed(operatorId: string): boolean;
  reading: Look['reading'];
  readonly told: Look['told'];
}

/** Before anything happened, ms. */
const EVER = Number.MIN_SAFE_INTEGER;

/** What a decider may look at, read from the store inside the command's own transaction. */
export function lookIn(
  { unit, log, history, lookups, imports, neighbours, queue, device, newId }: LookNeeds,
  moment: Moment,
): Look {
  const { recordedAt, occurredAt, actor } = moment;
  return {
    recordedAt,
    occurredAt,
    actor,
    storeId: device.storeId,
    told: moment.told,
    newId: () => unit.fresh(newId(recordedAt)),
    sha256,
    assetByCode: unit.assetByCode,
    caseByCode: unit.caseByCode,
    holderByName: unit.holderByName,
    operatorByName: lookups.operator,
    operators: lookups.operators,
    pinConfirmed: moment.pinConfirmed,
    assetEntries: (id) => unit.entries('asset', id),
    caseEntries: (id) => unit.entries('case', id),
    holderEntries: (id) => unit.entries('holder', id),
    occupantAt: (caseId, slot, at) => unit.occupantAt({ caseId, slot }, at),
    assetsAround: unit.around,
    assetsWith: (id) => [...new Set(neighbours.withHolder(id, EVER).map(({ tag }) => tag))],
    event: log.event,
    supersededBy: log.supersededBy,
    rootPoint: ({ eventId }) => history.rootPoint(eventId),
    importBatch: imports.batch,
    unansweredFlag: lookups.unansweredFlag,
    restoreWaits: lookups.restoreWaits,
    assignmentEvents: log.stream,
    completedBy: lookups.completedBy,
    thresholdReached: lookups.thresholdReached,
    reading: moment.reading,
    settings: lookups.settings,
    queue: (kind) => queue.list(actor.operatorId, kind).map((item) => ({ ...item, kind })),
    receipts: {
      shortCode: device.shortCode,
      get next() {
        return lookups.nextReceipt(device.deviceId);
      },
    },
    assetVersion: (id) => unit.version('asset', id),
    isLegal: (draft) => unit.isLegal(draft, occurredAt),
  };
}
