import { createHash } from 'node:crypto';
import {
  appendFileSync,
  createReadStream,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { accept, type Result, refuse } from '../../shared/result.ts';
import type { Session } from '../../shared/session.ts';
import { DAY_MS } from '../../shared/time.ts';
import { MAX_LIST_BYTES } from '../import/readList.ts';

const form = z.object({ id: z.string(), name: z.string(), operatorId: z.string() });
type List = z.output<typeof form>;

/** How long a list lies here that somebody began with and did not come back to. */
const KEPT_MS = 30 * DAY_MS;

/**
 * The one list that somebody handed over and is working on, as a file of the app's own, readable for nobody else on
 * the laptop. It outlives the app, so that a half-done import does, until it is recorded, given up or replaced.
 *
 * @param home  folder of the app's own files
 */
export function openListShelf(home: string, newId: () => string) {
  const folder = join(home, 'import');
  const about = join(folder, 'begun.json');
  const pathOf = (id: string, kind: 'list' | 'task') => join(folder, `${id}.${kind}`);
  /** the list in use */
  let list: List | null = null;
  clearUp();

  function begun(): List | null {
    try {
      return form.parse(JSON.parse(readFileSync(about, 'utf8')));
    } catch {
      return null;
    }
  }

  /** What an earlier run left when it ended early: lists of people and things lie nowhere longer than they must. */
  function clearUp(): void {
    const kept = begun();
    const path = kept && pathOf(kept.id, 'list');
    if (!kept || !path || !existsSync(path) || Date.now() - statSync(path).mtimeMs > KEPT_MS) {
      empty();
      return;
    }
    for (const name of readdirSync(folder)) {
      if (name !== 'begun.json' && name !== `${kept.id}.list`) rmSync(join(folder, name), { force: true });
    }
  }

  function empty(): void {
    rmSync(folder, { recursive: true, force: true });
    list = null;
  }

  return {
    /** The list in use, if it is this one and this operator's; null: neither. */
    of: (id: string, { operatorId }: Session): List | null =>
      list?.id === id && list.operatorId === operatorId ? list : null,
    inUse: (): List | null => list,
    listPath: ({ id }: List): string => pathOf(id, 'list'),

    /** A file for what a job is to do, which may be long. @returns its path; whoever began the job takes it away */
    putTask(task: object): string {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      const path = pathOf(newId(), 'task');
      writeFileSync(path, JSON.stringify(task), { mode: 0o600 });
      return path;
    },

    /** The beginning of a list, in the place of the one before. */
    begin({ operatorId }: Session, name: string): List {
      empty();
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      list = { id: newId(), name, operatorId };
      writeFileSync(pathOf(list.id, 'list'), '', { mode: 0o600 });
      writeFileSync(about, JSON.stringify(list), { mode: 0o600 });
      return list;
    },

    /** More of it, in order. */
    add(to: List, bytes: Uint8Array): Result<null> {
      const path = pathOf(to.id, 'list');
      if (statSync(path).size + bytes.length > MAX_LIST_BYTES) {
        return refuse('CANNOT_READ', { path: to.name, why: 'it is larger than 64 MB' });
      }
      appendFileSync(path, bytes);
      return accept(null);
    },

    /**
     * The list that this operator began with before the app was started anew, or somebody else signed in.
     *
     * @param sha256  of its bytes, hex, as they were: a list that was half handed over, or is another, is not given
     */
    async resume({ operatorId }: Session, sha256: string): Promise<Result<List>> {
      const kept = begun();
      if (kept?.operatorId !== operatorId || !existsSync(pathOf(kept.id, 'list'))) return gone();
      const hash = createHash('sha256');
      await pipeline(createReadStream(pathOf(kept.id, 'list')), hash);
      if (hash.digest('hex') !== sha256) return gone();
      list = kept;
      return accept(kept);
    },

    /** It was recorded or given up by whoever it belongs to; nobody else's is touched. */
    forget({ operatorId }: Session): void {
      if (begun()?.operatorId === operatorId) empty();
    },
    /** Nobody works on it just now; it stays for whoever began with it. */
    leave(): void {
      list = null;
    },
  };
}

export const gone = () => refuse('NOT_FOUND', { entity: 'list' });
