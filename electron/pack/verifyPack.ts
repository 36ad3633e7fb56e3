import { createPublicKey, hash, verify } from 'node:crypto';
import { packWords as words } from '../../shared/uiWordsPack.ts';
import {
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
import { broken, notProven, proven, type Statement } from './statement.ts';
import { verifyEvents } from './verifyEvents.ts';
import { type ZipEntry, zipEntries } from './zipEntries.ts';

export interface PackVerdict {
  /** nothing is broken; what is not proven is told all the same */
  readonly ok: boolean;
  readonly statements: readonly Statement[];
  /** what the pack says of itself; null where that cannot be relied on */
  readonly manifest: PackManifest | null;
}

/**
 * Checks a pack from its bytes alone, without a store and without a network.
 *
 * @param knownKey  the device's key, or its fingerprint, as the organisation told it: see `keyDigits`; null: nobody told
 */
export function verifyPack(bytes: Uint8Array, knownKey: string | null): PackVerdict {
  const entries = zipEntries(bytes, { ...packLimits, isName: (name) => packFileName.safeParse(name).success });
  if (typeof entries === 'string') return fails(words.archive[entries]);
  const named = new Map(entries.map((entry) => [entry.name, entry]));
  const text = contentOf(named.get(packNames.manifest), packLimits.manifestBytes);
  const signature = contentOf(named.get(packNames.signature), 1024);
  if (!text || !signature) return fails(words.manifestMissing);
  const manifest = readManifest(text);
  if (!manifest) return fails(words.manifestForm);
  const signed = verifySignature(text, signature, manifest);
  if (signed !== null) return fails(signed);

  const { signer, organisation, madeAt, chainHead } = manifest;
  const statements = [
    proven(words.signed(organisation, signer.shortCode, madeAt)),
    verdictOnKey(signer, knownKey),
    ...verifyFiles(named, manifest),
    notProven(words.tail(madeAt, chainHead.seq)),
    notProven(words.rendering),
    notProven(words.truth),
  ];
  return { ok: !statements.some(({ verdict }) => verdict === 'broken'), statements, manifest };
}

const fails = (text: string): PackVerdict => ({ ok: false, statements: [broken(text)], manifest: null });

const contentOf = (entry: ZipEntry | undefined, limit: number): Uint8Array | null =>
  entry && entry.size <= limit ? entry.unpack() : null;

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

/** An Ed25519 key in SPKI begins with these bytes (RFC 8410). */
const SPKI = Buffer.from('302a300506032b6570032100', 'hex');

function verifySignature(text: Uint8Array, signature: Uint8Array, { signer, chains }: PackManifest): string | null {
  const told = Buffer.from(signature).toString('latin1');
  if (!told.endsWith('\n') || !signatureHex.safeParse(told.slice(0, -1)).success) return words.signatureForm;
  const key = createPublicKey({
    key: Buffer.concat([SPKI, Buffer.from(signer.publicKey, 'hex')]),
    format: 'der',
    type: 'spki',
  });
  if (!verify(null, signedBytes(text), key, Buffer.from(told.trim(), 'hex'))) return words.signatureWrong;
  if (signer.fingerprint !== fingerprintOf(signer.publicKey)) return words.manifestForm;
  const own = chains.find(({ deviceId }) => deviceId === signer.deviceId);
  const known = own?.publicKey === signer.publicKey && own.shortCode === signer.shortCode;
  return known ? null : words.signerForeign;
}

function verdictOnKey({ publicKey, fingerprint }: PackManifest['signer'], knownKey: string | null): Statement {
  if (knownKey === null) return notProven(words.keyUnknown(fingerprint));
  const told = keyDigits(knownKey);
  const isKnown = told === fingerprint || told === publicKey;
  return isKnown ? proven(words.keyKnown(fingerprint)) : broken(words.keyOther(fingerprint));
}

function verifyFiles(entries: ReadonlyMap<string, ZipEntry>, manifest: PackManifest): readonly Statement[] {
  const told = new Set<string>([packNames.manifest, packNames.signature, ...manifest.files.map(({ name }) => name)]);
  const faults = [...entries.keys()].filter((name) => !told.has(name)).map((name) => broken(words.fileAdded(name)));
  const whole: string[] = [];
  let events: Uint8Array | null = null;
  for (const { name, bytes, sha256 } of manifest.files) {
    const entry = entries.get(name);
    if (!entry) {
      faults.push(broken(words.fileMissing(name)));
      continue;
    }
    const content = entry.size === bytes ? entry.unpack() : null;
    if (!content || hash('sha256', content, 'hex') !== sha256 || whole.includes(name)) {
      faults.push(broken(words.fileChanged(name)));
      continue;
    }
    whole.push(name);
    if (name === packNames.events) events = content;
  }
  if (faults.length > 0) return faults;
  if (events === null) return [broken(words.fileMissing(packNames.events))];
  return [proven(words.files(whole)), ...verifyEvents(events, manifest)];
}
