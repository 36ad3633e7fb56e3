import { hashes as ed25519Hashes, Point, verify } from '@noble/ed25519';
import { sha256, sha512 } from '@noble/hashes/sha2.js';
import { bytesToHex, concatBytes } from '@noble/hashes/utils.js';
import { Inflate } from 'fflate';
import { eventHashes } from '../../shared/eventHash.ts';
import { bytesOf } from '../../shared/pack/packFormat.ts';
import type { Primitives } from '../../shared/pack/primitives.ts';

const utf8 = new TextEncoder();
const sha256Hex = (bytes: Uint8Array): string => bytesToHex(sha256(bytes));
ed25519Hashes.sha512 = sha512;

/**
 * What any browser can check packs with. Its own `crypto.subtle` is not asked: a page from a file may not have it, and
 * not every one knows Ed25519.
 */
export const webPrimitives: Primitives = {
  hashes: eventHashes<Uint8Array>({
    sha256: sha256Hex,
    room: (bytes) => new Uint8Array(bytes),
    writeText: (text, into, at) => utf8.encodeInto(text, into.subarray(at)).written,
    writeHex: (hex, into, at) => {
      const bytes = bytesOf(hex);
      into.set(bytes, at);
      return bytes.length;
    },
  }),
  sha256: sha256Hex,
  sha256Digest: () => {
    const digest = sha256.create();
    return { add: (bytes) => void digest.update(bytes), hex: () => bytesToHex(digest.digest()) };
  },
  verifyEd25519: (publicKey, message, signature) =>
    verify(signature, message, publicKey, { zip215: false }) && fitsToTheBit(publicKey, message, signature),
  inflater: (take) => {
    const stream = new Inflate(take);
    return (packed, last) => stream.push(packed, last);
  },
};

/**
 * The library multiplies both sides by eight, as RFC 8032 allows; Node does not. The two disagree on a signature that
 * its signer made crooked on purpose, so here the equation must hold as it stands: [S]B = R + [k]A.
 */
function fitsToTheBit(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  const r = signature.subarray(0, 32);
  const k = littleEndian(sha512(concatBytes(r, publicKey, message))) % Point.CURVE().n;
  const left = Point.BASE.multiply(littleEndian(signature.subarray(32)), false);
  return left.equals(Point.fromBytes(r).add(Point.fromBytes(publicKey).multiply(k, false)));
}

const littleEndian = (bytes: Uint8Array): bigint => BigInt(`0x${bytesToHex(bytes.toReversed())}`);
