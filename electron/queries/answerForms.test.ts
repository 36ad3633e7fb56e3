import { afterAll, beforeAll, expect, test } from 'vitest';
import { readAnswer, readQueries } from '../../shared/ipc/answerForms.ts';
import { beginStory, type QueryStory } from '../testing/queryStory.ts';

let story: QueryStory;

beforeAll(async () => {
  story = await beginStory();
  const { tell } = story;
  await tell('case.add', { code: 'CASE-1', slots: 3, labels: { 1: 'left' } });
  await tell('holder.add', { name: 'Bob' });
  for (const n of [1, 2]) await tell('asset.add', { tag: `LAP-${n}`, slot: { case: 'CASE-1', slot: n } });
  await tell('queue.scan', { kind: 'issue', code: 'LAP-2' });
  await tell('handover.commit', { kind: 'issue', holder: 'Bob', items: [{ tag: 'LAP-1' }] });
});
afterAll(() => story.end());

const ARGS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'case.get': { code: 'CASE-1' },
  'case.spans': { code: 'CASE-1' },
  'asset.get': { tag: 'LAP-1' },
  'asset.history': { tag: 'LAP-1' },
  'asset.spans': { tag: 'LAP-1' },
  'holder.get': { name: 'Bob' },
  'holder.history': { name: 'Bob' },
  'event.behind': { entityType: 'setting', field: 'organisation' },
  'queue.get': { kind: 'issue' },
  search: { text: 'LAP-1' },
};
/** Ask for what this story does not have, or has under a number of its own. */
const NOT_HERE = ['assignment.get', 'event.get', 'handover.get'];

test('every query answers in the form that the window reads', () => {
  const asked = readQueries.filter((name) => !NOT_HERE.includes(name));
  for (const name of asked) readAnswer(name, story.ask(name, ARGS[name] ?? {}));
  const [receipt] = story.ask<{ rows: { receipt: string; eventId: string }[] }>('handover.list', {}).rows;
  readAnswer('handover.get', story.ask('handover.get', { receipt: receipt?.receipt }));
  readAnswer('event.get', story.ask('event.get', { eventId: receipt?.eventId }));
});

test('an answer of another form is a bug that is said with its place', () => {
  const rows = [{ item: '1', code: 'LAP-2', tag: null, repeats: 0 }, { item: 2 }];
  expect(() => readAnswer('queue.get', { kind: 'issue', rows })).toThrow(/queue\.get.*rows/s);
  expect(() => readAnswer('nothing', 7)).not.toThrow();
});
