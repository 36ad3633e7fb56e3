import { bytesOf } from './packFormat.ts';

/** The prime of the field, 2^255 − 19, and the y of every point whose order is 1, 2, 4 or 8. */
const FIELD = 2n ** 255n - 19n;
const SMALL_ORDERS: readonly bigint[] = [
  0n,
  1n,
  FIELD - 1n,
  0x7a03ac9277fdc74ec6cc392cfa53202a0f67100d760b3cba4fd84d3d706a17c7n,
  0x05fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826n,
];

/**
 * Is this an Ed25519 key as a device makes it? With a point of small order one signature fits many texts, and on a
 * number written beyond the field libraries disagree; neither comes from a key pair.
 *
 * @param publicKey  32 bytes in hex
 */
export function isSoundKey(publicKey: string): boolean {
  const digits = [...bytesOf(publicKey)].reverse().map((byte) => byte.toString(16).padStart(2, '0'));
  const y = BigInt.asUintN(255, BigInt(`0x${digits.join('')}`));
  return y < FIELD && !SMALL_ORDERS.includes(y);
}
