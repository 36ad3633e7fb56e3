import { expect, test } from 'vitest';
import { isStorable, nameKey, tagKey } from './text.ts';

test('a tag is one however it is spaced, dashed and cased; nothing else is guessed', () => {
  const spellings = ['DDC4CY-002645', 'ddc4cy002645', ' DDC4CY 002645\n', 'DDC4CY–002645', 'DDC4\u00a0CY\u2011002645'];
  expect(new Set(spellings.map(tagKey))).toEqual(new Set(['DDC4CY002645']));
  expect(['DDC4CY.002645', 'DDC4CY_002645', 'DDC4CYO02645', 'DDC4CY0026450'].map(tagKey)).not.toContain('DDC4CY002645');
  expect(tagKey(' - – ')).toBe('');
});

test('a name is one without case and spaces around it; spaces inside it count', () => {
  expect(nameKey('  Émile ZOLA ')).toBe(nameKey('émile zola'));
  expect(nameKey('Emile Zola')).not.toBe(nameKey('Émile Zola'));
  expect(nameKey('Anna Maria')).not.toBe(nameKey('AnnaMaria'));
});

test('text is stored only if it comes back as it was', () => {
  expect(['', 'Funkgerät 漢字 🛰', '\t\n'].map(isStorable)).toEqual([true, true, true]);
  expect(['a\0b', '\uD83D', 'x\uDEF0y', '\uDEF0\uD83D'].map(isStorable)).toEqual([false, false, false, false]);
});
