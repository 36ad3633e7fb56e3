import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Dice } from '../../electron/testing/dice.ts';
import type { Change } from './writeLog.ts';

/**
 * What a power cut leaves of the bytes that nobody waited for: nothing, all, the first of them, any of them, the last
 * one in part (sectors), the last one in part and the rest of it nonsense.
 */
export const cutKinds = ['dropped', 'kept', 'prefix', 'subset', 'torn', 'garbage'] as const;
export type CutKind = (typeof cutKinds)[number];

type Pending = Extract<Change, { readonly what: 'write' | 'cut' }>;
type Naming = Extract<Change, { readonly what: 'create' | 'unlink' | 'rename' | 'link' }>;

interface File {
  synced: Buffer;
  pending: Pending[];
}

const SECTOR_BYTES = 512;

/**
 * A disk as the contract of fsync has it, no better: bytes are safe once their file was synced, a name once its folder
 * was (or the file under it), and names change in their order. What is not safe yet may or may not be there after a cut.
 */
export function openDisk(folder: string) {
  const files = new Map<string, File>();
  let names = new Map<string, File>();
  const synced = new Map<string, File>();
  let naming: (Naming & { readonly file: File })[] = [];

  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const file: File = { synced: readFileSync(path), pending: [] };
    files.set(path, file);
    synced.set(path, file);
  }
  names = new Map(files);

  function name(change: Naming): void {
    const file = change.what === 'create' ? { synced: Buffer.alloc(0), pending: [] } : names.get(change.path);
    if (!file) return;
    naming.push({ ...change, file });
    applyName(names, change, file);
  }

  /** A folder that is synced keeps what was done to its names by then; so does a file that is synced under its name. */
  function sync(path: string): void {
    const file = names.get(path);
    if (file) {
      file.synced = file.pending.reduce(applied, file.synced);
      file.pending = [];
    }
    const concerns = (change: Naming) =>
      file ? names.get(change.path) === file : dirname('to' in change ? change.to : change.path) === path;
    const last = naming.findLastIndex(concerns);
    for (const change of naming.slice(0, last + 1)) applyName(synced, change, change.file);
    naming = naming.slice(last + 1);
  }

  return {
    take(change: Change): void {
      if (change.what === 'mark' || change.what === 'answer') return;
      if (change.what === 'sync') sync(change.path);
      else if (change.what === 'write' || change.what === 'cut') names.get(change.path)?.pending.push(change);
      else name(change);
    },

    /** Puts into the folder what a power cut at this moment would leave there. */
    leave(kind: CutKind, dice: Dice): void {
      rmSync(folder, { recursive: true, force: true });
      const left = new Map(synced);
      const kept = kind === 'dropped' ? 0 : kind === 'kept' ? naming.length : dice.below(naming.length + 1);
      for (const change of naming.slice(0, kept)) applyName(left, change, change.file);
      for (const [path, file] of left) {
        // The index of the write-ahead log lives in memory; what is left of it on a disk is made anew.
        if (path.endsWith('-shm')) continue;
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(path, bytesLeft(file, kind, dice));
      }
    },
  };
}

function applyName(names: Map<string, File>, change: Naming, file: File): void {
  if (change.what === 'unlink' || change.what === 'rename') names.delete(change.path);
  if (change.what === 'create') names.set(change.path, file);
  if (change.what === 'rename' || change.what === 'link') names.set(change.to, file);
}

function bytesLeft({ synced, pending }: File, kind: CutKind, dice: Dice): Buffer {
  switch (kind) {
    case 'dropped':
      return synced;
    case 'kept':
      return pending.reduce(applied, synced);
    case 'prefix':
      return pending.slice(0, dice.below(pending.length + 1)).reduce(applied, synced);
    case 'subset':
      return pending.filter(() => dice.below(2) === 0).reduce(applied, synced);
    default: {
      const whole = dice.below(pending.length + 1);
      const before = pending.slice(0, whole).reduce(applied, synced);
      const last = pending[whole];
      return last ? sectors(last, kind, dice).reduce(applied, before) : before;
    }
  }
}

/** Some sectors of a write; of garbage, the others are written too, with nonsense. */
function sectors(change: Pending, kind: CutKind, dice: Dice): Pending[] {
  if (change.what === 'cut') return [];
  const { path, offset, bytes } = change;
  const parts: Pending[] = [];
  for (let at = 0; at < bytes.length; at += SECTOR_BYTES) {
    const part = bytes.subarray(at, at + SECTOR_BYTES);
    if (dice.below(2) === 0) parts.push({ what: 'write', path, offset: offset + at, bytes: part });
    else if (kind === 'garbage') {
      const nonsense = Buffer.from(part.map(() => dice.below(256)));
      parts.push({ what: 'write', path, offset: offset + at, bytes: nonsense });
    }
  }
  return parts;
}

function applied(before: Buffer, change: Pending): Buffer {
  if (change.what === 'cut') {
    if (change.length <= before.length) return before.subarray(0, change.length);
    return Buffer.concat([before, Buffer.alloc(change.length - before.length)]);
  }
  const end = Math.max(before.length, change.offset + change.bytes.length);
  const after = Buffer.alloc(end);
  before.copy(after);
  change.bytes.copy(after, change.offset);
  return after;
}
