import { expect, test } from 'vitest';
import type { Terminal } from './terminal.ts';
import { defineVerb, WrongUsage } from './verb.ts';

/** Whoever would be at the screen. */
function screen(): Terminal & { readonly shown: string[] } {
  const shown: string[] = [];
  return {
    shown,
    input: (async function* () {})(),
    out: async (text) => {
      shown.push(text);
    },
    say: (text) => shown.push(text),
    ask: async () => null,
    stopSignal: () => new AbortController().signal,
  };
}

const given: unknown[] = [];
const verb = defineVerb({
  name: 'paint',
  summary: 'paint a wall',
  usage: 'WALL [--colour NAME] [--twice]',
  options: { colour: { type: 'string' }, twice: { type: 'boolean' } },
  words: { min: 1, max: 1 },
  run: async (values, words) => {
    given.push({ ...values, words });
    return 0;
  },
});

test('a verb is given its options and words', async () => {
  await verb.run(['--colour', 'red', 'north', '--twice'], screen());
  await verb.run(['--colour=--odd', '--', '-wall'], screen());
  expect(given).toEqual([
    { colour: 'red', twice: true, words: ['north'] },
    { colour: '--odd', words: ['-wall'] },
  ]);
});

test.each([
  [[], 'something is missing behind "paint"'],
  [['north', 'south'], '"south" is one word too many'],
  [['north', '--shade', 'x'], "Unknown option '--shade'"],
  [['north', '--colour'], "Option '--colour <value>' argument missing"],
  [['north', '--colour='], '--colour has nothing behind it'],
  [['north', '--colour', ''], '--colour has nothing behind it'],
  [['north', '--colour', 'red', '--colour', 'blue'], '--colour is there twice'],
  [['north', '--twice=yes'], "Option '--twice' does not take an argument"],
  [['north', '--pin', '123456'], 'a PIN is never an argument: set ASSETTRACK_PIN, or type it when asked'],
  [['north', '--PIN=123456'], 'a PIN is never an argument: set ASSETTRACK_PIN, or type it when asked'],
])('%j is wrong usage, and nothing is done', async (args, message) => {
  const before = given.length;
  await expect(verb.run(args, screen())).rejects.toThrow(new WrongUsage(message));
  expect(given.length).toBe(before);
});

test('asked for help, a verb shows how it is used and does nothing', async () => {
  const before = given.length;
  const shown = screen();
  expect(await verb.run(['--help'], shown)).toBe(0);
  expect(shown.shown).toEqual(['assettrack paint WALL [--colour NAME] [--twice]\n']);
  expect(given.length).toBe(before);
});
