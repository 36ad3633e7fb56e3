import { z } from 'zod';
import { restorePreview } from '../backup/restorePreview.ts';
import { papers, reportFilterForm, reportNames, saveFormats } from '../contract/reports.ts';
import { streamTypes } from '../event.ts';
import { importKinds } from '../import/importForm.ts';
import { importTask } from '../import/importTask.ts';
import { labelWish } from '../labels/labelWish.ts';
import { openedPack } from '../pack/checkedPack.ts';
import { refusalCodes } from '../refusal.ts';
import { roles } from '../session.ts';
import type { ChannelName, EndpointName } from './names.ts';

/** Characters of JSON text that one request may have. A batch of 20,000 corrections stays below 4 million. */
export const MAX_REQUEST_CHARS = 8_000_000;

const nothing = z.strictObject({});
const refusal = z.object({
  code: z.enum(refusalCodes),
  /** the sentence for a person, from `shared/words.ts` */
  message: z.string(),
  details: z.record(z.string(), z.unknown()).readonly(),
});
/** A "no" that was to be expected, as it crosses to the window. */
export type Refused = z.output<typeof refusal>;

const result = <T extends z.ZodType>(value: T) =>
  z.discriminatedUnion('ok', [
    z.object({ ok: z.literal(true), value }),
    z.object({ ok: z.literal(false), error: refusal }),
  ]);
/** What an endpoint that may decline answers. */
export type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: Refused };

const commandResult = z.discriminatedUnion('ok', [
  z.looseObject({
    ok: z.literal(true),
    events: z.array(z.looseObject({ seq: z.int(), eventId: z.string() })).readonly(),
  }),
  z.looseObject({ ok: z.literal(false), error: refusal }),
]);

/** A command in the contract's own form; main judges it with the form of its name. */
const anyCommand = z.looseObject({ command: z.string().max(60) });
const name = z.string().max(200);
/** Judged as a PIN in main alone; here it only has a bound. */
const pin = z.string().max(64);

const operator = z.object({ operatorId: z.string(), name: z.string(), role: z.enum(roles) });
export type OperatorName = z.output<typeof operator>;

export const sessionState = z.discriminatedUnion('status', [
  z.object({ status: z.literal('signed-out') }),
  z.object({ status: z.literal('signed-in'), operator }),
  /** the session waits for its PIN; every command is refused meanwhile */
  z.object({ status: z.literal('locked'), operator }),
]);
export type SessionState = z.output<typeof sessionState>;

const finding = z.looseObject({ code: z.string(), message: z.string() });

const verifyState = z.discriminatedUnion('state', [
  z.object({ state: z.literal('not-yet') }),
  z.object({ state: z.literal('running'), done: z.int(), total: z.int() }),
  z.object({
    state: z.literal('done'),
    /** ms since 1970 UTC */
    at: z.int(),
    events: z.int(),
    findings: z.array(finding).readonly(),
    /** of all kinds together; `findings` names the first of each kind */
    count: z.int(),
  }),
  /** somebody ended it */
  z.object({ state: z.literal('stopped'), done: z.int(), total: z.int() }),
  z.object({ state: z.literal('failed'), why: z.string() }),
]);
export type VerifyState = z.output<typeof verifyState>;

const scanner = z.object({ suffix: z.enum(['enter', 'tab', 'none']), keyGapMs: z.int(), blankingMs: z.int() });
export type ScannerSettings = z.output<typeof scanner>;

/** Who can sign in to the sample organisation; its PIN guards nothing. */
const sample = z.object({
  pin: z.string(),
  operators: z.array(z.object({ name: z.string(), role: z.enum(roles) })).readonly(),
});

/** What is left of a damaged store; null until that was looked at. */
const rescue = z
  .object({
    /** the folder in which a copy of it as it was met lies; null: none could be kept */
    copy: z.string().nullable(),
    look: z.discriminatedUnion('state', [
      /** no backup that is whole lies on this laptop */
      z.object({ state: z.literal('none') }),
      /** a backup is checked; `done` of `total` events */
      z.object({ state: z.literal('looking'), file: z.string(), done: z.int(), total: z.int() }),
      /** a backup that was found whole just now, and what a restore of it would lose */
      z.object({
        state: z.literal('found'),
        path: z.string(),
        /** one of the app's own on this laptop */
        own: z.boolean(),
        ...restorePreview.shape.backup.shape,
        /** recorded here after it, up to this time, ms since 1970 UTC; null: nothing tells */
        missing: z.object({ events: z.int(), until: z.int() }).nullable(),
        /** of those, what can still be read in the damaged store */
        lost: restorePreview.shape.lost,
        /** entries of it that the damaged store has not */
        gained: z.int(),
        /** whose PIN restores it */
        admins: z.array(z.string()).readonly(),
      }),
    ]),
    /** newer backups that were checked and are not whole, or of another store */
    notWhole: z.array(z.string()).readonly(),
    /** why the restore that was tried last changed nothing */
    failed: refusal.nullable(),
  })
  .nullable();
export type RescueState = z.output<typeof rescue>;

export const storeState = z.discriminatedUnion('state', [
  z.object({ state: z.literal('none'), path: z.string() }),
  /** the sample organisation is being written; `done` of `total` days */
  z.object({ state: z.literal('writing-sample'), done: z.int(), total: z.int() }),
  /** a backup is being put in the place of the store; events of it that were checked */
  z.object({ state: z.literal('restoring'), done: z.int(), total: z.int() }),
  z.object({ state: z.literal('refused'), path: z.string(), error: refusal, sample: z.boolean(), rescue }),
  z.object({
    state: z.literal('open'),
    path: z.string(),
    organisation: z.string(),
    sample: sample.nullable(),
    scanner,
    verify: verifyState,
    /** bytes that the disk has left, when they are so few that somebody should make room; else null */
    lowDiskBytes: z.int().nullable(),
  }),
]);
export type StoreState = z.output<typeof storeState>;

export const themeChoices = ['system', 'light', 'dark', 'sunlight'] as const;
export type ThemeChoice = (typeof themeChoices)[number];
const themeState = z.object({ choice: z.enum(themeChoices) });

const appInfo = z.object({
  version: z.string(),
  electron: z.string(),
  packaged: z.boolean(),
  theme: z.enum(themeChoices),
});
export type AppInfo = z.output<typeof appInfo>;

/** What takes long enough to be watched, and cancelled. */
const jobKinds = ['report', 'import', 'backup', 'restore-preview', 'pack-check'] as const;
export type JobKind = (typeof jobKinds)[number];

export const jobState = z.object({
  job: z.string(),
  kind: z.enum(jobKinds),
  /** ms since 1970 UTC */
  startedAt: z.int(),
  done: z.int(),
  /** 0: not known yet */
  total: z.int(),
  state: z.enum(['running', 'done', 'failed', 'cancelled']),
  /** what it came to, once it is done, as its kind has it */
  outcome: z.unknown().optional(),
  /** why it failed; null then: a bug, which is in the log */
  error: refusal.nullable(),
});
export type JobState = z.output<typeof jobState>;

/** What was typed and chosen in a form and not sent, by the names of its fields. Never a PIN. */
export const formDraft = z.strictObject({
  /** which form, and of what: its title */
  form: z.string().min(1).max(200),
  fields: z.record(z.string().max(200), z.string().max(1_000_000)),
  /** where in the window it is found again */
  address: z.string().max(2000),
  /** ms since 1970 UTC */
  savedAt: z.int(),
});
export type FormDraft = z.output<typeof formDraft>;

const backupList = z.object({
  folder: z.string(),
  rows: z.array(z.object({ path: z.string(), file: z.string(), at: z.int(), bytes: z.int() })).readonly(),
  /** null: nothing was recorded since the last one */
  dueAt: z.int().nullable(),
});
export type BackupList = z.output<typeof backupList>;

const reportWish = z.strictObject({
  report: z.enum(reportNames),
  filters: reportFilterForm,
  paper: z.enum(papers),
});
/** Where a previewed document is shown from, behind it its `page`. It may load nothing and run nothing. */
export const reportPage = '/report-preview/';

interface Endpoint {
  readonly input: z.ZodType;
  readonly output: z.ZodType;
}

/**
 * Everything the window may ask of the main process, checked on both sides. Add a name to `names.ts` and its forms
 * here; the compiler then asks for the handler, and the window can call it.
 */
export const endpoints = {
  'app.info': { input: nothing, output: appInfo },
  'app.setTheme': { input: themeState, output: themeState },
  /** a bug in the page, for the log */
  'app.fault': {
    input: z.strictObject({ message: z.string().max(2000), stack: z.string().max(10_000) }),
    output: nothing,
  },

  'store.state': { input: nothing, output: storeState },
  /** first run: makes the store that was to be opened, and its first admin */
  'store.create': {
    input: z.strictObject({ organisation: name, admin: name, pin }),
    output: result(storeState),
  },
  /** `own`: the store the app was started on, also to try again; `sample`: the sample organisation, written if absent */
  'store.open': { input: z.strictObject({ which: z.enum(['own', 'sample']) }), output: storeState },
  /** deletes the sample organisation, and opens the own store where the sample was open */
  'store.removeSample': { input: nothing, output: result(storeState) },
  /** checks the whole store anew; progress and outcome come as announcements of `store` */
  'store.verify': { input: nothing, output: storeState },
  /** ends a check that is running; nothing is recorded of it */
  'store.stopVerify': { input: nothing, output: storeState },

  'session.state': { input: nothing, output: sessionState },
  'session.operators': { input: nothing, output: z.array(operator).readonly() },
  'session.signIn': { input: z.strictObject({ name, pin }), output: result(sessionState) },
  'session.signOut': { input: nothing, output: sessionState },
  'session.lock': { input: nothing, output: sessionState },
  'session.unlock': { input: z.strictObject({ pin }), output: result(sessionState) },
  /** the PIN of who is signed in, or of an operator named, who accepts a handover; counts for two minutes */
  'session.confirmPin': {
    input: z.strictObject({ pin, operator: name.optional() }),
    output: result(z.object({ operatorId: z.string() })),
  },

  /** makes a recovery code, to be shown once; it counts only when it was confirmed. For an admin, PIN just confirmed */
  'recovery.make': { input: nothing, output: result(z.object({ code: z.string() })) },
  /** puts the code that was just made into a file that the person chooses; null: none was chosen */
  'recovery.save': { input: nothing, output: result(z.object({ path: z.string().nullable() })) },
  /** the last group of the code that was just made: with it the code is in force, and the one before is not */
  'recovery.confirm': { input: z.strictObject({ lastGroup: z.string().max(40) }), output: result(nothing) },
  /** at the sign-in page: a new PIN for an admin, for the code, which is used up by it */
  'recovery.use': {
    input: z.strictObject({ operator: name, code: z.string().max(200), pin }),
    output: result(nothing),
  },

  /** any command of `shared/contract/commands.ts`, dry runs included */
  command: { input: anyCommand, output: commandResult },
  commandAtomic: {
    input: z.strictObject({ commands: z.array(anyCommand).min(1).max(20_000) }),
    output: z.array(commandResult).readonly(),
  },
  /**
   * Any query of `shared/contract/queries.ts`. The value is what the query's own types say (`shared/ipc/answers.ts`);
   * the window reads it by `shared/ipc/answerForms.ts`.
   */
  query: {
    input: z.strictObject({ name: z.string().max(60), args: z.record(z.string(), z.unknown()) }),
    output: result(z.unknown()),
  },
  /** the text of an assignment is shown: the one-time id that `assignment.read` from this window needs */
  'assignment.open': {
    input: z.strictObject({ assignmentId: z.string().max(80) }),
    output: result(z.object({ readingId: z.string() })),
  },
  /** the forms that the operator has not sent, the last typed first */
  'draft.list': { input: nothing, output: z.array(formDraft).readonly() },
  /** keeps what is typed for the next start; no fields: it was sent or thrown away */
  'draft.save': { input: formDraft.omit({ savedAt: true }), output: z.object({ saved: z.boolean() }) },
  /** a list is handed over: its name, then its bytes piece by piece; it takes the place of the one before */
  'import.receive': {
    input: z.strictObject({ name: z.string().min(1).max(400) }),
    output: result(z.object({ list: z.string() })),
  },
  'import.add': { input: z.strictObject({ list: z.string().max(80), base64: z.base64() }), output: result(z.null()) },
  /** a job over the list: how it reads, what would become of its rows, or recording them */
  'import.run': { input: z.strictObject({ list: z.string().max(80), task: importTask }), output: result(jobState) },
  /** the command `import.undo` as a job, because a batch may be long; its PIN must be just confirmed */
  'import.undo': {
    input: z.strictObject({ batch: z.string().max(80), reason: z.string().max(2000) }),
    output: result(jobState),
  },
  /** a page of the rows that the last check or commit came to, made in the process that is trusted */
  'import.rows': {
    input: z.strictObject({ page: z.int().min(0).max(1_000_000) }),
    output: z.array(z.unknown()).readonly(),
  },
  /** the list that this operator handed over and did not finish with, if its bytes have this SHA-256 still */
  'import.resume': {
    input: z.strictObject({ sha256: z.string().max(64) }),
    output: result(z.object({ list: z.string(), name: z.string() })),
  },
  'import.forget': { input: nothing, output: nothing },
  /** an empty list with our own columns */
  'import.template': {
    input: z.strictObject({ kind: z.enum(importKinds), format: z.enum(['csv', 'xlsx']) }),
    output: z.object({ base64: z.base64() }),
  },
  /** pages of labels as HTML; `page` is their address below `reportPage` */
  'labels.preview': {
    input: labelWish,
    output: result(z.object({ page: z.string(), pages: z.int(), labels: z.int() })),
  },
  /** the same as PDF at their exact size, in a file that the person chooses; null: none was chosen */
  'labels.save': { input: labelWish, output: result(z.object({ path: z.string().nullable() })) },
  'labels.forget': { input: nothing, output: nothing },
  /** the backups that the app made by itself, the newest first, and when the next one is due (ms since 1970 UTC) */
  'backup.list': { input: nothing, output: backupList },
  /** a job: into the app's own folder, or to a file that the person chooses; null: none was chosen */
  'backup.now': { input: z.strictObject({ where: z.enum(['own', 'chosen']) }), output: result(jobState.nullable()) },
  /** which file to restore from; null: none was chosen */
  'backup.chooseRestore': { input: nothing, output: z.object({ path: z.string().nullable() }) },
  /** a job: checks the file wholly and says what would be lost and gained; its outcome is a `restorePreview` */
  'backup.preview': { input: z.strictObject({ path: z.string().max(4000) }), output: result(jobState) },
  /** only what was previewed last; the PIN of the admin who is signed in. Afterwards nobody is signed in */
  /** of a damaged store, before anybody is signed in: asks for a backup that lies elsewhere, and checks it */
  'rescue.choose': { input: nothing, output: z.object({ chosen: z.boolean() }) },
  /** puts the backup that was found whole in its place; the PIN of an admin of that backup */
  'rescue.restore': { input: z.strictObject({ operator: z.string().max(200), pin }), output: result(storeState) },
  'backup.restore': { input: z.strictObject({ path: z.string().max(4000), pin }), output: result(storeState) },
  /** the first pages of a report, as HTML; `page` is its address below `reportPage` */
  'report.preview': { input: reportWish, output: result(z.object({ page: z.string() })) },
  /** asks where to, and begins the job that writes it; null: the person thought better of it */
  'report.save': {
    input: z.strictObject({
      ...reportWish.shape,
      format: z.enum(saveFormats),
      /** CSV: begin with a byte order mark */
      bom: z.boolean(),
      /** for the proposed name of the file */
      subject: z.string().max(400),
    }),
    output: result(jobState.nullable()),
  },
  /** shows the file that a job wrote in its folder */
  'report.show': { input: z.strictObject({ job: z.string().max(80) }), output: z.object({ shown: z.boolean() }) },
  /** nothing of the preview is needed any more */
  'report.forget': { input: nothing, output: nothing },
  /** the custody pack that was opened last, by a dialog or from outside; null: none. Nobody need be signed in */
  'pack.opened': { input: nothing, output: openedPack.nullable() },
  /** asks for a pack; null: none was chosen */
  'pack.choose': { input: nothing, output: openedPack.nullable() },
  /** a job: checks the pack of this id; its outcome is a `checkedPack`. `key` as it was typed, '' for none */
  'pack.check': {
    input: z.strictObject({ pack: z.string().max(80), key: z.string().max(400) }),
    output: result(jobState),
  },
  /** the long jobs that run now; what becomes of them is announced on `job` */
  'job.list': { input: nothing, output: z.array(jobState).readonly() },
  /** `cancelled: false`: it had ended, or is being recorded */
  'job.cancel': { input: z.strictObject({ job: z.string().max(80) }), output: z.object({ cancelled: z.boolean() }) },
} as const satisfies Readonly<Record<EndpointName, Endpoint>>;

type Endpoints = typeof endpoints;
/** What a handler is given. */
export type Input<N extends EndpointName> = z.output<Endpoints[N]['input']>;
/** What the window sends. */
export type Request<N extends EndpointName> = z.input<Endpoints[N]['input']>;
export type Output<N extends EndpointName> = z.output<Endpoints[N]['output']>;

/** What the window is told of an event that was appended; the rest it asks for. */
const appendedEvent = z.object({
  seq: z.int(),
  eventId: z.string(),
  type: z.string(),
  streamType: z.enum(streamTypes),
  streamId: z.string(),
  correlationId: z.string(),
});
export type AppendedEvent = z.output<typeof appendedEvent>;

/** What a menu item does, where the page does it. */
export const menuWishes = ['palette', 'back', 'forward', 'lock', 'switch-operator', 'scanner-test'] as const;
export type MenuWish = (typeof menuWishes)[number];

/** What the main process announces unasked, checked when it arrives. */
export const channels = {
  appended: z.array(appendedEvent).readonly(),
  session: sessionState,
  store: storeState,
  theme: themeState,
  menu: z.object({ wish: z.enum(menuWishes) }),
  job: jobState,
  /** a pack was opened from outside the window: by the system, or by a second start of the app; null: it is forgotten */
  pack: openedPack.nullable(),
} as const satisfies Readonly<Record<ChannelName, z.ZodType>>;
export type Announcement<N extends ChannelName> = z.output<(typeof channels)[N]>;

/** A bug in the main process: it is in the log there; the window can only say so. */
export const fault = z.object({ fault: z.string() });
