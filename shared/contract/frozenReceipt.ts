import { z } from 'zod';
import { custodyStatuses } from '../custody/place.ts';
import { roles } from '../session.ts';
import { handoverKind } from './commands.ts';

const text = z.string().nullish();
const slot = z.object({ case: z.string(), slot: z.int() });
const party = z.enum(['holder', 'to', 'operator']);

const custody = z.object({
  status: z.enum(custodyStatuses),
  case: z.string().nullable(),
  slot: z.int().nullable(),
  holder: z.string().nullable(),
});

const item = z.looseObject({
  item: z.int(),
  of: z.int(),
  tag: z.string(),
  assetId: z.string(),
  serial: text,
  model: text,
  manufacturer: text,
  from: custody,
  /** of the slot that it left or came into */
  slotLabel: text,
  condition: text,
  note: text,
});
export type FrozenItem = z.infer<typeof item>;

const acceptance = z.looseObject({
  party,
  name: z.string(),
  meaning: z.string(),
  method: z.enum(['pin', 'drawn', 'witnessed']),
  signature: z.array(z.array(z.tuple([z.number(), z.number()]))).optional(),
  witness: text,
  at: z.string(),
});
export type FrozenAcceptance = z.infer<typeof acceptance>;

/** What a receipt froze: the `data` of its event, never changed by anything later. */
export const frozenReceipt = z.looseObject({
  receipt: z.string(),
  number: z.int(),
  kind: handoverKind,
  organisation: z.string(),
  holder: text,
  holderReference: text,
  holderOrganisation: text,
  to: text,
  toReference: text,
  toOrganisation: text,
  operator: z.string(),
  operatorRole: z.enum(roles),
  place: text,
  purpose: text,
  dueAt: text,
  broughtBy: text,
  items: z.array(item),
  /** of a return: what its cases missed and had too much of, by tag */
  cases: z.array(z.object({ case: z.string(), missing: z.array(z.string()), extra: z.array(z.string()) })).default([]),
  terms: z.object({ version: z.int(), hash: z.string(), text: z.string() }),
  acceptance: z.array(acceptance),
  missingAcceptance: z.array(party),
});
export type FrozenReceipt = z.infer<typeof frozenReceipt>;

/** Where a return put an asset, as its own event says. */
export const returnedTo = z.looseObject({ slot: slot.nullish() });
