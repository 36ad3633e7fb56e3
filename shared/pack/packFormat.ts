import { z } from 'zod';

/**
 * The form of a custody pack, `assettrack-pack/1`, as docs/pack-format.md has it for strangers. A change here is a
 * change of the format.
 */
export const PACK_FORMAT = 'assettrack-pack/1';

export const packNames = {
  manifest: 'manifest.json',
  signature: 'manifest.sig',
  events: 'events.jsonl',
  page: 'verify.html',
} as const;

/** Bounds of a pack, for its maker as for whoever reads one from a stranger. */
export const packLimits = {
  /** files in it, manifest and signature included */
  entries: 64,
  /** bytes of one file, unpacked: what a process holds in one piece */
  fileBytes: 1024 * 1024 * 1024,
  /** bytes of all files together, unpacked */
  allBytes: 3 * 1024 * 1024 * 1024,
  /** bytes of the manifest: some thousand device chains */
  manifestBytes: 4 * 1024 * 1024,
  /** bytes of one entry, which every browser holds as one text */
  lineBytes: 64 * 1024 * 1024,
} as const;

/** Names that no file system, shell or archive reads as anything but a file in the pack itself. */
export const packFileName = z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}\.[a-z]{3,5}$/);

const hex = (bytes: number) => z.string().regex(new RegExp(`^[0-9a-f]{${2 * bytes}}$`));
const sha256Hex = hex(32);
export const signatureHex = hex(64);
const count = z.int().min(0);
const text = z.string();

const chain = z.strictObject({
  deviceId: text,
  shortCode: text,
  /** Ed25519, 32 bytes */
  publicKey: hex(32),
  /** of its last event, as are the next two */
  deviceSeq: count.min(1),
  seq: count.min(1),
  hash: sha256Hex,
});
export type PackChain = Readonly<z.output<typeof chain>>;

export const packManifest = z.strictObject({
  format: z.literal(PACK_FORMAT),
  storeId: text,
  organisation: text,
  madeAt: z.iso.datetime(),
  madeBy: z.strictObject({ name: text, role: text }).nullable(),
  appVersion: text,
  about: z.strictObject({
    report: text,
    documentNumber: text,
    subject: text.nullable(),
    filters: z.array(z.strictObject({ name: text, value: text })).max(100),
    at: z.iso.datetime(),
    knownAt: z.iso.datetime(),
    entries: z.enum(['recorded', 'effective']),
  }),
  events: z.strictObject({
    count,
    /** Is every event of the log in it? */
    whole: z.boolean(),
  }),
  /** the end of the log when it was made */
  chainHead: z.strictObject({ seq: count.min(1), hash: sha256Hex }),
  chains: z.array(chain).min(1).max(10_000),
  signer: z.strictObject({ deviceId: text, shortCode: text, publicKey: hex(32), fingerprint: sha256Hex }),
  files: z
    .array(z.strictObject({ name: packFileName, bytes: count.max(packLimits.fileBytes), sha256: sha256Hex }))
    .min(1)
    .max(packLimits.entries - 2),
});
export type PackManifest = Readonly<z.output<typeof packManifest>>;

/** JSON of which there is one text only: keys sorted by UTF-16 code units, nothing between the signs. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([name, one]) => `${JSON.stringify(name)}:${canonicalJson(one)}`).join(',')}}`;
}

/** What is signed: the manifest behind a word, so that no signature made for anything else fits. */
export function signedBytes(manifest: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(SIGNED_FOR.length + manifest.length);
  bytes.set(SIGNED_FOR);
  bytes.set(manifest, SIGNED_FOR.length);
  return bytes;
}
const SIGNED_FOR = new TextEncoder().encode('assettrack-pack-v1\0');

/** @param hex an even number of digits @returns the bytes that they stand for */
export const bytesOf = (hex: string): Uint8Array =>
  Uint8Array.from({ length: hex.length / 2 }, (_, i) => Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16));

/**
 * By which people tell keys apart.
 *
 * @param publicKey  32 bytes in hex
 * @param sha256     as hex
 * @returns SHA-256 over the 32 bytes, hex
 */
export const fingerprintOf = (publicKey: string, sha256: (bytes: Uint8Array) => string): string =>
  sha256(bytesOf(publicKey));

/** A key or fingerprint as people write it, in groups or capitals, as 64 digits. @returns null for what is none */
export function keyDigits(text: string): string | null {
  const digits = text.toLowerCase().replace(/[\s:-]/g, '');
  return sha256Hex.safeParse(digits).success ? digits : null;
}

/** The columns of an event in the table's order, as docs/event-hash.md has them, `seq` and `received_at` in front. */
const columns = {
  seq: count.min(1),
  received_at: z.int(),
  event_id: text,
  device_id: text,
  device_seq: count.min(1),
  stream_type: text,
  stream_id: text,
  type: text,
  occurred_at: z.int(),
  occurred_offset: z.int(),
  recorded_at: z.int(),
  hlc: text,
  clock_suspect: z.literal([0, 1]),
  actor_kind: text,
  actor_id: text.nullable(),
  actor_role: text.nullable(),
  data: text,
  changes: text,
  note: text.nullable(),
  device_info: text,
  command_id: text.nullable(),
  command_hash: text.nullable(),
  correlation_id: text,
  supersedes_event_id: text.nullable(),
  correction_reason: text.nullable(),
  prev_hash: sha256Hex,
  hash: sha256Hex,
} as const;
export const packEvent = z.strictObject(columns);
export type PackEvent = Readonly<z.output<typeof packEvent>>;

const columnNames = Object.keys(columns) as readonly (keyof PackEvent)[]; // the keys of this very object

/** A row as the store reads it, as a line of `events.jsonl`: no line feed. */
export const eventLine = (row: readonly (string | number | null)[]): string =>
  JSON.stringify(Object.fromEntries(columnNames.map((name, i) => [name, row[i]])));

/** The columns of an event, in the order of which its hash is taken. */
export const rowOf = (event: PackEvent): readonly (string | number | null)[] => columnNames.map((name) => event[name]);
