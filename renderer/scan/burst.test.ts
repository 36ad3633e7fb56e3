import { describe, expect, test } from 'vitest';
import { type Heard, openBlanking, openBurst } from './burst.ts';

const settings = { suffix: 'enter', keyGapMs: 40 } as const;

/** What is heard when these keys come `gap` ms after each other. */
function hear(burst: ReturnType<typeof openBurst>, keys: readonly string[], gap: number, from = 0): readonly Heard[] {
  return keys.map((key, i) => burst.key({ key, at: from + i * gap }));
}

describe('a scanner', () => {
  test('is heard as one code, with the capitals it presses Shift for', () => {
    const keys = ['Shift', 'D', 'Shift', 'C', '-', '7', 'Enter'];
    expect(hear(openBurst(settings), keys, 4).at(-1)).toEqual({ is: 'scan', scan: { code: 'DC-7', slowest: 8 } });
  });

  test('is heard twice in a row, and keeps what it read as it read it', () => {
    const burst = openBurst(settings);
    expect(hear(burst, [...'a b', 'Enter'], 10).at(-1)).toEqual({ is: 'scan', scan: { code: 'a b', slowest: 10 } });
    expect(hear(burst, [...'ÄÖ1', 'Enter'], 10, 40).at(-1)).toEqual({ is: 'scan', scan: { code: 'ÄÖ1', slowest: 10 } });
  });

  test('without a suffix is heard by the silence after it', () => {
    const burst = openBurst({ suffix: 'none', keyGapMs: 40 });
    expect(hear(burst, [...'7004'], 5).map(({ is }) => is)).toEqual(['first', 'burst', 'burst', 'burst']);
    expect(burst.silence()).toEqual({ code: '7004', slowest: 5 });
    expect(burst.silence()).toBeNull();
  });

  test('with another suffix does not end at Enter', () => {
    const burst = openBurst({ suffix: 'tab', keyGapMs: 40 });
    expect(hear(burst, [...'7004', 'Enter'], 5).at(-1)).toEqual({ is: 'typing' });
    expect(hear(burst, [...'7004', 'Tab'], 5, 100).at(-1)).toEqual({ is: 'scan', scan: { code: '7004', slowest: 5 } });
  });
});

describe('a person', () => {
  test('who types fast and ends with Enter is no scanner', () => {
    expect(hear(openBurst(settings), [...'case', 'Enter'], 60).map(({ is }) => is)).toEqual([
      'first',
      'first',
      'first',
      'first',
      'typing',
    ]);
  });

  test('who rolls two keys over and presses Enter at once is none either', () => {
    expect(hear(openBurst(settings), ['t', 'h', 'Enter'], 15).at(-1)).toEqual({ is: 'typing' });
  });

  test('who walks with the arrows ends what had begun', () => {
    expect(hear(openBurst(settings), ['7', '0', 'ArrowLeft', '0', 'Enter'], 5).at(-1)).toEqual({ is: 'typing' });
  });

  test('who waits with Enter after a burst means that Enter', () => {
    const burst = openBurst(settings);
    hear(burst, [...'7004'], 5);
    expect(burst.key({ key: 'Enter', at: 500 })).toEqual({ is: 'typing' });
  });
});

test('the same code counts once while the scanner rests on the label', () => {
  const blanking = openBlanking(1000);
  expect(blanking.repeats('A', 0)).toBe(false);
  expect(blanking.repeats('A', 900)).toBe(true);
  expect(blanking.repeats('A', 1800)).toBe(true);
  expect(blanking.repeats('B', 1900)).toBe(false);
  expect(blanking.repeats('A', 2000)).toBe(false);
  expect(blanking.repeats('A', 3001)).toBe(false);
});
