import { hash, verify } from '@node-rs/argon2';
import { z } from 'zod';
import type { PinKey } from './pinKey.ts';

/** 6 to 12 digits 0–9, nothing more is asked of a PIN. */
export const pinSchema = z.string().regex(/^[0-9]{6,12}$/);

/**
 * What one guess costs: 64 MiB, 3 passes, 1 lane; 50 to 110 ms on 2 cores with Node 24.21. No setting, variable or
 * argument lowers it. OWASP ASVS 5.0, appendix C asks for at least 12 MiB with 3 passes (docs/adr/0110-pin-hashing.md).
 */
const PIN_COST = {
  // Argon2id; the package's enum is a `const enum`, which sources that run by type stripping cannot name.
  algorithm: 2,
  // KiB
  memoryCost: 64 * 1024,
  timeCost: 3,
  parallelism: 1,
} as const;

/** A hash that was made with a laptop's key says with whose, where the PHC string format has room for it. */
const KEYED = /^(\$argon2id\$v=19\$m=\d+,t=\d+,p=\d+),keyid=([A-Za-z0-9+/]+)(\$.+)$/;

/** The key without which nobody can check a PIN against this hash; null: it needs none. */
export const keyIdOf = (pinHash: string): string | null => KEYED.exec(pinHash)?.[2] ?? null;

/**
 * @param key  of this laptop; null: the hash can be checked on any laptop that has the store
 * @returns the encoded argon2id string: algorithm, cost, the id of the key, a fresh 16-byte salt and the hash
 * @throws when `pin` is not what `pinSchema` takes: it should have been refused before
 */
export async function hashPin(pin: string, key: PinKey | null = null): Promise<string> {
  if (!pinSchema.safeParse(pin).success) throw new Error('a PIN has 6 to 12 digits');
  if (!key) return hash(pin, PIN_COST);
  const encoded = await hash(pin, { ...PIN_COST, secret: key.secret });
  const keyed = encoded.replace(/(?<=,p=\d+)(?=\$)/, `,keyid=${key.id}`);
  if (keyIdOf(keyed) !== key.id) throw new Error('the hash has not the form in which a key is named');
  return keyed;
}

/**
 * A recovery code as `recoveryCode.ts` makes it, hashed at the same cost and never with a key: it opens on any laptop.
 *
 * @param code  normalised
 */
export async function hashRecoveryCode(code: string): Promise<string> {
  return hash(code, PIN_COST);
}

/**
 * Whether `pin` is the one behind `pinHash`. Without a hash (nobody of that name, no PIN here) the same work is done
 * for nothing, so that the time of an answer does not tell who exists.
 *
 * @param pin  anything that was typed; what is no PIN is simply wrong
 * @param key  of this laptop; a hash that was made with another one never fits
 */
export async function checkPin(pinHash: string | null, pin: string, key: PinKey | null = null): Promise<boolean> {
  const keyId = pinHash === null ? null : keyIdOf(pinHash);
  if (pinHash !== null && keyId === null) return verify(pinHash, pin);
  if (pinHash !== null && key !== null && keyId === key.id) {
    return verify(pinHash.replace(KEYED, '$1$3'), pin, { secret: key.secret });
  }
  await hash(pin, PIN_COST);
  return false;
}
