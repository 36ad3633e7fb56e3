import { basename, dirname } from 'node:path';
import type { JobState } from '../../shared/ipc/contract.ts';
import { checkedPack, type OpenedPack } from '../../shared/pack/checkedPack.ts';
import { keyDigits } from '../../shared/pack/packFormat.ts';
import { accept, type Result, refuse } from '../../shared/result.ts';
import { packCheckWords } from '../../shared/uiWordsPackCheck.ts';
import type { PackCheckNeeds } from '../pack/packNeeds.ts';
import type { JobKeeper } from './jobKeeper.ts';
import type { Job, JobWatch } from './jobs.ts';
import { workerResult } from './workerResult.ts';

export interface PackKeeperNeeds {
  readonly jobs: Pick<JobKeeper, 'begin' | 'cancel'>;
  newId(): string;
  /** starts the process that checks a pack */
  startCheck(needs: PackCheckNeeds, watch: JobWatch): Job;
  /** asks for a file; null: the person thought better of it */
  chooseSource(): Promise<string | null>;
  /** how many bytes the file has, or why it cannot be one */
  look(path: string): Result<{ readonly bytes: number }>;
  /** who is signed in, by id; null: nobody, or locked */
  who(): string | null;
  /** a pack was opened from outside the window; null: it is forgotten */
  announce(pack: OpenedPack | null): void;
}

export type PackKeeper = ReturnType<typeof openPackKeeper>;

/**
 * The custody pack that is being checked, one at a time. It needs no store and nobody who is signed in: whoever gets a
 * pack need not be an operator. The window names no path; it knows a pack by the id of its opening.
 */
export function openPackKeeper({ jobs, newId, startCheck, chooseSource, look, who, announce }: PackKeeperNeeds) {
  let opened: { readonly pack: OpenedPack; readonly path: string; readonly by: string | null } | null = null;
  let checking: string | null = null;

  function stop(): void {
    if (checking !== null) jobs.cancel(checking);
    checking = null;
  }

  function take(path: string): OpenedPack {
    stop();
    const found = look(path);
    const pack: OpenedPack = {
      id: newId(),
      name: basename(path),
      folder: dirname(path),
      bytes: found.ok ? found.value.bytes : 0,
      why: found.ok ? null : String(found.error.details.why ?? found.error.code),
    };
    opened = { pack, path, by: who() };
    return pack;
  }

  return {
    opened: (): OpenedPack | null => opened?.pack ?? null,

    /** A file that the system, or a second start of the app, was told to open. Nothing of its name is trusted. */
    open: (path: string): void => announce(take(path)),

    async choose(): Promise<OpenedPack | null> {
      const path = await chooseSource();
      return path === null ? null : take(path);
    },

    /**
     * Begins to check a pack. One that is being checked is not checked any more.
     *
     * @param key  the fingerprint as somebody typed it; '' is none
     */
    check(id: string, key: string): Result<JobState> {
      const digits = key.trim() === '' ? null : keyDigits(key);
      if (digits === null && key.trim() !== '') {
        return refuse('INVALID', { field: 'fingerprint', why: packCheckWords.keyForm });
      }
      if (opened?.pack.id !== id) return refuse('NOT_FOUND', { entity: 'pack' });
      const { pack, path } = opened;
      if (pack.why !== null) return refuse('CANNOT_READ', { path, why: pack.why });
      stop();
      const state = jobs.begin({
        kind: 'pack-check',
        start(watch) {
          // It writes nothing, so it may be ended wherever it is.
          const { outcome, stop: end } = startCheck({ path, key: digits }, watch);
          return { outcome, stop: end };
        },
        finish: (value) => checked.parse(value),
      });
      checking = state.job;
      return accept(state);
    },

    /** Who signs in does not find what somebody else had opened; what was opened before anybody signed in stays. */
    signedIn(operatorId: string): void {
      if (opened === null || opened.by === null || opened.by === operatorId) return;
      stop();
      opened = null;
      announce(null);
    },
  };
}

const checked = workerResult(checkedPack);
