import { expect, test } from 'vitest';
import type { FormDraft } from '../../../shared/ipc/contract.ts';
import { afterCommit, emptyDraft, type Given, isUnsent, openDeskDrafts } from './draft.ts';

/** As the store keeps forms: they outlive the app. */
function openShelf() {
  const forms = new Map<string, FormDraft>();
  return {
    keepDraft: (form: string, address: string, read: () => FormDraft['fields']) =>
      void forms.set(form, { form, address, fields: read(), savedAt: 1 }),
    listDrafts: async () => [...forms.values()].filter(({ fields }) => Object.keys(fields).length > 0),
  };
}
async function opened(shelf: ReturnType<typeof openShelf>, operatorId = 'op-1') {
  const drafts = openDeskDrafts(() => shelf);
  await drafts.read(operatorId);
  return drafts;
}

const given: Given = {
  accepted: { party: 'holder', name: 'Bob', meaning: 'I received it.', method: 'witnessed', witness: 'Cora' },
  fingerprint: 'of this list',
  items: 2,
};

test('what was typed is there after a restart, half a name too; an acceptance must be given anew', async () => {
  const shelf = openShelf();
  const before = await opened(shelf);
  const said = {
    holder: 'Bob',
    occurredAt: '2026-11-21T11:00:00+01:00',
    signers: { holder: 'Bob’s brother' },
  } as const;
  before.change('op-1', 'issue', { ...said, lines: { a: { condition: 'worn', note: 'charger' } } });
  before.change('op-1', 'issue', { given: { holder: given } });
  before.change('op-1', 'transfer', { typed: { holder: '', to: 'Field te' } });
  expect(before.draft('op-1', 'issue').given.holder?.accepted.name).toBe('Bob');

  const after = await opened(shelf);
  expect(after.draft('op-1', 'issue')).toEqual({
    ...emptyDraft,
    ...said,
    lines: { a: { condition: 'worn', note: 'charger' } },
  });
  expect(after.draft('op-1', 'transfer').typed.to).toBe('Field te');
  after.change('op-1', 'transfer', { to: 'Field team North' });
  expect(after.draft('op-1', 'transfer').typed.to).toBe('');
});

test('a draft belongs to one operator and one kind', async () => {
  const drafts = await opened(openShelf());
  drafts.change('op-1', 'issue', { holder: 'Bob' });
  expect(drafts.draft('op-2', 'issue')).toEqual(emptyDraft);
  expect(drafts.draft('op-1', 'transfer')).toEqual(emptyDraft);
});

test('a draft of another release is taken as far as it goes', async () => {
  const shelf = openShelf();
  shelf.keepDraft('Issue', '#/issue', () => ({ holder: '"Bob"', colour: '"red"', lines: '7' }));
  expect((await opened(shelf)).draft('op-1', 'issue')).toEqual({ ...emptyDraft, holder: 'Bob' });
});

test('whoever comes back is told of names, not of the place that stays for the next handover', async () => {
  const shelf = openShelf();
  const drafts = await opened(shelf);
  drafts.change('op-1', 'issue', { place: 'Room 283' });
  drafts.change('op-1', 'return', { broughtBy: 'Bob' });
  const left = await shelf.listDrafts();
  expect(left.map((draft) => [draft.form, isUnsent(draft)])).toEqual([
    ['Issue', false],
    ['Return', true],
  ]);
});

test('a commit keeps the place and what was said of the lines that stay', () => {
  const lines = { a: { note: 'charger' }, b: { note: 'cable' } };
  const left = afterCommit({ ...emptyDraft, holder: 'Bob', place: 'Room 283', due: '2026-11-21T17:00', lines }, ['b']);
  expect(left).toEqual({ ...emptyDraft, place: 'Room 283', lines: { b: { note: 'cable' } } });
});
