import type { AppInfo, ThemeChoice } from '../../shared/ipc/contract.ts';
import { accept } from '../../shared/result.ts';
import { words } from '../../shared/uiWords.ts';
import { refused } from '../commands/commandResult.ts';
import { template } from '../import/template.ts';
import type { Handlers } from './answer.ts';
import type { BackupKeeper } from './backupKeeper.ts';
import { openDraftKeeper } from './draftKeeper.ts';
import type { ImportKeeper } from './importKeeper.ts';
import type { JobKeeper } from './jobKeeper.ts';
import { refusalOfKnownAt } from './knownAt.ts';
import type { LabelKeeper } from './labelKeeper.ts';
import type { PackKeeper } from './packKeeper.ts';
import { isOfThePast, type Past } from './past.ts';
import { openRecoveryKeeper, type RecoveryNeeds } from './recoveryKeeper.ts';
import { answerOf } from './refusedOf.ts';
import type { ReportKeeper } from './reportKeeper.ts';
import type { SessionKeeper } from './sessionKeeper.ts';
import type { StoreKeeper } from './storeKeeper.ts';

export interface HandlerNeeds {
  readonly stores: StoreKeeper;
  readonly sessions: SessionKeeper;
  readonly jobs: JobKeeper;
  readonly reports: ReportKeeper;
  readonly imports: ImportKeeper;
  readonly backups: BackupKeeper;
  readonly labels: LabelKeeper;
  /** answers what walks far into the past, beside the main process; absent: everything is answered here */
  readonly past?: Pick<Past, 'ask'>;
  readonly packs: PackKeeper;
  info(): AppInfo;
  setTheme(choice: ThemeChoice): void;
  /** asks for a file and writes it; see `recoveryKeeper.ts` */
  saveText: RecoveryNeeds['saveText'];
  /** told of a bug in the page */
  fault(message: string, stack: string): void;
}

const notSignedIn = { code: 'NOT_SIGNED_IN', details: {} } as const;

/** Every endpoint of the contract. Commands and queries run in the session that is kept here, and only unlocked. */
export function openHandlers({
  stores,
  sessions,
  jobs,
  reports,
  imports,
  backups,
  labels,
  past,
  packs,
  info,
  setTheme,
  fault,
  saveText,
}: HandlerNeeds): Handlers {
  const recovery = openRecoveryKeeper({
    custody: stores.custody,
    session: sessions.current,
    saveText,
    sheet(code) {
      const store = stores.state();
      const organisation = store.state === 'open' ? store.organisation : '';
      return words.admin.recovery.sheet(organisation, code, new Date().toISOString().slice(0, 10));
    },
  });

  /** The store and who is signed in, for a document that names them; null: nobody, or locked. */
  const forReport = () => {
    const custody = stores.custody();
    const session = sessions.current();
    const state = sessions.state();
    if (!custody || !session || state.status === 'signed-out') return null;
    return { custody, session, by: { name: state.operator.name, role: state.operator.role } };
  };

  const role = () => {
    const state = sessions.state();
    return state.status === 'signed-out' ? null : state.operator.role;
  };

  const drafts = openDraftKeeper({ custody: stores.custody, session: sessions.current });

  return {
    'app.info': info,
    'app.setTheme'({ choice }) {
      setTheme(choice);
      return { choice };
    },

    'app.fault'({ message, stack }) {
      fault(message, stack);
      return {};
    },

    'store.state': stores.state,
    'store.create': async (first) => answerOf(await stores.create(first)),
    'store.open': ({ which }) => (which === 'own' ? stores.openOwn() : stores.openSample()),
    'store.removeSample': () => answerOf(stores.leaveSample()),
    'store.verify': () => stores.startVerify(sessions.current()),
    'store.stopVerify': () => (sessions.current() ? stores.stopVerify() : stores.state()),

    'session.state': sessions.state,
    'session.operators': sessions.operators,
    'session.signIn': async ({ name, pin }) => answerOf(await sessions.signIn(name, pin)),
    'session.signOut': sessions.signOut,
    'session.lock': sessions.lock,
    'session.unlock': async ({ pin }) => answerOf(await sessions.unlock(pin)),
    'session.confirmPin': async ({ pin, operator }) => answerOf(await sessions.confirmPin(pin, operator)),

    'recovery.make': () => answerOf(recovery.make()),
    'recovery.save': async () => answerOf(await recovery.save()),
    'recovery.confirm': async ({ lastGroup }) => answerOf(await recovery.confirm(lastGroup)),
    'recovery.use': async (wish) => answerOf(await recovery.use(wish)),

    async command(command) {
      const custody = stores.custody();
      const session = sessions.current();
      if (!custody || !session) return refused(notSignedIn);
      const doubt = stores.doubt();
      if (doubt) return refused(doubt);
      const result = await custody.execute(command, session);
      if (result.ok && command.command === 'handover.commit' && command.dryRun !== true) sessions.forgetConfirmations();
      return result;
    },
    async commandAtomic({ commands }) {
      const custody = stores.custody();
      const session = sessions.current();
      if (!custody || !session) return commands.map(() => refused(notSignedIn));
      const doubt = stores.doubt();
      if (doubt) return commands.map(() => refused(doubt));
      return custody.executeAtomic(commands, session);
    },
    async query({ name, args }) {
      const custody = stores.custody();
      const session = sessions.current();
      if (!custody || !session) return answerOf({ ok: false, error: notSignedIn });
      const mayNot = refusalOfKnownAt(args, role());
      if (mayNot) return answerOf({ ok: false, error: mayNot });
      const answer = past && isOfThePast(name, args) ? await past.ask(name, args) : custody.query(name, args, session);
      return answerOf(answer.ok ? accept(answer.value) : answer);
    },
    'assignment.open'({ assignmentId }) {
      const custody = stores.custody();
      const session = sessions.current();
      if (!custody || !session) return answerOf({ ok: false, error: notSignedIn });
      return answerOf(accept({ readingId: custody.openReading(session, assignmentId) }));
    },
    'draft.list': drafts.list,
    'draft.save': drafts.save,
    'import.receive'({ name }) {
      const session = sessions.current();
      return answerOf(session ? accept(imports.receive(session, name)) : { ok: false, error: notSignedIn });
    },
    'import.add'({ list, base64 }) {
      const session = sessions.current();
      return answerOf(session ? imports.add(session, list, base64) : { ok: false, error: notSignedIn });
    },
    'import.run'({ list, task }) {
      const custody = stores.custody();
      const session = sessions.current();
      if (!custody || !session) return answerOf({ ok: false, error: notSignedIn });
      return answerOf(imports.run(custody, session, list, task));
    },
    'import.undo'({ batch, reason }) {
      const custody = stores.custody();
      const session = sessions.current();
      if (!custody || !session) return answerOf({ ok: false, error: notSignedIn });
      return answerOf(imports.undo(custody, session, batch, reason));
    },
    'import.rows'({ page }) {
      const session = sessions.current();
      return session ? imports.rows(session, page) : [];
    },
    async 'import.resume'({ sha256 }) {
      const session = sessions.current();
      return answerOf(session ? await imports.resume(session, sha256) : { ok: false, error: notSignedIn });
    },
    'import.forget'() {
      const session = sessions.current();
      if (session) imports.forget(session);
      return {};
    },
    'import.template': ({ kind, format }) => ({ base64: Buffer.from(template(kind, format)).toString('base64') }),
    'labels.preview'(wish) {
      const custody = stores.custody();
      const session = sessions.current();
      if (!custody || !session) return answerOf({ ok: false, error: notSignedIn });
      return answerOf(labels.preview(custody, session, wish));
    },
    async 'labels.save'(wish) {
      const custody = stores.custody();
      const session = sessions.current();
      if (!custody || !session) return answerOf({ ok: false, error: notSignedIn });
      return answerOf(await labels.save(custody, session, wish));
    },
    'labels.forget'() {
      labels.forget();
      return {};
    },
    'backup.list': backups.list,
    'backup.now': async ({ where }) => answerOf(await backups.backUpNow(where)),
    'backup.chooseRestore': async () => ({ path: await backups.chooseRestore() }),
    'backup.preview': ({ path }) => answerOf(backups.preview(path)),
    'backup.restore': async ({ path, pin }) => answerOf(await backups.restore(path, pin)),
    'rescue.choose': async () => ({ chosen: await stores.rescue.choose() }),
    'rescue.restore': async ({ operator, pin }) => answerOf(await stores.rescue.restore(operator, pin)),
    async 'report.preview'(wish) {
      const open = forReport();
      const mayNot = refusalOfKnownAt(wish.filters, role());
      if (mayNot) return answerOf({ ok: false, error: mayNot });
      return answerOf(open ? await reports.preview(open, wish) : { ok: false, error: notSignedIn });
    },
    async 'report.save'({ format, bom, subject, ...wish }) {
      const open = forReport();
      const mayNot = refusalOfKnownAt(wish.filters, role());
      if (mayNot) return answerOf({ ok: false, error: mayNot });
      return answerOf(
        open ? await reports.save(open, wish, { format, bom, subject }) : { ok: false, error: notSignedIn },
      );
    },
    'report.show': ({ job }) => ({ shown: sessions.current() !== null && reports.show(job) }),
    'report.forget'() {
      reports.forget();
      return {};
    },
    'pack.opened': packs.opened,
    'pack.choose': packs.choose,
    'pack.check': ({ pack, key }) => answerOf(packs.check(pack, key)),
    'job.list': jobs.list,
    'job.cancel': ({ job }) => ({ cancelled: jobs.cancel(job) }),
  };
}
