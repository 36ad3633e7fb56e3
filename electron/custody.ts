import { createHmac } from 'node:crypto';
import { join } from 'node:path';
import { type EventJson, eventJson, type JsonObject, type StoredEvent } from '../shared/event.ts';
import type { Refusal } from '../shared/refusal.ts';
import { accept, type Result, refuse } from '../shared/result.ts';
import type { Session } from '../shared/session.ts';
import { type Clock, systemClock } from '../shared/time.ts';
import { openPinBinding } from './auth/pinBinding.ts';
import { openSignIn } from './auth/signIn.ts';
import { type CommandResult, refused } from './commands/commandResult.ts';
import { openEngine } from './commands/engine.ts';
import type { Batch } from './commands/engineNeeds.ts';
import type { RecoveryWish } from './commands/recovery.ts';
import type { Watch } from './commands/stages.ts';
import { deviceInfo } from './deviceInfo.ts';
import { laptopHealth } from './laptop.ts';
import { openLending } from './lending.ts';
import { joinAsNewDevice } from './lifecycle/beginChain.ts';
import { newUuid } from './newUuid.ts';
import { openQueries } from './queries/answer.ts';
import { appFolder } from './store/appFolder.ts';
import { chains, storeIdOf } from './store/chains.ts';
import { checkHead } from './store/checkHead.ts';
import { openDatabase, type StoreDatabase } from './store/database.ts';
import { deriveAnew } from './store/deriveAnew.ts';
import { type Device, deviceFolder, findDevice } from './store/device.ts';
import { openEventLog } from './store/eventLog.ts';
import { eventsAside } from './store/eventsAside.ts';
import { type Finding, headDoubts } from './store/findings.ts';
import { type FormDrafts, openFormDrafts } from './store/formDrafts.ts';
import { type HeadFile, openHeadFile, readHead } from './store/headFile.ts';
import { openHistory } from './store/history.ts';
import { openImports } from './store/imports.ts';
import { type InBulk, openInBulk } from './store/inBulk.ts';
import { keepHead } from './store/keepHead.ts';
import { openLookups } from './store/lookups.ts';
import { migrationsFolder, readMigrations, schemaVersion } from './store/migrate.ts';
import { openNeighbours } from './store/neighbours.ts';
import { openOperatorSecrets } from './store/operatorSecrets.ts';
import { readPins } from './store/pins.ts';
import { connectToCountTries } from './store/pinTries.ts';
import { openProjector } from './store/projections/projector.ts';
import { openScanQueue } from './store/scanQueue.ts';
import { isTooLarge, leavesDoubt, refusalOfSqlite } from './store/sqliteErrors.ts';
import { openTransaction } from './store/transaction.ts';
import { checkTail } from './store/verifyChain.ts';
import { type VerifyNeeds, type VerifyReport, verifyStore } from './verify.ts';

export type { CommandResult } from './commands/commandResult.ts';

export interface OpenOptions {
  readonly path: string;
  readonly mode: 'write' | 'read';
  /** folder for device keys and heads; default: the app's own */
  readonly home?: string;
  readonly clock?: Clock;
  readonly newId?: (at: number) => string;
  /** folder of the numbered SQL files; default: the checkout's */
  readonly migrations?: string;
  /** to write in the name of the process that has the store open and has lent it (`lend`) */
  readonly beside?: boolean;
}

/** An open store. Everything that window, command line and tests do with it goes through here. */
export interface Custody {
  readonly mode: 'write' | 'read';
  readonly path: string;
  /** what signs in the name of this laptop; null: it has no key in this store, which is a copy */
  readonly signer: Pick<Device, 'deviceId' | 'shortCode' | 'publicKey' | 'sign'> | null;
  /** NOT_SIGNED_IN for an unknown name as for a wrong PIN; LOCKED_OUT */
  signIn(name: string, pin: string, via: Session['via']): Promise<Result<Session>>;
  /** Asks for the PIN of somebody signed in, or of an operator who accepts a handover. */
  confirmPin(operatorId: string, pin: string): Promise<Result<{ readonly operatorId: string }>>;
  execute(command: unknown, session: Session, onAppended?: Watch): Promise<CommandResult>;
  executeAtomic(commands: readonly unknown[], session: Session): Promise<readonly CommandResult[]>;
  executeBatch(commands: readonly unknown[], session: Session, batch: Batch): Promise<readonly CommandResult[]>;
  /** Lets a process of ours write instead, until `work` settles with what it left in doubt; see electron/lending.ts. */
  lend(work: Promise<Refusal | null>): void;
  isLent(): boolean;
  /** Notes that the text of an assignment is opened; the window's `assignment.read` needs the id, once. */
  openReading(session: Session, assignmentId: string): string;
  /** What operators typed into forms and did not send: outside the log, and a convenience. */
  readonly drafts: FormDrafts;
  recordExport(session: Session, data: JsonObject): Promise<CommandResult>;
  recordBackup(session: Session | null, data: JsonObject): Promise<CommandResult>;
  recordRestore(session: Session | null, data: JsonObject): Promise<CommandResult>;
  /** A store that was opened to be read is told too, unless somebody else is writing, or it is a copy. */
  recordVerification(session: Session, data: JsonObject): Promise<CommandResult>;
  recordLockOut(data: JsonObject): Promise<CommandResult>;
  /** NOT_ALLOWED unless an admin has just confirmed with the PIN. */
  mayMakeRecoveryCode(session: Session): Result<null>;
  setRecoveryCode(session: Session, code: string): Promise<Result<unknown>>;
  /** At the sign-in page: a new PIN for an admin, for the code, which is used up by it. */
  useRecoveryCode(wish: RecoveryWish): Promise<Result<unknown>>;
  query(name: string, args: unknown, session: Session | null): Result<unknown>;
  events(options?: { readonly fromSeq?: number; readonly type?: string }): IterableIterator<EventJson>;
  readonly inBulk: InBulk;
  /** Everything that can be checked, from beginning to end; takes seconds for a million events. */
  verify(watch?: Pick<VerifyNeeds, 'onProgress' | 'shouldStop'>): VerifyReport;
  rebuild(onProgress?: (done: number) => void): { readonly streams: number };
  /** Waits until the head file is on the disk: before a receipt or an export is shown. */
  syncHead(): void;
  onAppended(listener: (events: readonly StoredEvent[]) => void): () => void;
  /** Told when a write failed: nothing more is recorded until the store was closed, checked and opened anew. */
  onDoubt(listener: (doubt: Refusal) => void): () => void;
  close(): void;
}

/** Opens a store that is there. A store whose key is not on this laptop, or a copy, begins a new device chain. */
export function openCustody(options: OpenOptions): Result<Custody> {
  const { path, mode, clock = systemClock, newId = newUuid, home = appFolder() } = options;
  const migrations = readMigrations(options.migrations ?? migrationsFolder);
  const opened = openDatabase(path, {
    readonly: mode === 'read',
    beside: options.beside ?? false,
    migrations,
    afterMigration: deriveAnew,
  });
  if (!opened.ok) return opened;
  const store = opened.value;
  const doubts: Finding[] = [];
  const give = (refusal: Result<never>): Result<never> => {
    store.close();
    return refusal;
  };
  try {
    if (schemaVersion(store.db) < migrations.length) return give(refuse('CANNOT_READ', { path, why: EARLIER_RELEASE }));
    const storeId = storeIdOf(store.db);
    if (storeId === null) return give(refuse('STORE_DAMAGED', { path, why: 'the log is empty' }));
    const all = chains(store.db);
    const found = findDevice(home, store.path, storeId, all, mode);
    if (!found.ok) return give(found);
    if (mode === 'read') return accept(compose(store, options, found.value, null));

    if (options.beside) {
      if (!found.value) return give(refuse('STORE_READ_ONLY', { path, why: 'no device of this laptop writes there' }));
      return accept(compose(store, options, found.value, null));
    }
    if (found.value) {
      const reading = readHead(home, found.value);
      if (!reading.ok) return give(reading);
      const pins = readPins(deviceFolder(home, storeId));
      const findings = [...checkHead(store.db, reading.value, found.value.deviceId), ...checkTail(store.db, pins)];
      const [first] = findings.filter(({ code }) => !headDoubts.has(code));
      if (first) return give(refuse('STORE_DAMAGED', { path, why: first.message, findings }));
      doubts.push(...findings);
    }
    const device = found.value ?? joinAsNewDevice(store, storeId, home, clock, newId);
    if ('ok' in device) return give(device);
    const head = openHeadFile(home, device);
    if (!head.ok) return give(head);
    return accept(compose(store, options, device, head.value, doubts));
  } catch (error) {
    // A table that is not there is a store whose rules were taken away.
    const refused = refusalOfSqlite(error, { path }, { SQLITE_ERROR: 'STORE_DAMAGED' });
    if (!refused) throw error;
    return give(refused);
  }
}

/** A store that is only read is not brought up to date; its tables may not be those that are asked. */
const EARLIER_RELEASE =
  'an earlier release wrote it; open it once for writing, which keeps a copy and brings it up to date';

/**
 * @param doubts  what the head file could not vouch for: recorded at once, because nothing shows it any more after the
 *                next orderly close
 */
export function compose(
  store: StoreDatabase,
  options: OpenOptions,
  device: Device | null,
  head: HeadFile | null,
  doubts: readonly Finding[] = [],
): Custody {
  const { db, path, mode } = store;
  const { clock = systemClock, newId = newUuid, home = appFolder() } = options;
  const log = openEventLog(db, device);
  const history = openHistory(db);
  const lookups = openLookups(db);
  const neighbours = openNeighbours(db);
  const queue = openScanQueue(db);
  const listeners = new Set<(events: readonly StoredEvent[]) => void>();
  const doubtListeners = new Set<(doubt: Refusal) => void>();

  const kept = keepHead(head, log.ownHead, () => Math.trunc(clock.now()));

  const imports = openImports(db, log);
  let lentAt = 0;
  const lending = openLending((left) => {
    if (!db.open) return;
    if (left) engine.distrust({ code: left.code, details: { path, ...left.details } });
    const events = imports.oneOfEachSince(lentAt);
    if (events.length === 0) return;
    kept.appended(events);
    for (const listener of listeners) listener(events);
  });

  const storeId = storeIdOf(db) ?? '';
  const secrets = openOperatorSecrets(db);
  const binding = openPinBinding(deviceFolder(home, storeId), storeId, secrets, lookups.settings);
  const engine = openEngine({
    transaction: openTransaction(db),
    log,
    history,
    lookups,
    imports,
    neighbours,
    projector: openProjector(db),
    queue,
    secrets,
    binding,
    device: device ?? { storeId, deviceId: '', shortCode: '' },
    clock,
    newId,
    disguise(text) {
      if (!device) throw new Error('a store that is read carries out no command');
      return createHmac('sha256', device.headSecret).update(`assettrack-command-v1\0${text}`).digest('hex');
    },
    deviceInfo,
    committed(events) {
      kept.appended(events);
      for (const listener of listeners) listener(events);
    },
    refusalOf(error) {
      const refused = refusalOfSqlite(error, { path });
      return refused && !refused.ok ? refused.error : null;
    },
    isTooLarge,
    leavesDoubt,
    doubted(doubt) {
      for (const listener of doubtListeners) listener(doubt);
    },
  });

  for (const { code, message } of doubts) engine.record('HEAD_DOUBTED', { code, message }, null);

  const signInNeeds = (secretsDb: StoreDatabase['db']) => ({
    storeId,
    secrets: openOperatorSecrets(secretsDb),
    binding: mode === 'write' ? binding : { own: binding.own },
    clock,
    findOperator: lookups.operator,
    operatorById: lookups.operatorById,
    lastRecordedAt: log.lastRecordedAt,
  });
  const writing = mode === 'write' ? openSignIn(signInNeeds(db)) : null;

  /** Runs a question about a PIN; a store that is read is opened beside its writer for the counting alone. */
  async function ask<T>(question: (signIn: ReturnType<typeof openSignIn>) => Promise<Result<T>>): Promise<Result<T>> {
    if (writing) return lending.here(() => question(writing));
    let counting: StoreDatabase['db'] | null = null;
    try {
      counting = connectToCountTries(path);
      return await question(openSignIn(signInNeeds(counting)));
    } catch (error) {
      const refused = refusalOfSqlite(error, { path }, { SQLITE_CANTOPEN: 'STORE_READ_ONLY' });
      if (!refused) throw error;
      return refused;
    } finally {
      counting?.close();
    }
  }

  const noteLockOut = async (answer: Result<unknown>) => {
    if (answer.ok || answer.error.details.justLocked !== true) return;
    const { operator, until } = answer.error.details;
    await recordAnyway((writer) => writer.recordLockOut({ operator, until }));
  };

  const queries = openQueries({
    db,
    log,
    history,
    lookups,
    neighbours,
    queue,
    checkLine: engine.checkLine,
    now: () => Math.trunc(clock.now()),
    device,
    info: () => ({ path, mode }),
    health: () => laptopHealth(path, device, secrets, binding),
    lockedOutUntil: (operatorId) => (writing ?? openSignIn(signInNeeds(db))).lockedOutUntil(operatorId),
  });

  const readOnly = (): CommandResult & { readonly ok: false } => ({
    ok: false,
    error: { code: 'STORE_READ_ONLY', message: 'The store was opened to be read.', details: { path } },
  });
  const record = async (type: string, data: JsonObject, session: Session | null): Promise<CommandResult> =>
    mode === 'read' ? readOnly() : lending.here(() => engine.record(type, data, session));

  /** The little that has to be recorded even by who only reads. A copy is left alone: it has no device of ours. */
  async function recordAnyway(work: (writer: Custody) => Promise<CommandResult>): Promise<CommandResult> {
    if (mode === 'write') return work(custody);
    if (!device) return readOnly();
    const writer = openCustody({ ...options, mode: 'write' });
    if (!writer.ok) return refused(writer.error);
    try {
      return await work(writer.value);
    } finally {
      writer.value.close();
    }
  }

  const custody: Custody = {
    mode,
    path,
    signer: device,
    async signIn(name, pin, via) {
      const answer = await ask((signIn) => signIn.signIn(name, pin));
      await noteLockOut(answer);
      if (!answer.ok) return answer;
      const { operatorId } = answer.value;
      const session: Session = {
        operatorId,
        pinConfirmedAt: via === 'command-line' ? Number.POSITIVE_INFINITY : clock.monotonic(),
        confirmedOperators: [],
        via,
      };
      if (lending.isLent()) await lending.back();
      if (mode === 'write') engine.signedIn(session, lookups.operatorById(operatorId)?.name ?? name);
      return accept(session);
    },
    async confirmPin(operatorId, pin) {
      const answer = await ask((signIn) => signIn.confirmPin(operatorId, pin));
      await noteLockOut(answer);
      return answer;
    },
    execute: async (command, session, onAppended) =>
      mode === 'read' ? readOnly() : lending.here(() => engine.execute(command, session, onAppended)),
    executeAtomic: async (commands, session) =>
      mode === 'read' ? commands.map(readOnly) : lending.here(() => engine.executeAtomic(commands, session)),
    executeBatch: async (commands, session, batch) =>
      mode === 'read' ? commands.map(readOnly) : lending.here(() => engine.executeBatch(commands, session, batch)),
    lend(work) {
      lentAt = log.lastSeq();
      lending.lend(work);
    },
    isLent: lending.isLent,
    openReading: engine.openReading,
    drafts: openFormDrafts(db),
    recordExport: (session, data) => record('EXPORT_MADE', data, session),
    recordBackup: (session, data) => record('BACKUP_MADE', data, session),
    recordRestore: (session, data) => record('STORE_RESTORED', data, session),
    recordVerification: (session, data) =>
      mode === 'write'
        ? record('VERIFIED', data, session)
        : recordAnyway((writer) => writer.recordVerification(session, data)),
    recordLockOut: (data) => record('LOCKED_OUT', data, null),
    mayMakeRecoveryCode: engine.mayMakeRecoveryCode,
    setRecoveryCode: async (session, code) =>
      writing ? engine.setRecoveryCode(code, session) : refuse('STORE_READ_ONLY', { path }),
    async useRecoveryCode(wish) {
      if (!writing) return refuse('STORE_READ_ONLY', { path });
      const answer = await engine.useRecoveryCode(wish, writing.confirmRecoveryCode);
      await noteLockOut(answer);
      return answer;
    },
    query(name, args, session) {
      try {
        return queries.query(name, args, session);
      } catch (error) {
        const refused = refusalOfSqlite(error, { path });
        if (!refused) throw error;
        return refused;
      }
    },
    *events(which = {}) {
      for (const event of log.iterate(which)) yield eventJson(event);
    },
    inBulk: openInBulk(db),
    verify: (watch) => verifyStore({ path, home, migrations: options.migrations ?? migrationsFolder, ...watch }),
    rebuild(onProgress) {
      if (mode === 'read') throw new Error('a store that was opened to be read cannot be rebuilt');
      const rebuild = db.transaction(() => openProjector(db).rebuild(eventsAside(db), history, onProgress));
      return { streams: rebuild.immediate() };
    },
    syncHead: kept.sync,
    onAppended(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onDoubt(listener) {
      doubtListeners.add(listener);
      return () => doubtListeners.delete(listener);
    },
    close() {
      // After a write that failed, what is on the disk may be more than this process knows of.
      kept.close(engine.doubt() === null);
      store.close();
    },
  };
  return custody;
}

/** The app's own store, for whoever names none. */
export function defaultStorePath(home: string = appFolder()): string {
  return join(home, 'store', 'custody.sqlite');
}
