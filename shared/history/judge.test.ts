import { expect, test } from 'vitest';
import { foldCase } from '../case/caseHistory.ts';
import { foldAsset, type Stay } from '../custody/asset.ts';
import { foldHolder } from '../holder/holderHistory.ts';
import { entry, inSlot, toBob } from '../testing/entries.ts';
import { type Entry, inOrder } from './entry.ts';
import { judge, type OtherStay } from './judge.ts';

const box = entry('case', 'CASE_ADDED', 0, { code: 'CASE-13', slots: 2 });
const bob = entry('bob', 'HOLDER_ADDED', 0, { name: 'Bob' });
const added = (tag: string, at: number, data: Entry['data'] = {}) => entry(tag, 'ASSET_ADDED', at, { tag, ...data });
const issued = (tag: string, at: number) => entry(tag, 'ASSET_ISSUED', at, toBob);
const returned = (tag: string, at: number, slot: number) => entry(tag, 'ASSET_RETURNED', at, inSlot(slot));

/**
 * Everything that is wrong with these entries.
 *
 * @param untouched  tags that are looked at only as others, as their stays would be read from the projection
 */
function wrong(entries: readonly Entry[], untouched: readonly string[] = []): readonly string[] {
  const of = (id: string) => inOrder([box, bob, ...entries].filter(({ streamId }) => streamId === id));
  const tags = [...new Set(entries.filter(({ type }) => type === 'ASSET_ADDED').map(({ streamId }) => streamId))];
  const since = { at: Number.MIN_SAFE_INTEGER, hlc: '', deviceId: '' };
  const touches = (id: string) => entries.some(({ streamId }) => streamId === id);
  const others = (matches: (stay: Stay) => boolean): readonly OtherStay[] =>
    untouched.flatMap((tag) =>
      foldAsset(tag, of(tag))
        .stays.filter(matches)
        .map((stay) => ({ ...stay, tag })),
    );
  const violations = judge({
    assets: tags.filter((tag) => !untouched.includes(tag)).map((tag) => ({ history: foldAsset(tag, of(tag)), since })),
    cases: touches('case') ? [{ history: foldCase('case', of('case')), since }] : [],
    holders: touches('bob') ? [{ history: foldHolder('bob', of('bob')), since }] : [],
    caseHistory: (id) => foldCase(id, of(id)),
    holderHistory: (id) => foldHolder(id, of(id)),
    otherStaysInSlot: ({ slot }) => others(({ place }) => place.kind === 'slot' && place.slot === slot),
    otherStaysInCase: () => others(({ place }) => place.kind === 'slot'),
    otherStaysWithHolder: () => others(({ place }) => place.kind === 'holder'),
  });
  return [...new Set(violations.map(({ entry: { eventId }, refusal }) => `${eventId}: ${refusal.code}`))];
}

test('a day on which all is legal has nothing wrong', () => {
  expect(
    wrong([
      added('R-1', 1, inSlot(1)),
      added('R-2', 1, inSlot(2)),
      issued('R-1', 5),
      entry('R-2', 'ASSET_MOVED', 6, inSlot(1)),
      returned('R-1', 7, 2),
      entry('case', 'CASE_SEALED', 8, { seal: 'S-1' }),
      entry('bob', 'HOLDER_DEACTIVATED', 8, { reason: 'left' }),
    ]),
  ).toEqual([]);
});

test('of two in one slot the later to come is at fault, whichever was touched', () => {
  const [first, second] = [added('R-1', 1, inSlot(1)), added('R-2', 5, inSlot(1))];
  for (const untouched of [[], ['R-1'], ['R-2']]) {
    expect(wrong([second, first], untouched), untouched.join()).toEqual(['ASSET_ADDED R-2 5: SLOT_OCCUPIED']);
  }
});

test('a slot is free from the moment its asset leaves it, for what was recorded after that', () => {
  const here = added('R-1', 1, inSlot(1));
  expect(wrong([here, issued('R-1', 5), added('R-2', 5, inSlot(1))])).toEqual([]);
  const tooEarly = added('R-2', 5, inSlot(1));
  expect(wrong([here, tooEarly, issued('R-1', 5)])).toEqual(['ASSET_ADDED R-2 5: SLOT_OCCUPIED']);
});

test('a stay of no length takes its slot too', () => {
  const passing = [added('R-1', 1), entry('R-1', 'ASSET_PLACED', 5, inSlot(1)), issued('R-1', 5)];
  expect(wrong([added('R-2', 2, inSlot(1)), ...passing])).toEqual(['ASSET_PLACED R-1 5: SLOT_OCCUPIED']);
});

test('a seal forbids what goes in and out while it is on, not before and not after', () => {
  const seal = [entry('case', 'CASE_SEALED', 5, { seal: 'S-1' }), entry('case', 'CASE_UNSEALED', 9, { seal: 'S-1' })];
  const moves = [added('R-1', 1, inSlot(1)), issued('R-1', 7), returned('R-1', 8, 2), added('R-2', 10, inSlot(1))];
  const expected = ['ASSET_ISSUED R-1 7: CASE_SEALED', 'ASSET_RETURNED R-1 8: CASE_SEALED'];
  expect(wrong([...seal, ...moves])).toEqual(expected);
  expect(wrong([...seal, ...moves], ['R-1', 'R-2'])).toEqual(expected);
});

test('a slot beyond the case, a case not yet there or retired by then: no such slot', () => {
  expect(
    wrong([
      added('R-1', -1, inSlot(1)),
      added('R-2', 1, inSlot(3)),
      entry('case', 'CASE_CHANGED', 2, { slots: 3 }),
      entry('case', 'CASE_RETIRED', 5, { reason: 'broken' }),
      added('R-3', 6, inSlot(2)),
    ]),
  ).toEqual([
    'ASSET_ADDED R-1 -1: NOT_FOUND',
    'ASSET_ADDED R-2 1: NO_SUCH_SLOT',
    'CASE_RETIRED case 5: ILLEGAL_TRANSITION',
    'ASSET_ADDED R-3 6: NO_SUCH_SLOT',
  ]);
});

test('a holder leaves with empty hands, and nothing is given to who is not there or has left', () => {
  const leaves = entry('bob', 'HOLDER_DEACTIVATED', 5, { reason: 'left' });
  expect(wrong([added('R-1', -3), issued('R-1', -2)])).toEqual(['ASSET_ISSUED R-1 -2: NOT_FOUND']);
  expect(wrong([added('R-1', 1), issued('R-1', 4), leaves])).toEqual(['HOLDER_DEACTIVATED bob 5: ILLEGAL_TRANSITION']);
  expect(wrong([added('R-1', 1), issued('R-1', 4), leaves], ['R-1'])).toEqual([
    'HOLDER_DEACTIVATED bob 5: ILLEGAL_TRANSITION',
  ]);
  expect(wrong([leaves, added('R-1', 1), issued('R-1', 6)])).toEqual(['ASSET_ISSUED R-1 6: HOLDER_INACTIVE']);
  // Written down before the return of the same moment, the leaving came first.
  expect(wrong([added('R-1', 1), issued('R-1', 3), returned('R-1', 5, 1), leaves])).toEqual([
    'HOLDER_DEACTIVATED bob 5: ILLEGAL_TRANSITION',
  ]);
});
