import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { refusalCodes } from '../refusal.ts';
import { commandForms } from './commands.ts';
import { queryForms } from './queries.ts';

const page = (name: string): string =>
  readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'reference', name), 'utf8');

/** Everything in backticks. */
const named = (text: string): ReadonlySet<string> =>
  new Set([...text.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code.split(' ')[0] ?? ''));

test('the reference names every command, and none that is not there', () => {
  const commands = named(page('commands.md'));
  const areas = /^(case|holder|operator|asset|slot|queue|handover|event|import|assignment|settings|store)[.]\w+$/;
  expect([...commands].filter((name) => areas.test(name)).sort()).toEqual(Object.keys(commandForms).sort());
});

test('the reference names every refusal', () => {
  const codes = named(page('commands.md'));
  expect(refusalCodes.filter((code) => !codes.has(code))).toEqual([]);
});

test('the reference names every query', () => {
  const queries = page('queries.md');
  expect(Object.keys(queryForms).filter((name) => !queries.includes(`\`${name}`))).toEqual([]);
});
