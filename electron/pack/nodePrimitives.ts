import { createHash, createPublicKey, hash, verify } from 'node:crypto';
import { Inflate } from 'fflate';
import type { Primitives } from '../../shared/pack/primitives.ts';
import { eventHash, genesisHash } from '../store/eventHash.ts';

/** An Ed25519 key in SPKI begins with these bytes (RFC 8410). */
const SPKI = Buffer.from('302a300506032b6570032100', 'hex');

/**
 * What the app and the command line check packs with. Unpacking is the library's that the page uses too: Node's own
 * takes no bytes one after the other without a promise between them.
 */
export const nodePrimitives: Primitives = {
  hashes: { eventHash, genesisHash },
  sha256: (bytes) => hash('sha256', bytes, 'hex'),
  sha256Digest: () => {
    const digest = createHash('sha256');
    return { add: (bytes) => void digest.update(bytes), hex: () => digest.digest('hex') };
  },
  verifyEd25519: (publicKey, message, signature) => {
    const key = createPublicKey({ key: Buffer.concat([SPKI, publicKey]), format: 'der', type: 'spki' });
    return verify(null, message, key, signature);
  },
  inflater: (take) => {
    const stream = new Inflate(take);
    return (packed, last) => stream.push(packed, last);
  },
};
