import { expect, test } from 'vitest';
import { diffLines, fieldWords } from './diffLines.ts';

const text = (words: string) => ({ is: 'text', text: words });

test('a slot is read as one thing, a moment as a moment, yes and no as words', () => {
  expect(
    diffLines([
      { field: 'slot', before: { case: 'CASE-7', slot: 1 }, after: { case: 'CASE-8', slot: 2 } },
      { field: 'dueAt', before: null, after: '2026-11-21T08:00:00.000Z' },
      { field: 'active', before: true, after: false },
      { field: 'slots', before: 4, after: 12 },
    ]),
  ).toEqual([
    { field: 'slot', before: text('CASE-7 / 1'), after: text('CASE-8 / 2') },
    { field: 'dueAt', before: null, after: { is: 'moment', at: '2026-11-21T08:00:00.000Z' } },
    { field: 'active', before: { is: 'yes' }, after: { is: 'no' } },
    { field: 'slots', before: text('4'), after: text('12') },
  ]);
});

test('of a nested value only the parts that differ are told, each by its name', () => {
  const before = { Colour: 'red', Weight: '2 kg', box: { lid: 'open', key: 'A' } };
  const after = { Colour: 'blue', Weight: '2 kg', box: { lid: 'shut', key: 'A' }, Origin: 'store' };
  expect(diffLines([{ field: 'attributes', before, after }])).toEqual([
    { field: 'attributes.Colour', before: text('red'), after: text('blue') },
    { field: 'attributes.box.lid', before: text('open'), after: text('shut') },
    { field: 'attributes.Origin', before: null, after: text('store') },
  ]);
});

test('what changes its kind is told whole; lists of words are one line, lists of things one line a part', () => {
  expect(
    diffLines([
      { field: 'home', before: 'unplaced', after: { case: 'CASE-7', slot: 1 } },
      { field: 'custody', before: 'lost', after: { holder: 'Bob', dueAt: null, since: 'x' } },
      { field: 'seen', before: null, after: ['A-1', 'A-2'] },
      { field: 'parties', before: null, after: [{ name: 'Bob' }, { name: 'Ada' }] },
    ]),
  ).toEqual([
    { field: 'home', before: text('unplaced'), after: text('CASE-7 / 1') },
    { field: 'custody', before: text('lost'), after: text('{"holder":"Bob","dueAt":null,"since":"x"}') },
    { field: 'seen', before: null, after: text('A-1, A-2') },
    { field: 'parties.0.name', before: null, after: text('Bob') },
    { field: 'parties.1.name', before: null, after: text('Ada') },
  ]);
});

test('fields are named in words; names that people gave stay as they are', () => {
  expect(['dueAt', 'slots', 'attributes.Batch No', 'modelCode'].map(fieldWords)).toEqual([
    'due at',
    'slots',
    'attributes: Batch No',
    'model code',
  ]);
});
