import type { JsonObject } from '../../shared/event.ts';
import type { Result } from '../../shared/result.ts';
import type { Clock } from '../../shared/time.ts';
import { deviceInfo } from '../deviceInfo.ts';
import { chains } from '../store/chains.ts';
import type { StoreDatabase } from '../store/database.ts';
import { createDevice, type Device, deviceAddedData } from '../store/device.ts';
import { openEventLog } from '../store/eventLog.ts';
import { openProjector } from '../store/projections/projector.ts';

/** Makes this laptop a new device of the store, whose first event names the head that it goes on from. */
export function joinAsNewDevice(
  store: StoreDatabase,
  storeId: string,
  home: string,
  clock: Clock,
  newId: (at: number) => string,
): Device | Result<never> {
  const made = createDevice(home, store.path, storeId, newId(Math.trunc(clock.now())), chains(store.db));
  if (!made.ok) return made;
  beginChain(store, made.value, clock, newId, []);
  return made.value;
}

interface FirstFact {
  readonly streamType: 'store' | 'operator';
  readonly streamId: string;
  readonly type: string;
  readonly data: JsonObject;
}

/**
 * A device's first event names the head that it goes on from; a new store's first facts follow at once.
 *
 * @param alongside  what is written in the same transaction
 */
export function beginChain(
  store: StoreDatabase,
  device: Device,
  clock: Clock,
  newId: (at: number) => string,
  facts: readonly FirstFact[],
  alongside: () => void = () => {},
): void {
  const log = openEventLog(store.db, device);
  const last = log.bySeq(log.lastSeq());
  const now = Math.trunc(clock.now());
  const recordedAt = Math.max(now, last ? last.receivedAt : 0);
  const correlationId = newId(now);
  const added: FirstFact = {
    streamType: 'store',
    streamId: device.storeId,
    type: 'DEVICE_ADDED',
    data: deviceAddedData(
      device,
      last ? { deviceId: last.deviceId, deviceSeq: last.deviceSeq, hash: last.hash } : null,
    ),
  };
  store.db
    .transaction(() => {
      const projector = openProjector(store.db);
      const events = log.append(
        [added, ...facts].map((fact) => ({
          ...fact,
          eventId: newId(now),
          occurredAt: recordedAt,
          occurredOffset: clock.offset(recordedAt),
          recordedAt,
          clockSuspect: false,
          actorKind: 'system' as const,
          actorId: null,
          actorRole: null,
          changes: changesOf(fact),
          note: null,
          deviceInfo,
          commandId: null,
          commandHash: null,
          correlationId,
          supersedesEventId: null,
          correctionReason: null,
        })),
      );
      for (const event of events) projector.take(event);
      alongside();
    })
    .immediate();
}

const changesOf = ({ type, data }: FirstFact) =>
  type === 'OPERATOR_PIN_SET'
    ? [{ field: 'pin', before: null, after: 'set' }]
    : Object.entries(data).map(([field, after]) => ({ field, before: null, after }));
