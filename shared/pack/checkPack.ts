import { packWords as words } from '../uiWordsPack.ts';
import { checkEvents } from './checkEvents.ts';
import {
  bytesOf,
  canonicalJson,
  fingerprintOf,
  keyDigits,
  type PackManifest,
  packFileName,
  packLimits,
  packManifest,
  packNames,
  signatureHex,
  signedBytes,
} from './packFormat.ts';
import type { Primitives } from './primitives.ts';
import { isSoundKey } from './soundKey.ts';
import { broken, notProven, proven, type Statement } from './statement.ts';
import { type ZipEntry, zipEntries } from './zipEntries.ts';

export interface PackVerdict {
  /** nothing is broken; what is not proven is told all the same */
  readonly ok: boolean;
  readonly statements: readonly Statement[];
  /** what the pack says of itself; null where that cannot be relied on */
  readonly manifest: PackManifest | null;
}

/** How far a check is, in bytes of the pack's files, unpacked. */
export interface PackProgress {
  readonly done: number;
  readonly of: number;
}

/**
 * Checks a pack from its bytes alone, without a store and without a network, a few milliseconds at a time: whoever takes
 * the steps decides what happens in between.
 *
 * @param knownKey  the device's key, or its fingerprint, as the organisation told it: see `keyDigits`; null: nobody told
 */
export function* checkPack(
  bytes: Uint8Array,
  knownKey: string | null,
  primitives: Primitives,
): Generator<PackProgress, PackVerdict> {
  const isName = (name: string) => packFileName.safeParse(name).success;
  const entries = zipEntries(bytes, { ...packLimits, isName }, primitives);
  if (typeof entries === 'string') return fails(words.archive[entries]);
  const named = new Map(entries.map((entry) => [entry.name, entry]));
  const text = contentOf(named.get(packNames.manifest), packLimits.manifestBytes);
  const signature = contentOf(named.get(packNames.signature), 1024);
  if (!text || !signature) return fails(words.manifestMissing);
  const manifest = readManifest(text);
  if (!manifest) return fails(words.manifestForm);
  const signed = checkSignature(text, signature, manifest, primitives);
  if (signed !== null) return fails(signed);

  const { signer, organisation, madeAt, chainHead } = manifest;
  const statements = [
    proven(words.signed(organisation, signer.shortCode, madeAt)),
    verdictOnKey(signer, knownKey),
    ...(yield* checkFiles(named, manifest, primitives)),
    notProven(words.tail(madeAt, chainHead.seq)),
    notProven(words.rendering),
    notProven(words.truth),
  ];
  return { ok: !statements.some(({ verdict }) => verdict === 'broken'), statements, manifest };
}

const fails = (text: string): PackVerdict => ({ ok: false, statements: [broken(text)], manifest: null });

/** A small file in one piece. */
function contentOf(entry: ZipEntry | undefined, limit: number): Uint8Array | null {
  if (!entry || entry.size > limit) return null;
  const content = new Uint8Array(entry.size);
  let at = 0;
  const pieces = entry.unpack();
  for (;;) {
    const next = pieces.next();
    if (next.done) return next.value ? content : null;
    content.set(next.value, at);
    at += next.value.length;
  }
}

/** Only the one text that a manifest can have is one: a key that is there twice, or another spacing, is none. */
function readManifest(bytes: Uint8Array): PackManifest | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    const manifest = packManifest.safeParse(JSON.parse(text));
    return manifest.success && canonicalJson(manifest.data) === text ? manifest.data : null;
  } catch {
    return null;
  }
}

/** @returns what is wrong with it; null: nothing */
function checkSignature(
  text: Uint8Array,
  signature: Uint8Array,
  { signer, chains }: PackManifest,
  { verifyEd25519, sha256 }: Primitives,
): string | null {
  const told = String.fromCharCode(...signature);
  if (!told.endsWith('\n') || !signatureHex.safeParse(told.slice(0, -1)).success) return words.signatureForm;
  const { publicKey, fingerprint, deviceId, shortCode } = signer;
  const fits =
    isSoundKey(publicKey) && verifyEd25519(bytesOf(publicKey), signedBytes(text), bytesOf(told.slice(0, -1)));
  if (!fits) return words.signatureWrong;
  if (fingerprint !== fingerprintOf(publicKey, sha256)) return words.manifestForm;
  const own = chains.find((chain) => chain.deviceId === deviceId);
  const known = own?.publicKey === publicKey && own.shortCode === shortCode;
  return known ? null : words.signerForeign;
}

function verdictOnKey({ publicKey, fingerprint }: PackManifest['signer'], knownKey: string | null): Statement {
  if (knownKey === null) return notProven(words.keyUnknown(fingerprint));
  const told = keyDigits(knownKey);
  const isKnown = told === fingerprint || told === publicKey;
  return isKnown ? proven(words.keyKnown(fingerprint)) : broken(words.keyOther(fingerprint));
}

function* checkFiles(
  entries: ReadonlyMap<string, ZipEntry>,
  manifest: PackManifest,
  { sha256Digest, hashes }: Primitives,
): Generator<PackProgress, readonly Statement[]> {
  const told = new Set<string>([packNames.manifest, packNames.signature, ...manifest.files.map(({ name }) => name)]);
  const faults = [...entries.keys()].filter((name) => !told.has(name)).map((name) => broken(words.fileAdded(name)));
  const of = manifest.files.reduce((sum, { name }) => sum + (entries.get(name)?.size ?? 0), 0);
  const events = checkEvents(manifest, hashes);
  const whole: string[] = [];
  let done = 0;
  for (const { name, bytes, sha256 } of manifest.files) {
    const entry = entries.get(name);
    if (!entry) {
      faults.push(broken(words.fileMissing(name)));
      continue;
    }
    if (entry.size !== bytes || whole.includes(name)) {
      faults.push(broken(words.fileChanged(name)));
      continue;
    }
    const digest = sha256Digest();
    const pieces = entry.unpack();
    let next = pieces.next();
    for (; !next.done; next = pieces.next()) {
      digest.add(next.value);
      if (name === packNames.events) events.take(next.value);
      done += next.value.length;
      yield { done, of };
    }
    if (next.value && digest.hex() === sha256) whole.push(name);
    else faults.push(broken(words.fileChanged(name)));
  }
  if (faults.length > 0) return faults;
  if (!whole.includes(packNames.events)) return [broken(words.fileMissing(packNames.events))];
  return [proven(words.files(whole)), ...events.end()];
}
