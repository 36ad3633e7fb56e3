import { expect, test } from 'vitest';
import type { Entry } from '../history/entry.ts';
import { entry, inSlot, toBob } from '../testing/entries.ts';
import { foldAsset } from './asset.ts';
import { custodyJson } from './place.ts';

const happened = (type: string, at: number, data?: Entry['data']) => entry('R-1', type, at, data);
const added = (more: Entry['data'] = {}) => happened('ASSET_ADDED', 0, { tag: 'R-1', ...more });

/** Each stay as `from–to where`, a gap marked. */
const stays = (...entries: readonly Entry[]) =>
  foldAsset('R-1', entries).stays.map(({ place, from, to, gap }) => {
    const { status, case: code, slot, holder } = custodyJson(place);
    return `${from.at}–${to?.at ?? ''} ${holder ?? (code ? `${code}/${slot}` : status)}${gap ? ' (gap)' : ''}`;
  });
const state = (...entries: readonly Entry[]) => {
  const { asset } = foldAsset('R-1', entries);
  if (!asset.exists) throw new Error('there is no asset');
  return asset;
};

test('a history is stays without holes between them; after the first placing, unplaced and lost are gaps', () => {
  expect(
    stays(
      added(),
      happened('ASSET_PLACED', 5, inSlot(1)),
      happened('ASSET_ISSUED', 10, toBob),
      happened('ASSET_RETURNED', 20, { slot: null }),
      happened('ASSET_INSPECTED', 22, { condition: 'worn' }),
      happened('ASSET_LOST', 25, { reason: 'gone' }),
      happened('ASSET_FOUND', 30, inSlot(2)),
      happened('ASSET_RETIRED', 40, { reason: 'worn out' }),
    ),
  ).toEqual([
    '0–5 unplaced',
    '5–10 CASE-13/1',
    '10–20 Bob',
    '20–25 unplaced (gap)',
    '25–30 lost (gap)',
    '30–40 CASE-13/2',
    '40– retired',
  ]);
});

test('what happens at one moment leaves stays of no length, in the order in which it was recorded', () => {
  expect(stays(added(inSlot(1)), happened('ASSET_ISSUED', 0, toBob), happened('ASSET_RETURNED', 0, inSlot(2)))).toEqual(
    ['0–0 CASE-13/1', '0–0 Bob', '0– CASE-13/2'],
  );
});

test('the home is where it was last added, placed or moved to, unless an event names another', () => {
  const issued = happened('ASSET_ISSUED', 10, toBob);
  const home = (...entries: readonly Entry[]) => state(...entries).home?.slot ?? null;
  expect([
    home(added()),
    home(added(inSlot(1))),
    home(added({ ...inSlot(1), home: { case: 'CASE-13', slot: 4 }, homeCaseId: 'case' })),
    home(added(inSlot(1)), happened('ASSET_MOVED', 5, inSlot(2))),
    home(added(inSlot(1)), issued, happened('ASSET_RETURNED', 20, inSlot(3))),
    home(added(inSlot(1)), happened('ASSET_LOST', 5, { reason: 'gone' }), happened('ASSET_FOUND', 6, inSlot(3))),
    home(added(inSlot(1)), happened('ASSET_CHANGED', 5, { home: { case: 'CASE-13', slot: 5 }, homeCaseId: 'case' })),
    home(added(inSlot(1)), happened('ASSET_CHANGED', 5, { home: null })),
  ]).toEqual([null, 1, 4, 2, 1, 1, 5, null]);
});

test('a due date lasts as long as the stay that it was given for; the condition until it is seen again', () => {
  const issued = happened('ASSET_ISSUED', 5, { ...toBob, dueAt: '2026-11-24T16:00:00.000Z', condition: 'good' });
  expect(state(added(), issued)).toMatchObject({ dueAt: '2026-11-24T16:00:00.000Z', condition: 'good' });
  const handedOn = happened('ASSET_TRANSFERRED', 6, { holder: 'Eve', holderId: 'eve' });
  expect(state(added(), issued, handedOn)).toMatchObject({ dueAt: null, condition: 'good' });
});

test('a change sets what it names, takes away what it names null, and leaves the rest', () => {
  const changed = happened('ASSET_CHANGED', 5, { model: 'DP4801e', serial: null, attributes: { Band: 'VHF' } });
  expect(
    state(added({ model: 'DP4801', serial: '1', notes: 'n', attributes: { Colour: 'grey' } }), changed),
  ).toMatchObject({
    details: { tag: 'R-1', model: 'DP4801e', serial: null, notes: 'n', attributes: { Band: 'VHF' } },
    place: { kind: 'unplaced' },
  });
});

test('an event that breaks the rules is reported and passed over; what follows is still judged', () => {
  const { violations, asset } = foldAsset('R-1', [
    happened('ASSET_INSPECTED', 0, { condition: 'good' }),
    added(inSlot(1)),
    happened('ASSET_RETURNED', 5, { slot: null }),
    happened('ASSET_MOVED', 6, inSlot(1)),
    happened('SLOT_VACATED', 7, { ...inSlot(2), reason: 'shelf check' }),
    happened('ASSET_ISSUED', 8, toBob),
    happened('ASSET_TRANSFERRED', 9, toBob),
  ]);
  expect(violations.map(({ entry: { eventId }, refusal }) => [eventId, refusal.code])).toEqual([
    ['ASSET_INSPECTED R-1 0', 'NOT_FOUND'],
    ['ASSET_RETURNED R-1 5', 'ILLEGAL_TRANSITION'],
    ['ASSET_MOVED R-1 6', 'ILLEGAL_TRANSITION'],
    ['SLOT_VACATED R-1 7', 'ILLEGAL_TRANSITION'],
    ['ASSET_TRANSFERRED R-1 9', 'ILLEGAL_TRANSITION'],
  ]);
  expect(asset).toMatchObject({ place: { kind: 'holder', holderId: 'bob' } });
});
