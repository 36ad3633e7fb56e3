import type { EventHashes } from '../eventHash.ts';

/** A digest over bytes that come one after the other. */
export interface Digest {
  add(bytes: Uint8Array): void;
  /** @returns lower-case hex; nothing can be added any more */
  hex(): string;
}

/**
 * What a check of a pack takes from the program it runs in: the same arithmetic from Node (electron/pack) and from
 * libraries that run in any browser (renderer/verifier). All rules are above it, in this folder, and there once.
 */
export interface Primitives {
  readonly hashes: EventHashes;
  /** @returns SHA-256 in lower-case hex */
  sha256(bytes: Uint8Array): string;
  sha256Digest(): Digest;
  /**
   * Ed25519 of RFC 8032 with the equation that has no cofactor, S below the order, and R as it is written. Of keys it
   * gets only those that `isSoundKey` lets pass.
   *
   * @returns false also for a key that is no point of the curve
   */
  verifyEd25519(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean;
  /**
   * Begins to unpack raw Deflate (RFC 1951).
   *
   * @param take  gets what was unpacked, some of it at each push
   * @returns takes the next packed bytes; throws where they are none
   */
  inflater(take: (unpacked: Uint8Array) => void): (packed: Uint8Array, last: boolean) => void;
}
