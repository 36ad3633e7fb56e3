import { createHash } from 'node:crypto';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { canonicalJson, type PackManifest, packEvent, rowOf, signedBytes } from '../../shared/pack/packFormat.ts';
import { eventHash } from '../store/eventHash.ts';

type Files = Record<string, Uint8Array>;
export const openPack = (bytes: Uint8Array): Files => unzipSync(bytes);
export const manifestOf = (files: Files): PackManifest =>
  JSON.parse(strFromU8(files['manifest.json'] ?? new Uint8Array()));
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

export type Row = Record<string, unknown>;
type Writable<T> = { -readonly [K in keyof T]: T[K] };
/** What a forger does to the events, and to the manifest in place. */
export type Change = (events: Row[], manifest: Writable<PackManifest>) => readonly Row[];

/** What the events of a pack are, in its order. */
export const typesIn = (bytes: Uint8Array): readonly string[] =>
  strFromU8(openPack(bytes)['events.jsonl'] ?? new Uint8Array())
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line).type);

/**
 * The pack with other events, every sum and the signature made anew by whoever has `key`. Of its other files it has none:
 * no rule looks into them, and their bytes take their time.
 */
export function forgedPack(
  bytes: Uint8Array,
  change: Change,
  key: (text: Uint8Array) => Uint8Array,
  textOf: (manifest: PackManifest) => string = canonicalJson,
): Uint8Array {
  const files = openPack(bytes);
  const manifest = { ...manifestOf(files) };
  const rows: Row[] = strFromU8(files['events.jsonl'] ?? new Uint8Array())
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const events = strToU8(
    change(rows, manifest)
      .map((row) => `${JSON.stringify(row)}\n`)
      .join(''),
  );
  manifest.files = [{ name: 'events.jsonl', bytes: events.length, sha256: sha256(events) }];
  const text = strToU8(textOf(manifest));
  const signature = strToU8(`${Buffer.from(key(signedBytes(text))).toString('hex')}\n`);
  return zipSync({ 'events.jsonl': events, 'manifest.json': text, 'manifest.sig': signature });
}

/** The events with every hash from the first one on computed anew. */
export function rechained(rows: readonly Row[], genesis: string): Row[] {
  let before = genesis;
  return rows.map((row) => {
    const next = rehashed({ ...row, prev_hash: before });
    before = String(next.hash);
    return next;
  });
}

export const rehashed = (row: Row): Row => ({ ...row, hash: eventHash(rowOf(packEvent.parse(row))) });
