import { randomInt } from 'node:crypto';
import { z } from 'zod';

/** Crockford's base 32: no I, L, O or U, which are misread. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const GROUPS = 6;
const GROUP = 4;

/**
 * A new code that gives the last admin a new PIN: 24 characters, 120 bits from the system's random source, in groups
 * of four as they are written down.
 */
export function newRecoveryCode(): string {
  const group = () => Array.from({ length: GROUP }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
  return Array.from({ length: GROUPS }, group).join('-');
}

/** A code as people type it: with any dashes and spaces, in small letters, O for zero and I or L for one. */
export const recoveryCode = z
  .string()
  .max(200)
  .transform((text) => text.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1'))
  .refine((code) => new RegExp(`^[${ALPHABET}]{${GROUPS * GROUP}}$`).test(code), 'is no recovery code');

/** The last group of a code: what is typed back to show that it was written down. */
export const lastGroup = (code: string): string => code.slice(-GROUP);
