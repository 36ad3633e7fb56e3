import { expect, test } from 'vitest';
import { afterCommit, emptyDraft, type Given, openDrafts } from './draft.ts';

/** A shelf like localStorage, which outlives the app. */
function openShelf() {
  const items = new Map<string, string>();
  return {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
  };
}

const given: Given = {
  accepted: { party: 'holder', name: 'Bob', meaning: 'I received it.', method: 'witnessed', witness: 'Cora' },
  fingerprint: 'of this list',
  items: 2,
};

test('what was typed is there after a restart; an acceptance must be given anew', () => {
  const shelf = openShelf();
  const before = openDrafts(shelf);
  before.change('op-1', 'issue', { holder: 'Bob', lines: { a: { condition: 'worn', note: 'charger' } } });
  before.change('op-1', 'issue', { given: { holder: given } });
  expect(before.draft('op-1', 'issue').given.holder?.accepted.name).toBe('Bob');

  const after = openDrafts(shelf).draft('op-1', 'issue');
  expect(after).toEqual({ ...emptyDraft, holder: 'Bob', lines: { a: { condition: 'worn', note: 'charger' } } });
});

test('a draft belongs to one operator and one kind', () => {
  const drafts = openDrafts(openShelf());
  drafts.change('op-1', 'issue', { holder: 'Bob' });
  expect(drafts.draft('op-2', 'issue')).toEqual(emptyDraft);
  expect(drafts.draft('op-1', 'transfer')).toEqual(emptyDraft);
});

test('a draft of another release, or a broken one, is taken as far as it goes', () => {
  const shelf = openShelf();
  shelf.setItem('desk op-1 issue', JSON.stringify({ holder: 'Bob', colour: 'red' }));
  shelf.setItem('desk op-1 return', '{"broughtBy":');
  expect(openDrafts(shelf).draft('op-1', 'issue')).toEqual({ ...emptyDraft, holder: 'Bob' });
  expect(openDrafts(shelf).draft('op-1', 'return')).toEqual(emptyDraft);
});

test('a commit keeps the place and what was said of the lines that stay', () => {
  const lines = { a: { note: 'charger' }, b: { note: 'cable' } };
  const left = afterCommit({ ...emptyDraft, holder: 'Bob', place: 'Room 283', due: '2026-11-21T17:00', lines }, ['b']);
  expect(left).toEqual({ ...emptyDraft, place: 'Room 283', lines: { b: { note: 'cable' } } });
});
