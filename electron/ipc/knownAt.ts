import type { Refusal } from '../../shared/refusal.ts';
import type { Role } from '../../shared/session.ts';

/**
 * In the window, what was known at an earlier time is for admins. An address can be typed, so it is judged here, by the
 * role of who is signed in. Whoever reads the store on the command line needs no session at all.
 *
 * @param asked  the arguments of a query, or the filters of a report
 * @returns NOT_ALLOWED, or null: it may be asked
 */
export function refusalOfKnownAt(asked: object, role: Role | null): Refusal | null {
  if (!('knownAt' in asked) || asked.knownAt === undefined || role === 'admin') return null;
  return { code: 'NOT_ALLOWED', details: { field: 'knownAt', needs: ['admin'], role } };
}
