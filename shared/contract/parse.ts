import type { z } from 'zod';
import { accept, type Result, refuse } from '../result.ts';
import { type Command, type CommandName, commandForms } from './commands.ts';

/** The first issue of a failed parse as a refusal that names the field and says what is wrong with it. */
export function invalid(error: z.core.$ZodError, prefix = ''): Result<never> {
  const all = error.issues.map((issue) => {
    const unknown = issue.code === 'unrecognized_keys' ? issue.keys[0] : undefined;
    const path = [...issue.path, ...(unknown === undefined ? [] : [unknown])].map(String).join('.');
    return { field: `${prefix}${path}`, why: whyNot(issue) };
  });
  const [first = { field: prefix, why: 'is not of the right form' }] = all;
  return refuse('INVALID', all.length > 1 ? { ...first, all } : first);
}

/** What is wrong with a field, in words that continue a sentence; a form's own message is such words already. */
function whyNot(issue: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys') return 'is not a known field';
  if (!/^(Invalid|Too (small|big))/.test(issue.message)) return issue.message;
  switch (issue.code) {
    case 'invalid_type':
      return issue.message.endsWith('received undefined')
        ? 'is missing'
        : `must be ${KINDS[issue.expected] ?? 'another kind of value'}`;
    case 'invalid_value':
      return `must be ${issue.values.length > 1 ? 'one of ' : ''}${issue.values.join(', ')}`;
    case 'too_small':
      return issue.origin === 'string' || issue.origin === 'array'
        ? 'must not be empty'
        : `must be at least ${issue.minimum}`;
    case 'too_big':
      if (issue.origin === 'string') return `must be no longer than ${issue.maximum} characters`;
      return issue.origin === 'array'
        ? `must have no more than ${issue.maximum} entries`
        : `must be at most ${issue.maximum}`;
    default:
      return 'is not of the right form';
  }
}

const KINDS: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  tuple: 'a list',
  object: 'an object',
  record: 'an object',
};

/** The field by which each command names what it is about; `id` may stand in its place. */
const namedBy: Partial<Record<CommandName, 'code' | 'name' | 'tag'>> = {
  'case.change': 'code',
  'case.seal': 'code',
  'case.unseal': 'code',
  'case.check': 'code',
  'case.retire': 'code',
  'holder.change': 'name',
  'holder.deactivate': 'name',
  'operator.set_role': 'name',
  'operator.set_pin': 'name',
  'operator.rename': 'name',
  'operator.unlock': 'name',
  'operator.deactivate': 'name',
  'asset.change': 'tag',
  'asset.place': 'tag',
  'asset.move': 'tag',
  'asset.issue': 'tag',
  'asset.return': 'tag',
  'asset.transfer': 'tag',
  'asset.inspect': 'tag',
  'asset.lose': 'tag',
  'asset.find': 'tag',
  'asset.replace': 'tag',
  'asset.retire': 'tag',
};

/** A command of this name, or INVALID with the field and what is wrong with it. */
export function parseCommand(name: CommandName, raw: Readonly<Record<string, unknown>>): Result<Command> {
  const key = namedBy[name];
  const { id, ...rest } = raw;
  const named = key !== undefined && id !== undefined && raw[key] === undefined ? { ...rest, [key]: id } : raw;
  const parsed = commandForms[name].safeParse(named);
  return parsed.success ? accept(parsed.data) : invalid(parsed.error);
}
