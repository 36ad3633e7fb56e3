import { z } from 'zod';
import { assignmentStatuses } from '../assignment/assignment.ts';
import { custodyStatuses } from '../custody/place.ts';
import { streamTypes } from '../event.ts';
import { type Role, roles } from '../session.ts';
import { parseInstant } from '../time.ts';
import { handoverKind } from './commands.ts';
import * as f from './fields.ts';
import { changeKinds, exceptionKinds } from './trailAnswers.ts';

/** A moment, as ms since 1970 UTC once it is parsed. */
const moment = f.instant.transform((text) => parseInstant(text)?.at ?? 0);
const at = { at: moment.optional() } as const;
const onBothAxes = { ...at, knownAt: moment.optional() } as const;

const limit = (fallback: number) => z.int().min(1).max(1000).default(fallback);
/** Every list: pages by key, so that a page costs the same wherever it lies. */
const page = (order: 'asc' | 'desc' = 'asc') =>
  ({
    limit: limit(100),
    cursor: z.string().max(2000).optional(),
    order: z.enum(['asc', 'desc']).default(order),
  }) as const;

/** Something looked for in a column: every part of it that the spaces separate, anywhere, without case. */
const filter = f.freeText(200).optional();
const status = z.enum(custodyStatuses);

/** What a table of assets can be sorted by. */
export const assetColumns = [
  'tag',
  'barcode',
  'model',
  'serial',
  'manufacturer',
  'modelCode',
  'category',
  'status',
  'case',
  'holder',
  'home',
  'condition',
  'since',
  'dueAt',
] as const;
export type AssetColumn = (typeof assetColumns)[number];

const auditEntityTypes = [...streamTypes, 'setting'] as const;

/** Every query: the form of its arguments. Whatever a form does not name is refused. */
export const queryForms = {
  custody: z.strictObject({
    ...onBothAxes,
    case: f.caseCode.optional(),
    holder: f.personName.optional(),
    status: status.optional(),
    ...page(),
  }),
  'case.list': z.strictObject({ text: filter, retired: z.boolean().optional(), ...onBothAxes, ...page() }),
  'case.get': z.strictObject({ code: f.caseCode, ...onBothAxes }),
  'case.spans': z.strictObject({
    code: f.caseCode,
    slot: z.int().min(1).max(100_000).optional(),
    ...onBothAxes,
    limit: limit(100),
    cursor: z.string().max(2000).optional(),
  }),
  'asset.get': z.strictObject({ tag: f.tag, ...onBothAxes }),
  'asset.list': z.strictObject({
    text: filter,
    tag: filter,
    barcode: filter,
    model: filter,
    serial: filter,
    manufacturer: filter,
    modelCode: filter,
    category: filter,
    case: filter,
    holder: filter,
    home: filter,
    condition: filter,
    status: z.union([status, z.array(status).min(1).max(5)]).optional(),
    sort: z.enum(assetColumns).default('tag'),
    ...onBothAxes,
    ...page(),
    /** rows to pass over, for a table that is scrolled into its middle; instead of a cursor */
    offset: z.int().min(0).max(10_000_000).default(0),
  }),
  'asset.history': z.strictObject({
    tag: f.tag,
    as: z.enum(['recorded', 'effective']).default('recorded'),
    ...onBothAxes,
    ...page(),
  }),
  'asset.spans': z.strictObject({ tag: f.tag, ...onBothAxes, ...page() }),
  'holder.list': z.strictObject({ text: filter, active: z.boolean().optional(), ...onBothAxes, ...page() }),
  'holder.get': z.strictObject({ name: f.personName, ...onBothAxes }),
  'holder.history': z.strictObject({ name: f.personName, ...onBothAxes, ...page() }),
  'operator.list': z.strictObject({ active: z.boolean().optional(), ...page() }),
  'queue.get': z.strictObject({ kind: handoverKind }),
  'handover.list': z.strictObject({
    kind: handoverKind.optional(),
    holder: f.personName.optional(),
    operator: f.personName.optional(),
    from: moment.optional(),
    to: moment.optional(),
    ...onBothAxes,
    ...page('desc'),
  }),
  'handover.get': z.strictObject({ receipt: f.label(80), knownAt: moment.optional() }),
  'event.get': z.strictObject({ eventId: f.uuid, knownAt: moment.optional() }),
  /** which event a fact comes from; `entity` is a tag, a code or a name, and absent for a setting */
  'event.behind': z.strictObject({
    entityType: z.enum(['asset', 'case', 'holder', 'operator', 'setting']),
    entity: f.label(120).optional(),
    field: f.label(140),
    ...onBothAxes,
  }),
  'settings.get': z.strictObject({}),
  'audit.list': z.strictObject({
    entityType: z.enum(auditEntityTypes).optional(),
    entityId: f.label(120).optional(),
    /** this event alone */
    eventId: f.uuid.optional(),
    /** of one import, as `import.list` names it: what it recorded, and that it did */
    batch: f.uuid.optional(),
    actor: f.personName.optional(),
    from: moment.optional(),
    to: moment.optional(),
    ...onBothAxes,
    ...page('desc'),
  }),
  'assignment.list': z.strictObject({
    recipient: f.personName.optional(),
    status: z.union([z.enum(assignmentStatuses), z.array(z.enum(assignmentStatuses)).min(1).max(6)]).optional(),
    /** an asset or a case that it concerns, by tag or code */
    concerns: f.label(80).optional(),
    ...onBothAxes,
    ...page('desc'),
  }),
  'assignment.get': z.strictObject({ assignmentId: z.string(), ...onBothAxes }),
  'threshold.list': z.strictObject({ ...onBothAxes, ...page() }),
  /** each time somebody reached the threshold or fell below it */
  'threshold.crossings': z.strictObject({
    recipient: f.personName.optional(),
    from: moment.optional(),
    ...onBothAxes,
    ...page('desc'),
  }),
  'import.list': z.strictObject({ ...page('desc') }),
  'overdue.list': z.strictObject({ ...onBothAxes, ...page() }),
  'exceptions.list': z.strictObject({ ...onBothAxes, kind: z.enum(exceptionKinds).optional(), ...page('desc') }),
  compare: z.strictObject({
    from: moment,
    to: moment.optional(),
    knownAt: moment.optional(),
    /** it was in the case, or is there now */
    case: f.caseCode.optional(),
    holder: f.personName.optional(),
    kind: z.enum(changeKinds).optional(),
    text: filter,
    /** by tag alone, or by kind and then by tag */
    sort: z.enum(['tag', 'kind']).default('tag'),
    ...page(),
  }),
  search: z.strictObject({ text: f.freeText(400), limit: z.int().min(1).max(50).default(20), ...onBothAxes }),
  'store.info': z.strictObject({}),
  'store.health': z.strictObject({}),
} as const;

export type QueryName = keyof typeof queryForms;
export type QueryArgs<N extends QueryName> = z.output<(typeof queryForms)[N]>;

/** Who may ask. A queue belongs to who is signed in; everything else may be read by whoever can open the store. */
export const queryRoles: { readonly [N in QueryName]: readonly Role[] | 'anyone' } = {
  custody: 'anyone',
  'case.list': 'anyone',
  'case.get': 'anyone',
  'case.spans': 'anyone',
  'asset.get': 'anyone',
  'asset.list': 'anyone',
  'asset.history': 'anyone',
  'asset.spans': 'anyone',
  'holder.list': 'anyone',
  'holder.get': 'anyone',
  'holder.history': 'anyone',
  'operator.list': 'anyone',
  'queue.get': roles,
  'handover.list': 'anyone',
  'handover.get': 'anyone',
  'event.get': 'anyone',
  'event.behind': 'anyone',
  'settings.get': 'anyone',
  'audit.list': 'anyone',
  'assignment.list': 'anyone',
  'assignment.get': 'anyone',
  'threshold.list': 'anyone',
  'threshold.crossings': 'anyone',
  'import.list': 'anyone',
  'overdue.list': 'anyone',
  'exceptions.list': 'anyone',
  compare: 'anyone',
  search: 'anyone',
  'store.info': 'anyone',
  'store.health': 'anyone',
};

/** The field by which a query names what it is about; `id` may stand in its place. */
export const queryNamedBy: Partial<Record<QueryName, 'code' | 'name' | 'tag'>> = {
  'case.get': 'code',
  'case.spans': 'code',
  'asset.get': 'tag',
  'asset.history': 'tag',
  'asset.spans': 'tag',
  'holder.get': 'name',
  'holder.history': 'name',
};

/** Does the query answer for a past moment, on this axis (`at`, `knownAt`)? */
export function queryTakes(name: QueryName, axis: string): boolean {
  return Object.hasOwn(queryForms[name].shape, axis);
}

export function isQueryName(name: string): name is QueryName {
  return Object.hasOwn(queryForms, name);
}
