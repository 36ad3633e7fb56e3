import { expect, test } from 'vitest';
import { isFiltered, queryOf, requestOf, stateOf, type TableState, usualState } from './tableState.ts';

test('what the table shows goes into its address and comes back', () => {
  const state: TableState = {
    text: 'rugged',
    filters: { status: 'holder', holder: 'north', condition: 'worn' },
    sort: 'dueAt',
    order: 'desc',
    columns: ['tag', 'holder', 'dueAt'],
  };
  expect(stateOf(queryOf(state))).toEqual(state);
  expect(queryOf(usualState)).toEqual({});
  expect(stateOf({})).toEqual(usualState);
});

test('an address that says nonsense shows the usual table', () => {
  const query = { status: 'stolen', condition: 'new', sort: '-colour', columns: 'colour', since: 'x', colour: 'red' };
  expect(stateOf(query)).toEqual({ ...usualState, order: 'desc' });
});

test('main is asked for what was typed, without blanks', () => {
  const state = { ...usualState, text: '  ', filters: { model: ' r7 ', tag: ' ', status: 'lost' } };
  expect(requestOf(state)).toEqual({ model: 'r7', status: 'lost', sort: 'tag', order: 'asc' });
  expect(isFiltered(state)).toBe(true);
  expect(isFiltered({ ...usualState, filters: { tag: ' ' } })).toBe(false);
});
