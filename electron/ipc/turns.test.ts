import { expect, test } from 'vitest';
import { openTurns } from './turns.ts';

test('of many requests at once the first is done now, each other in a turn of its own, and the rest is refused', async () => {
  const calls: (() => void)[] = [];
  const turns = openTurns((call) => void calls.push(call), 2);
  const done: number[] = [];
  const ask = (n: number) =>
    turns.take(async () => {
      done.push(n);
      return n;
    });
  const answers = [1, 2, 3, 4].map(ask);
  expect(done).toEqual([1]);
  expect(answers[3]).toBeNull();
  calls.shift()?.();
  expect(done).toEqual([1, 2]);
  calls.shift()?.();
  calls.shift()?.();
  expect(await Promise.all(answers.map(async (answer) => answer))).toEqual([1, 2, 3, null]);
  // Nothing waits any more: the next is done at once again.
  await ask(5);
  expect(done).toEqual([1, 2, 3, 5]);
});

test('what somebody does overtakes what views ask, and keeps its own order', async () => {
  const calls: (() => void)[] = [];
  const turns = openTurns((call) => void calls.push(call));
  const done: string[] = [];
  const ask = (what: string, patient: boolean) => turns.take(async () => void done.push(what), patient);
  for (const what of ['first page', 'second page', 'third page']) void ask(what, true);
  for (const what of ['scan', 'lock']) void ask(what, false);
  while (calls.length > 0) calls.shift()?.();
  expect(done).toEqual(['first page', 'scan', 'lock', 'second page', 'third page']);
});
