import { z } from 'zod';

export const assignmentStatuses = [
  'dispatched',
  'delivered',
  'read',
  'acknowledged',
  'completed',
  'cancelled',
] as const;
export type AssignmentStatus = (typeof assignmentStatuses)[number];

/** The step that each event is. A decline is a note on the record and no step. */
export const statusOf: Readonly<Record<string, AssignmentStatus>> = {
  ASSIGNMENT_DISPATCHED: 'dispatched',
  ASSIGNMENT_DELIVERED: 'delivered',
  ASSIGNMENT_READ: 'read',
  ASSIGNMENT_ACKNOWLEDGED: 'acknowledged',
  ASSIGNMENT_COMPLETED: 'completed',
  ASSIGNMENT_CANCELLED: 'cancelled',
};

/** From which state each step may be taken; nothing follows `completed` and `cancelled`. */
export const stepsFrom: { readonly [S in Exclude<AssignmentStatus, 'dispatched'>]: readonly AssignmentStatus[] } = {
  delivered: ['dispatched'],
  read: ['delivered'],
  acknowledged: ['read'],
  completed: ['acknowledged'],
  cancelled: ['dispatched', 'delivered', 'read', 'acknowledged'],
};

const concernedAsset = z.object({
  tag: z.string(),
  assetId: z.string(),
  model: z.string().optional(),
  custody: z.string(),
});
const concernedCase = z.object({
  case: z.string(),
  caseId: z.string(),
  name: z.string().optional(),
  slots: z.number(),
});

/** What a dispatch froze: the text that is read is this one, whatever changes afterwards. */
export const dispatchedForm = z.object({
  title: z.string(),
  instructions: z.string().optional(),
  recipient: z.string(),
  recipientId: z.string(),
  assets: z.array(concernedAsset),
  cases: z.array(concernedCase),
  dueAt: z.string().optional(),
  refersTo: z.string().optional(),
  text: z.string(),
  textHash: z.string(),
});
export type Dispatched = z.infer<typeof dispatchedForm>;

/** `2026-11-21 11:30 UTC`: the text is the same on every laptop, so it knows no zone. @param instant  RFC 3339 in UTC */
const utcMinute = (instant: string): string => `${instant.slice(0, 16).replace('T', ' ')} UTC`;

/** The text that is read and hashed: title, instructions, and what it concerns as it stood. One line for each thing. */
export function assignmentText(given: Omit<Dispatched, 'text' | 'textHash' | 'recipientId'>): string {
  const { title, instructions, recipient, assets, cases, dueAt } = given;
  return [
    title,
    '',
    ...(instructions ? [instructions, ''] : []),
    `For: ${recipient}`,
    ...(dueAt ? [`Due: ${utcMinute(dueAt)}`] : []),
    ...assets.map(({ tag, model, custody }) => `Asset: ${tag}${model ? `, ${model}` : ''}; ${custody}`),
    ...cases.map((one) => `Case: ${one.case}${one.name ? `, ${one.name}` : ''}; ${one.slots} slots`),
  ].join('\n');
}
