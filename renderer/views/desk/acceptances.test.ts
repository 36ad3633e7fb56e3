import { expect, test } from 'vitest';
import { acceptancesOf, missingOf, partyStates } from './acceptances.ts';
import { type Draft, emptyDraft, type Given } from './draft.ts';
import { fingerprintOf, type HandoverForm } from './handoverForm.ts';

const form = (...tags: readonly string[]): HandoverForm => ({
  command: 'handover.commit',
  kind: 'issue',
  holder: 'Bob',
  items: tags.map((tag) => ({ tag, version: 4 })),
});
const signed = (fingerprint: string): Given => ({
  accepted: { party: 'holder', name: 'Bob', meaning: 'I received it.', method: 'drawn', signature: [[[1, 2]]] },
  fingerprint,
  items: 2,
});
const draft: Draft = { ...emptyDraft, holder: 'Bob', given: { holder: signed(fingerprintOf(form('A', 'B'))) } };
const states = (list: HandoverForm | null) =>
  partyStates('issue', draft, [], 'Theo', list === null ? null : fingerprintOf(list));

test('an acceptance counts for the list it was given for, and for no other', () => {
  expect(acceptancesOf(states(form('A', 'B'))).map(({ name }) => name)).toEqual(['Bob']);
  expect(missingOf(states(form('A', 'B')))).toEqual(['Theo']);

  const more = states(form('A', 'B', 'C'));
  expect(acceptancesOf(more)).toEqual([]);
  expect(missingOf(more)).toEqual(['Theo', 'Bob']);
  expect(more.find(({ party }) => party === 'holder')?.outdated?.items).toBe(2);
});

test('a record that was looked at anew changes nothing of what was accepted', () => {
  const again = form('A', 'B');
  const moved = { ...again, items: again.items.map((item) => ({ ...item, version: 9 })) };
  expect(acceptancesOf(states(moved))).toHaveLength(1);
});

test('nothing ready, nothing accepted', () => {
  expect(acceptancesOf(states(null))).toEqual([]);
});

test('who hands back is who brings it, else the only holder there is; the desk is always who is signed in', () => {
  const back = { ...emptyDraft, broughtBy: 'Driver', signers: { operator: 'Eve' } };
  expect(partyStates('return', back, [], 'Theo', null).map(({ name }) => name)).toEqual(['Driver', 'Theo']);
  expect(partyStates('return', emptyDraft, [], 'Theo', null).map(({ name }) => name)).toEqual(['', 'Theo']);
});
