import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import type { AppendedEvent, StoreState, VerifyState } from '../../shared/ipc/contract.ts';
import type { Refusal } from '../../shared/refusal.ts';
import { accept, type Result, refuse } from '../../shared/result.ts';
import type { Session } from '../../shared/session.ts';
import { defaultSettings } from '../../shared/settings.ts';
import { MINUTE_MS, systemClock } from '../../shared/time.ts';
import { createStore } from '../createStore.ts';
import { type Custody, openCustody } from '../custody.ts';
import { operators as sampleOperators, PIN as samplePin } from '../demo/cast.ts';
import { freeBytes, giveUpReserve, isLow, keepReserve } from '../store/diskReserve.ts';
import { isUnfinished } from '../store/unfinished.ts';
import { type VerifyReport, verificationFacts } from '../verify.ts';
import type { Job, JobWatch } from './jobs.ts';
import { proveStore } from './proveStore.ts';
import { refusedOf } from './refusedOf.ts';
import { openRescueKeeper, type RescueKeeperNeeds } from './rescueKeeper.ts';
import { putBack, type RestoreWish, recordRestored } from './restoring.ts';
import { removeSample, writeSample } from './sampleStore.ts';

export interface StoreNeeds extends Pick<RescueKeeperNeeds, 'startRestore' | 'chooseSource'> {
  /** the store that the app was started on; absolute */
  readonly ownPath: string;
  /** folder of device keys and heads; the sample organisation lies in it too */
  readonly home: string;
  /** folder of the numbered SQL files */
  readonly migrations: string;
  startVerify(path: string, watch: JobWatch): Job;
  startDemo(path: string, watch: JobWatch): Job;
  announce(state: StoreState): void;
  appended(events: readonly AppendedEvent[]): void;
  /** before another store takes the place of this one: nobody is signed in to it any more */
  leaving(): void;
  /** before the file is closed: whoever else of ours reads it lets go */
  closing?(): void;
  /** told of what should not have happened */
  report(what: string, error: unknown): void;
}

export type StoreKeeper = ReturnType<typeof openStoreKeeper>;

type Which = 'own' | 'sample';

/** The store that is open, or why there is none; and the checks that run beside it. */
export function openStoreKeeper(needs: StoreNeeds) {
  const { ownPath, home, migrations, announce, report } = needs;
  const samplePath = join(home, 'sample', 'custody.sqlite');
  let which: Which = 'own';
  let custody: Custody | null = null;
  let refusal: Refusal | null = null;
  let writing: { done: number; total: number } | null = null;
  let verify: VerifyState = { state: 'not-yet' };
  let job: Job | null = null;
  /** a write failed, and since then nobody has found the store whole */
  let unproven = false;
  let low = false;
  let restoring: { done: number; total: number } | null = null;

  const path = () => (which === 'own' ? ownPath : samplePath);

  const settings = () => {
    const answer = custody?.query('settings.get', {}, null);
    return answer?.ok ? Settings.parse(answer.value) : defaultSettings;
  };

  function state(): StoreState {
    if (writing) return { state: 'writing-sample', ...writing };
    if (restoring) return { state: 'restoring', ...restoring };
    if (refusal) {
      const error = refusedOf(refusal);
      return { state: 'refused', path: path(), error, sample: which === 'sample', rescue: rescuing.state() };
    }
    if (!custody) return { state: 'none', path: path() };
    const {
      organisation,
      scannerSuffix: suffix,
      scannerKeyGapMs: keyGapMs,
      scannerBlankingMs: blankingMs,
    } = settings();
    const sample = which === 'sample' ? { pin: samplePin, operators: Object.values(sampleOperators) } : null;
    return {
      state: 'open',
      path: path(),
      organisation,
      sample,
      scanner: { suffix, keyGapMs, blankingMs },
      verify,
      lowDiskBytes: low ? freeBytes(path()) : null,
    };
  }

  const changed = (): StoreState => {
    const now = state();
    announce(now);
    return now;
  };

  function keep(opened: Result<Custody>): Result<StoreState> {
    if (!opened.ok) {
      refuseStore(opened.error);
      return opened;
    }
    custody = opened.value;
    lookAtRoom();
    custody.onDoubt(({ details }) => {
      unproven = true;
      // Once whoever asked for the write has its answer.
      setImmediate(() => {
        proveAndOpen(details.because === 'CANNOT_WRITE').catch((error: unknown) => report('opening anew', error));
      });
    });
    custody.onAppended((events) => {
      needs.appended(
        events.map(({ seq, eventId, type, streamType, streamId, correlationId }) => ({
          seq,
          eventId,
          type,
          streamType,
          streamId,
          correlationId,
        })),
      );
      if (events.some(({ type }) => type === 'SETTINGS_CHANGED')) changed();
    });
    return accept(changed());
  }

  function close(): void {
    rescuing.forget();
    job?.stop();
    job = null;
    verify = { state: 'not-yet' };
    if (!custody) return;
    needs.leaving();
    needs.closing?.();
    custody.close();
    custody = null;
  }

  /** Whether the disk fills up is looked at again and again; the room kept for that case is kept while there is plenty. */
  function lookAtRoom(): void {
    const before = low;
    low = custody !== null && isLow(path());
    if (low !== before) changed();
    if (custody && !low && !unproven) keepReserve(path()).catch((error: unknown) => report('keeping room', error));
  }

  /**
   * After a write that failed: the store is closed, which writes what was acknowledged into it and syncs that, and read
   * alone until all of it was checked; then it is opened to be written again. Whoever is signed in stays so.
   *
   * @param full  the disk may be: the room that was kept for this is given up
   */
  async function proveAndOpen(full: boolean): Promise<void> {
    const store = path();
    const at = which;
    job?.stop();
    needs.closing?.();
    custody?.close();
    custody = null;
    if (full) giveUpReserve(store);
    const read = openCustody({ path: store, mode: 'read', home, migrations });
    if (!read.ok) return giveUp(read.error);
    custody = read.value;
    refusal = null;
    const started = needs.startVerify(store, {
      onProgress(done, total) {
        if (job !== started) return;
        verify = { state: 'running', done, total };
        changed();
      },
    });
    job = started;
    verify = { state: 'running', done: 0, total: 0 };
    changed();
    const proven = await proveStore(store, started, report);
    // Somebody closed the store meanwhile, or opened another.
    if (job !== started || which !== at || custody !== read.value) return;
    job = null;
    custody.close();
    custody = null;
    if (!proven.ok) return giveUp(proven.error);
    verify = { state: 'done', at: Date.now(), events: proven.value, findings: [], count: 0 };
    const opened = openCustody({ path: store, mode: 'write', home, migrations });
    if (!opened.ok) return giveUp(opened.error);
    unproven = false;
    keep(opened);
  }

  /** Of a damaged store a copy is kept, and what a restore would bring back is found out, while it is shown. */
  function refuseStore(why: Refusal): void {
    refusal = why;
    rescuing.forget();
    changed();
    // The sample organisation is written anew.
    if (why.code === 'STORE_DAMAGED' && which === 'own') rescuing.begin(path());
  }

  const rescuing = openRescueKeeper({
    ...needs,
    changed: () => refusal && changed(),
    restore,
  });

  function giveUp(why: Refusal): void {
    needs.leaving();
    refuseStore(why);
  }

  /** Opens the store that was named at the start; also tries again what was refused. */
  function openOwn(): StoreState {
    close();
    which = 'own';
    refusal = null;
    if (unproven) {
      proveAndOpen(false).catch((error: unknown) => report('opening anew', error));
      return state();
    }
    if (!existsSync(ownPath) || isUnfinished(ownPath)) return changed();
    keep(openCustody({ path: ownPath, mode: 'write', home, migrations }));
    return state();
  }

  /** Opens the sample organisation; writes it first where there is none. */
  async function openSample(): Promise<StoreState> {
    if (writing) return state();
    close();
    which = 'sample';
    unproven = false;
    refusal = null;
    const wanted = await writeSample(samplePath, {
      report,
      start() {
        const started = needs.startDemo(samplePath, {
          onProgress(done, total) {
            writing = { done, total };
            changed();
          },
        });
        job = started;
        return started;
      },
    });
    job = null;
    writing = null;
    if (wanted.ok) keep(openCustody({ path: samplePath, mode: 'write', home, migrations }));
    else refusal = wanted.error;
    return changed();
  }

  /** Closes the sample organisation, takes it away for good, and opens the own store. */
  function leaveSample(): Result<StoreState> {
    // While it is being written it is nobody's yet.
    if (writing) return refuse('STORE_BUSY', { path: samplePath });
    const wasOpen = which === 'sample';
    if (wasOpen) close();
    const removed = removeSample(samplePath, report);
    if (!removed.ok) {
      if (wasOpen) keep(openCustody({ path: samplePath, mode: 'write', home, migrations }));
      return removed;
    }
    return accept(wasOpen ? openOwn() : state());
  }

  /**
   * Puts a backup in the place of the open store, in a process of its own; nobody writes meanwhile. Where it cannot be,
   * the store is opened again as it was, and whoever is signed in stays so; otherwise nobody is.
   */
  async function restore(wish: RestoreWish): Promise<Result<StoreState>> {
    const at = path();
    job?.stop();
    needs.closing?.();
    custody?.close();
    custody = null;
    refusal = null;
    restoring = { done: 0, total: 0 };
    changed();
    const restored = await putBack(wish, {
      report,
      onProgress(done, total) {
        restoring = { done, total };
        changed();
      },
    });
    restoring = null;
    verify = { state: 'not-yet' };
    if (restored.ok) needs.leaving();
    const opened = openCustody({ path: at, mode: 'write', home, migrations });
    if (restored.ok && opened.ok) await recordRestored(opened.value, restored.value, wish);
    const kept = keep(opened);
    return restored.ok ? kept : restored;
  }

  /**
   * Checks the whole store in a process of its own, while work goes on.
   *
   * @param by  who asked for it: then the trail keeps that it was done, and what it found
   */
  function startVerify(by: Session | null): StoreState {
    if (!custody || verify.state === 'running') return state();
    const started = needs.startVerify(custody.path, {
      onProgress(done, total) {
        if (job !== started) return;
        verify = { state: 'running', done, total };
        changed();
      },
    });
    job = started;
    verify = { state: 'running', done: 0, total: 0 };
    started.outcome.then(
      (value) => {
        if (job !== started) return;
        job = null;
        const { events, findings, counts } = Report.parse(value);
        const count = Object.values(counts).reduce((sum, n) => sum + n, 0);
        verify = { state: 'done', at: Date.now(), events, findings: findings.slice(0, 100), count };
        changed();
        // Nothing more is written into a file that SQLite itself finds damaged.
        if (by && counts.INTEGRITY === undefined && counts.SCHEMA === undefined) keepInTrail(value as VerifyReport, by); // made by our own worker
      },
      (error: unknown) => {
        if (job !== started) return;
        job = null;
        report('verifying', error);
        verify = { state: 'failed', why: error instanceof Error ? error.message : String(error) };
        changed();
      },
    );
    return changed();
  }

  /** Ends a check that is running: what it had found so far is not known. */
  function stopVerify(): StoreState {
    if (verify.state !== 'running') return state();
    job?.stop();
    job = null;
    const { done, total } = verify;
    verify = { state: 'stopped', done, total };
    return changed();
  }

  function keepInTrail(found: VerifyReport, by: Session): void {
    custody
      ?.recordVerification(by, verificationFacts(found))
      .then((recorded) => {
        if (!recorded.ok) report('recording a verification', new Error(recorded.error.code));
      })
      .catch((error: unknown) => report('recording a verification', error));
  }

  return {
    custody: () => custody,
    state,
    openOwn,
    openSample,
    leaveSample,
    startVerify,
    stopVerify,
    close,
    restore,
    rescue: { choose: rescuing.choose, restore: rescuing.restore },
    isSample: () => which === 'sample',
    lookAtRoom,
    /** Why no command is taken just now, though the store can be read; null: commands are taken. */
    doubt: (): Refusal | null =>
      custody && unproven ? { code: 'STORE_READ_ONLY', details: { path: path(), checking: true } } : null,
    lockAfterMs: () => settings().lockAfterMinutes * MINUTE_MS,

    /** First run: makes the store that was to be opened, and its first admin. */
    async create(first: {
      readonly organisation: string;
      readonly admin: string;
      readonly pin: string;
    }): Promise<Result<StoreState>> {
      if (custody || which !== 'own') return refuse('DUPLICATE', { entity: 'store', field: 'path', value: ownPath });
      mkdirSync(dirname(ownPath), { recursive: true, mode: 0o700 });
      const created = await createStore({
        ...first,
        path: ownPath,
        mode: 'write',
        home,
        migrations,
        clock: systemClock,
      });
      // What was typed wrong is said beside the form; the store is not refused for it.
      return created.ok ? keep(created) : created;
    },
  };
}

const Settings = z.object({
  organisation: z.string(),
  lockAfterMinutes: z.number(),
  scannerSuffix: z.enum(['enter', 'tab', 'none']),
  scannerKeyGapMs: z.int(),
  scannerBlankingMs: z.int(),
});

const Report = z.object({
  events: z.int(),
  findings: z.array(z.looseObject({ code: z.string(), message: z.string() })),
  counts: z.record(z.string(), z.int()),
});
