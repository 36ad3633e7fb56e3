import { hash, verify } from '@node-rs/argon2';
import { z } from 'zod';

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

/**
 * @returns the encoded argon2id string: algorithm, cost, a fresh 16-byte salt and the hash
 * @throws when `pin` is not what `pinSchema` takes: it should have been refused before
 */
export async function hashPin(pin: string): Promise<string> {
  if (!pinSchema.safeParse(pin).success) throw new Error('a PIN has 6 to 12 digits');
  return hash(pin, PIN_COST);
}

/** A recovery code as `recoveryCode.ts` makes it, hashed at the same cost. @param code  normalised */
export async function hashRecoveryCode(code: string): Promise<string> {
  return hash(code, PIN_COST);
}

/**
 * Whether `pin` is the one behind `pinHash`. Without a hash (nobody of that name, no PIN here) the same work is done
 * for nothing, so that the time of an answer does not tell who exists.
 *
 * @param pin  anything that was typed; what is no PIN is simply wrong
 */
export async function checkPin(pinHash: string | null, pin: string): Promise<boolean> {
  if (pinHash !== null) return verify(pinHash, pin);
  await hash(pin, PIN_COST);
  return false;
}
