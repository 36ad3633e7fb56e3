import { z } from 'zod';
import type { QueryName } from '../contract/queries.ts';

const text = z.string();
const known = text.nullable();
const count = z.int();
const flag = z.boolean();
const slot = z.looseObject({ case: text, slot: count }).nullable();
const custody = { status: text, case: known, slot: count.nullable(), holder: known };
const held = { ...custody, tag: text, since: text, dueAt: known, corrected: flag };
const event = { seq: count, eventId: text, type: text, streamType: text, occurredAt: text, recordedAt: text };
const changes = z.array(z.looseObject({ field: text }));
const entry = { ...event, changes, chain: z.array(z.looseObject(event)), effective: flag };
const span = { ...custody, tag: text, from: text, to: known, gap: flag, openedBy: text };
const box = { caseId: text, code: text, slots: count, inPlace: count, out: count, readyToShip: flag, version: count };
const holder = { holderId: text, name: text, active: flag, holding: count, overdue: count, version: count };
const handover = { handoverId: text, receipt: text, kind: text, operator: text, items: count, eventId: text };
const assignment = { assignmentId: text, title: text, recipient: text, status: text, dispatchedAt: text };

/** A list may be long, and its rows come out of one statement: the first and the last are read, for all of them. */
const rows = (row: z.ZodRawShape) => {
  const form = z.looseObject(row);
  return z.array(z.unknown()).superRefine((all, context) => {
    for (const at of new Set([0, all.length - 1])) {
      const read = all.length === 0 ? null : form.safeParse(all[at]);
      if (read && !read.success) context.addIssue({ code: 'custom', message: z.prettifyError(read.error), path: [at] });
    }
  });
};
const page = (row: z.ZodRawShape) => z.looseObject({ rows: rows(row), next: known, total: count.optional() });

/**
 * What views rely on in the answers to queries, in the window: main made them out of rows of our own tables, so that
 * this guards against a mistake of ours, not against a stranger. Details that no view branches on are left out.
 */
const forms: Readonly<Partial<Record<QueryName, z.ZodType>>> = {
  custody: page(held),
  'case.list': page(box),
  'case.get': z.looseObject({ ...box, rows: rows({ slot: count, state: text, overdue: flag }) }),
  'case.spans': page(span),
  'asset.get': z.looseObject({ ...held, assetId: text, home: slot, attributes: z.record(text, text), version: count }),
  'asset.list': page({ ...held, assetId: text, home: slot, overdue: flag, version: count }),
  'asset.history': page(entry),
  'asset.spans': page(span),
  'holder.list': page(holder),
  'holder.get': z.looseObject({ ...holder, assets: rows(held) }),
  'holder.history': page(span),
  'event.get': z.looseObject(entry),
  'event.behind': z.looseObject({ eventId: known, entityType: known, entity: known }),
  'operator.list': page({ operatorId: text, name: text, role: text, active: flag, version: count }),
  'queue.get': z.looseObject({ kind: text, rows: rows({ item: text, code: text, tag: known, repeats: count }) }),
  'handover.list': page(handover),
  'handover.get': z.looseObject({ ...handover, event: z.looseObject(event), assetEvents: rows(entry) }),
  'audit.list': page({ seq: count, eventId: text, at: text, action: text, entityType: text, entityId: text, changes }),
  'assignment.list': page(assignment),
  'assignment.get': z.looseObject({ ...assignment, text, textHash: text, log: rows({ id: text, status: text }) }),
  'threshold.list': page({ recipient: text, completed: count, threshold: count, reached: flag }),
  'overdue.list': page({ ...held, state: text }),
  'exceptions.list': page({ kind: text, eventId: text, at: text }),
  search: z.looseObject({ rows: rows({ kind: text, id: text, title: text, exact: flag, words: text }) }),
  'settings.get': z.looseObject({ organisation: text, lockAfterMinutes: z.number() }),
  'store.info': z.looseObject({ organisation: text, lastSeq: count, counts: z.record(text, count) }),
};

/** Reads what a query answered. @throws when it is not as its views rely on: a bug */
export function readAnswer(name: string, value: unknown): void {
  // A name that is not listed has no form; what it answers is read by whoever asks.
  const read = Object.hasOwn(forms, name) ? forms[name as QueryName]?.safeParse(value) : undefined;
  if (read && !read.success)
    throw new Error(`the answer to ${name} is not of its form: ${z.prettifyError(read.error)}`);
}

/** The queries whose answers are read. */
export const readQueries = Object.keys(forms) as readonly QueryName[]; // a record's own keys
