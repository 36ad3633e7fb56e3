import { expect, test } from 'vitest';
import { anEvent, aStore, deviceAdded, morning, storeId, unwrap, uuid } from '../testing/storeFixture.ts';
import { chains } from './chains.ts';
import { createDevice } from './device.ts';
import { eventHash, genesisHash } from './eventHash.ts';
import { openEventLog } from './eventLog.ts';
import { eventToRow } from './eventRow.ts';

const MINUTE_MS = 60_000;

test('what is appended comes back as it went in, chained to what was there', () => {
  const { append, log, device } = aStore();
  const told = anEvent({
    note: 'Gerät 漢字 🛰',
    data: { deep: [{ null: null, number: -0.5 }] },
    commandId: 'c-1',
    commandHash: 'a'.repeat(64),
  });
  const [stored] = append(told);
  if (!stored) throw new Error('nothing stored');

  expect(log.event(told.eventId)).toEqual(stored);
  expect(log.bySeq(3)).toEqual(stored);
  expect(log.byCommandId('c-1')).toEqual([stored]);
  expect(log.stream(told.streamId)).toEqual([stored]);
  expect(stored).toMatchObject({
    ...told,
    seq: 3,
    deviceId: device.deviceId,
    deviceSeq: 3,
    receivedAt: told.recordedAt,
  });
  expect(stored.prevHash).toBe(log.bySeq(2)?.hash);
  expect(stored.hash).toBe(eventHash(eventToRow(stored, stored)));
  expect(log.bySeq(1)?.prevHash).toBe(genesisHash(storeId, device.deviceId, device.publicKey));
});

test('an event is found by the one it superseded', () => {
  const { append, log } = aStore();
  const [wrong] = append(anEvent());
  const [right] = append(anEvent({ supersedesEventId: wrong?.eventId ?? '', correctionReason: 'another case' }));
  expect(log.supersededBy(wrong?.eventId ?? '')).toEqual(right);
  expect(log.supersededBy(right?.eventId ?? '')).toBeNull();
});

test('a transaction that was rolled back leaves no trace in the next chain', () => {
  const { append, log, store } = aStore();
  const given = () => {
    store.db.transaction(() => {
      log.append([anEvent(), anEvent()]);
      throw new Error('given up');
    })();
  };
  expect(given).toThrow('given up');
  const [next] = append(anEvent());
  expect(next).toMatchObject({ seq: 3, deviceSeq: 3, prevHash: log.bySeq(2)?.hash });
});

test('the logical clock counts within a millisecond and follows the wall clock when that goes on', () => {
  const { append } = aStore();
  const at = morning + MINUTE_MS;
  const events = append(anEvent({ recordedAt: at }), anEvent({ recordedAt: at }), anEvent({ recordedAt: at + 1 }));
  const wall = (ms: number) => ms.toString(16).padStart(12, '0');
  expect(events.map(({ hlc }) => hlc)).toEqual([`${wall(at)}-000000`, `${wall(at)}-000001`, `${wall(at + 1)}-000000`]);
});

test('a device never records at an earlier time than before: the database refuses it', () => {
  const { append, log } = aStore([anEvent({ recordedAt: morning + MINUTE_MS })]);
  expect(log.lastRecordedAt()).toBe(morning + MINUTE_MS);
  expect(() => append(anEvent({ recordedAt: morning }))).toThrow('LEDGER_CLOCK');
  expect(log.lastSeq()).toBe(3);
});

test('a second device goes on after the first, with a chain of its own and a clock that has seen the other', () => {
  const { store, home, path, log } = aStore([anEvent({ recordedAt: morning + 10 * MINUTE_MS })]);
  const former = log.ownHead();
  const second = unwrap(createDevice(home, path, storeId, uuid('second'), chains(store.db)));
  const its = openEventLog(store.db, second);
  const head = { deviceId: uuid('device'), deviceSeq: former?.deviceSeq ?? 0, hash: former?.hash ?? '' };
  // Its wall clock is behind that of the first.
  const added = { ...deviceAdded(second, head), occurredAt: morning, recordedAt: morning + MINUTE_MS };
  const [first, then] = store.db.transaction(() =>
    its.append([added, anEvent({ recordedAt: morning + 2 * MINUTE_MS })]),
  )();
  expect(first).toMatchObject({
    seq: 4,
    deviceSeq: 1,
    prevHash: genesisHash(storeId, second.deviceId, second.publicKey),
  });
  expect(then).toMatchObject({ seq: 5, deviceSeq: 2, prevHash: first?.hash });
  const hlcs = [log.bySeq(3), first, then].map((event) => event?.hlc ?? '');
  expect(hlcs).toEqual(hlcs.toSorted());
  // Arrival never goes back either: an answer for a past `knownAt` stays what it was.
  expect([first, then].map((event) => event?.receivedAt)).toEqual([morning + 10 * MINUTE_MS, morning + 10 * MINUTE_MS]);
  expect(chains(store.db).map(({ deviceId, deviceSeq }) => [deviceId, deviceSeq])).toEqual(
    [
      [uuid('device'), 3],
      [uuid('second'), 2],
    ].toSorted(),
  );
});

test('streaming passes the end of a chunk, begins where it is told and keeps to a type', () => {
  const { append, log } = aStore();
  append(...Array.from({ length: 1100 }, (_, i) => anEvent({ type: i % 2 ? 'ASSET_LOST' : 'ASSET_FOUND' })));
  const seqs = (options: { fromSeq?: number; type?: string }) => [...log.iterate(options)].map(({ seq }) => seq);
  expect(seqs({})).toEqual(Array.from({ length: 1102 }, (_, i) => i + 1));
  expect(seqs({ fromSeq: 1100 })).toEqual([1100, 1101, 1102]);
  expect(seqs({ type: 'ASSET_LOST' })).toHaveLength(550);
});

test('while the log is streamed the connection is free, and what is appended meanwhile is seen', () => {
  const { append, log } = aStore();
  append(...Array.from({ length: 600 }, () => anEvent()));
  let seen = 0;
  for (const { seq } of log.iterate()) {
    seen = seq;
    if (seq === 1) append(anEvent());
  }
  expect(seen).toBe(603);
});

test('the last event known at a moment is found, between, before and after all of them', () => {
  const { log } = aStore([1, 2, 2, 5].map((minute) => anEvent({ recordedAt: morning + minute * MINUTE_MS })));
  const at = (minute: number) => log.seqAt(morning + minute * MINUTE_MS);
  expect([at(-1), at(0), at(1), at(2), at(4), at(5), at(99)]).toEqual([0, 2, 3, 5, 5, 6, 6]);
});

test('outside of a transaction, or without a device, nothing is appended', () => {
  const { log, store } = aStore();
  expect(() => log.append([anEvent()])).toThrow('in a transaction');
  expect(() => openEventLog(store.db, null).append([anEvent()])).toThrow('to be read');
  expect(log.lastSeq()).toBe(2);
});
