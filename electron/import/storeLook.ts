import { z } from 'zod';
import type { Session } from '../../shared/session.ts';
import { nameKey } from '../../shared/text.ts';
import type { Custody } from '../custody.ts';
import type { StoreLook } from './plan.ts';

const text = z.string().nullish();

const asset = z.object({
  tag: z.string(),
  barcode: text,
  serial: text,
  model: text,
  manufacturer: text,
  modelCode: text,
  category: text,
  notes: text,
  attributes: z.record(z.string(), z.string()).nullish(),
});

const holder = z.object({ name: z.string(), reference: text, organisation: text, contact: text });

/** What the import needs to know of a store before it asks the engine: one query for each row, one for each case. */
export function lookInto(custody: Custody, session: Session): StoreLook {
  const cases = new Map<string, boolean>();

  /** @returns null when there is none; @throws on any other refusal, which no row can be blamed for */
  function ask<T>(query: string, args: object, form: z.ZodType<T>): T | null {
    const answer = custody.query(query, args, session);
    if (answer.ok) return form.parse(answer.value);
    // A text that is no tag or name at all is known to nobody; the engine will say what is wrong with it.
    if (answer.error.code === 'NOT_FOUND' || answer.error.code === 'INVALID') return null;
    throw new Error(`${query} was refused: ${answer.error.code}`);
  }

  return {
    asset(tag) {
      const found = ask('asset.get', { tag }, asset);
      if (!found) return null;
      const { tag: known, attributes, ...details } = found;
      const said = Object.entries(details).flatMap(([field, value]) => (value ? [[field, value] as const] : []));
      return { tag: known, details: Object.fromEntries(said), attributes: attributes ?? {} };
    },
    hasCase(code) {
      const key = nameKey(code);
      const known = cases.get(key) ?? ask('case.get', { code }, z.object({})) !== null;
      cases.set(key, known);
      return known;
    },
    holder(name) {
      const found = ask('holder.get', { name }, holder);
      if (!found) return null;
      const { reference = null, organisation = null, contact = null } = found;
      return { name: found.name, reference, organisation, contact };
    },
  };
}
