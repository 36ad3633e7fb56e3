import { z } from 'zod';
import { type Role, roles } from '../session.ts';
import * as f from './fields.ts';

const TECHNICIAN_UP = ['technician', 'coordinator', 'admin'] as const satisfies readonly Role[];
const COORDINATOR_UP = ['coordinator', 'admin'] as const satisfies readonly Role[];
const ADMIN = ['admin'] as const satisfies readonly Role[];

/** What every command may carry beside its own fields. */
const common = {
  occurredAt: f.instant.optional(),
  note: f.note.optional(),
  commandId: f.label(80).optional(),
  expectedVersion: z.number().int().nonnegative().optional(),
  dryRun: z.boolean().optional(),
} as const;

const command = <N extends string, S extends z.core.$ZodLooseShape>(name: N, own: S) =>
  z.strictObject({ command: z.literal(name), ...own, ...common });

const someField = (set: Readonly<Record<string, unknown>>): boolean => Object.keys(set).length > 0;
const NOTHING_SET = 'names no field to change';
/** In a change, null takes a value away. */

export const acceptance = z.strictObject({
  party: z.enum(['holder', 'to', 'operator']),
  name: f.personName,
  meaning: f.label(500),
  method: z.enum(['pin', 'drawn', 'witnessed']),
  /** strokes of a drawn signature: lists of [x, y] points, as JSON ≤ 32 kB */
  signature: z
    .array(z.array(z.tuple([z.number(), z.number()])).max(5000))
    .max(500)
    .refine((strokes) => JSON.stringify(strokes).length <= 32_768, 'is larger than 32 kB')
    .optional(),
  witness: f.personName.optional(),
});
export type Acceptance = z.infer<typeof acceptance>;

const correctionSet = z.record(z.string(), z.unknown());
const correction = z.strictObject({
  eventId: z.string(),
  set: correctionSet.optional(),
  void: z.literal(true).optional(),
});

export const handoverKind = z.enum(['issue', 'return', 'transfer']);
export type HandoverKind = z.infer<typeof handoverKind>;

const settingsSet = z.strictObject({
  organisation: f.label(200).optional(),
  /** completed assignments that a recipient needs within the period */
  threshold: z.number().int().min(1).max(100_000).optional(),
  /** days; null counts for ever */
  thresholdPeriodDays: z.number().int().min(1).max(3660).nullable().optional(),
  termsText: f.freeText(20_000).optional(),
  /** minutes without a key or a scan until the window locks */
  lockAfterMinutes: z.number().int().min(1).max(240).optional(),
  /** hours before the due date from which an asset counts as due soon */
  dueSoonHours: z
    .number()
    .int()
    .min(1)
    .max(24 * 60)
    .optional(),
  /** is a case ready to ship only when it is sealed? */
  sealRequired: z.boolean().optional(),
  bindPins: z.boolean().optional(),
  /** what the keyboard scanner sends after a code */
  scannerSuffix: z.enum(['enter', 'tab', 'none']).optional(),
  /** ms within which the same code is read once */
  scannerBlankingMs: z.number().int().min(0).max(60_000).optional(),
  /** most ms between two keys of one scan */
  scannerKeyGapMs: z.number().int().min(5).max(500).optional(),
});
export type SettingsSet = z.infer<typeof settingsSet>;

/**
 * Every command: its form and who may give it. The discriminated union of the forms, the table of roles and the
 * table of deciders are held together by the compiler.
 */
export const commandForms = {
  'case.add': command('case.add', {
    code: f.caseCode,
    name: f.caseName.optional(),
    slots: f.slotCount,
    labels: f.slotLabels.optional(),
    place: f.place.optional(),
  }),
  'case.change': command('case.change', {
    code: f.caseCode,
    set: z.strictObject(f.caseChanges).refine(someField, NOTHING_SET),
  }),
  'case.seal': command('case.seal', { code: f.caseCode, seal: f.sealNumber, reason: f.reason }),
  'case.unseal': command('case.unseal', { code: f.caseCode, seal: f.sealNumber, reason: f.reason }),
  'case.check': command('case.check', { code: f.caseCode, seen: z.array(f.tag).max(2000) }),
  'case.retire': command('case.retire', { code: f.caseCode, reason: f.reason }),

  'holder.add': command('holder.add', {
    name: f.personName,
    reference: f.reference.optional(),
    organisation: f.organisation.optional(),
    contact: f.contact.optional(),
  }),
  'holder.change': command('holder.change', {
    name: f.personName,
    set: z.strictObject(f.holderChanges).refine(someField, NOTHING_SET),
  }),
  'holder.deactivate': command('holder.deactivate', { name: f.personName, reason: f.reason }),

  'operator.add': command('operator.add', { name: f.personName, role: z.enum(roles), pin: f.pin }),
  'operator.set_role': command('operator.set_role', { name: f.personName, role: z.enum(roles) }),
  'operator.set_pin': command('operator.set_pin', { name: f.personName, pin: f.pin }),
  /** receipts keep the name that they were signed with */
  'operator.rename': command('operator.rename', { name: f.personName, newName: f.personName }),
  /** ends the wait after too many wrong PINs; the PIN stays */
  'operator.unlock': command('operator.unlock', { name: f.personName }),
  'operator.deactivate': command('operator.deactivate', { name: f.personName, reason: f.reason }),

  'asset.add': command('asset.add', {
    tag: f.tag,
    ...f.assetDetails,
    slot: f.slot.optional(),
    home: f.slot.optional(),
  }),
  'asset.change': command('asset.change', {
    tag: f.tag,
    set: z.strictObject({ ...f.assetChanges, home: f.erasable(f.slot) }).refine(someField, NOTHING_SET),
  }),
  'asset.place': command('asset.place', { tag: f.tag, slot: f.slot }),
  'asset.move': command('asset.move', { tag: f.tag, slot: f.slot }),
  'asset.issue': command('asset.issue', {
    tag: f.tag,
    holder: f.personName,
    dueAt: f.storedInstant.optional(),
    purpose: f.purpose.optional(),
    condition: f.condition.optional(),
  }),
  'asset.return': command('asset.return', {
    tag: f.tag,
    slot: f.slot.nullable().optional(),
    broughtBy: f.personName.optional(),
    condition: f.condition.optional(),
  }),
  'asset.transfer': command('asset.transfer', {
    tag: f.tag,
    holder: f.personName,
    dueAt: f.storedInstant.optional(),
  }),
  'asset.inspect': command('asset.inspect', { tag: f.tag, condition: f.condition, seal: f.sealNumber.optional() }),
  'asset.lose': command('asset.lose', { tag: f.tag, reason: f.reason }),
  'asset.find': command('asset.find', { tag: f.tag, slot: f.slot.nullable().optional() }),
  'asset.replace': command('asset.replace', {
    tag: f.tag,
    replacement: f.tag,
    add: z.strictObject(f.assetDetails).optional(),
    reason: f.reason,
  }),
  'asset.retire': command('asset.retire', { tag: f.tag, reason: f.reason }),
  'slot.vacate': command('slot.vacate', { slot: f.slot, reason: f.reason }),

  'queue.scan': command('queue.scan', {
    kind: handoverKind,
    code: z
      .string()
      .min(1)
      .max(400)
      .refine(
        (text) => !text.includes('\0') && !/\p{Surrogate}/u.test(text),
        'is not well-formed Unicode, or has a NUL',
      ),
  }),
  'queue.remove': command('queue.remove', { kind: handoverKind, item: z.string() }),
  'queue.discard': command('queue.discard', { kind: handoverKind }),
  'handover.commit': command('handover.commit', {
    kind: handoverKind,
    holder: f.personName.optional(),
    broughtBy: f.personName.optional(),
    to: f.personName.optional(),
    items: z
      .array(
        z.strictObject({
          tag: f.tag,
          slot: f.slot.nullable().optional(),
          condition: f.condition.optional(),
          note: f.note.optional(),
          version: z.number().int().nonnegative().optional(),
        }),
      )
      .min(1, 'names no asset')
      .max(1000),
    place: f.place.optional(),
    purpose: f.purpose.optional(),
    dueAt: f.storedInstant.optional(),
    acceptance: z.array(acceptance).max(3).optional(),
  }),

  'event.flag': command('event.flag', { eventId: z.string() }),
  'event.dismiss_flag': command('event.dismiss_flag', { eventId: z.string(), reason: f.reason }),
  'event.correct': command('event.correct', {
    reason: f.reason,
    eventId: z.string().optional(),
    set: correctionSet.optional(),
    void: z.literal(true).optional(),
    corrections: z.array(correction).min(1).max(20_000).optional(),
  }),
  /** `batch` as `import.list` names it */
  'import.undo': command('import.undo', { batch: f.uuid, reason: f.reason }),
  'assignment.dispatch': command('assignment.dispatch', {
    title: f.label(200),
    instructions: f.freeText(20_000).optional(),
    recipient: f.personName,
    assets: z.array(f.tag).max(200).optional(),
    cases: z.array(f.caseCode).max(100).optional(),
    dueAt: f.storedInstant.optional(),
    /** the assignment whose changed text this one carries */
    refersTo: f.uuid.optional(),
  }),
  'assignment.read': command('assignment.read', {
    assignmentId: z.string(),
    /** of the text that was shown */
    textHash: z.string(),
    /** given by the app when the text was opened; the window cannot read without it */
    readingId: z.string().optional(),
  }),
  'assignment.acknowledge': command('assignment.acknowledge', { assignmentId: z.string() }),
  'assignment.complete': command('assignment.complete', { assignmentId: z.string() }),
  'assignment.cancel': command('assignment.cancel', { assignmentId: z.string() }),
  'assignment.decline': command('assignment.decline', { assignmentId: z.string(), reason: f.reason }),
  'settings.change': command('settings.change', { set: settingsSet.refine(someField, NOTHING_SET) }),
  /** an admin has looked at what a restore left out; `eventId` is the restore's */
  'store.acknowledge_restore': command('store.acknowledge_restore', { eventId: z.string(), reason: f.reason }),
} as const;

export type CommandName = keyof typeof commandForms;
export type CommandOf<N extends CommandName> = z.output<(typeof commandForms)[N]>;
export type Command = { [N in CommandName]: CommandOf<N> }[CommandName];

/** Who may give which command. The one place where roles are tabled. */
export const commandRoles: { readonly [N in CommandName]: readonly Role[] } = {
  'case.add': COORDINATOR_UP,
  'case.change': COORDINATOR_UP,
  'case.seal': TECHNICIAN_UP,
  'case.unseal': TECHNICIAN_UP,
  'case.check': TECHNICIAN_UP,
  'case.retire': COORDINATOR_UP,
  'holder.add': TECHNICIAN_UP,
  'holder.change': COORDINATOR_UP,
  'holder.deactivate': COORDINATOR_UP,
  'operator.add': ADMIN,
  'operator.set_role': ADMIN,
  /** one's own PIN: anyone; another's: admin. Judged where the operator is known. */
  'operator.set_pin': roles,
  'operator.rename': ADMIN,
  'operator.unlock': ADMIN,
  'operator.deactivate': ADMIN,
  'asset.add': COORDINATOR_UP,
  'asset.change': COORDINATOR_UP,
  'asset.place': TECHNICIAN_UP,
  'asset.move': TECHNICIAN_UP,
  'asset.issue': TECHNICIAN_UP,
  'asset.return': TECHNICIAN_UP,
  'asset.transfer': TECHNICIAN_UP,
  'asset.inspect': TECHNICIAN_UP,
  'asset.lose': TECHNICIAN_UP,
  'asset.find': TECHNICIAN_UP,
  'asset.replace': COORDINATOR_UP,
  'asset.retire': COORDINATOR_UP,
  'slot.vacate': COORDINATOR_UP,
  'queue.scan': TECHNICIAN_UP,
  'queue.remove': TECHNICIAN_UP,
  'queue.discard': TECHNICIAN_UP,
  'handover.commit': TECHNICIAN_UP,
  'event.flag': TECHNICIAN_UP,
  'event.dismiss_flag': ADMIN,
  'event.correct': ADMIN,
  'import.undo': ADMIN,
  'assignment.dispatch': COORDINATOR_UP,
  /** the recipient's own steps: any role. That it is the recipient is judged where the assignment is known. */
  'assignment.read': roles,
  'assignment.acknowledge': roles,
  'assignment.complete': roles,
  'assignment.decline': roles,
  'assignment.cancel': COORDINATOR_UP,
  'settings.change': ADMIN,
  'store.acknowledge_restore': ADMIN,
};

/** Besides the role, these ask the window for a PIN that was just confirmed: they decide who may do what. */
export const pinCommands: ReadonlySet<CommandName> = new Set([
  'event.correct',
  'import.undo',
  'operator.add',
  'operator.set_role',
  'operator.set_pin',
  'operator.rename',
  'operator.unlock',
  'operator.deactivate',
]);

export function isCommandName(name: unknown): name is CommandName {
  return typeof name === 'string' && Object.hasOwn(commandForms, name);
}
