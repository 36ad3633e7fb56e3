import { hash as digest } from 'node:crypto';
import { eventHashes } from '../../shared/eventHash.ts';

/** The hashes of shared/eventHash.ts, by what is fastest under Node: an append waits for one. */
export const { eventHash, genesisHash } = eventHashes<Buffer>({
  sha256: (bytes) => digest('sha256', bytes, 'hex'),
  room: (bytes) => Buffer.allocUnsafeSlow(bytes),
  writeText: (text, into, at) => into.write(text, at),
  writeHex: (hex, into, at) => into.write(hex, at, 'hex'),
});
