import type { Result } from '../../shared/result.ts';

/** What was answered. @throws when it was refused */
export function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.error.code} ${JSON.stringify(result.error.details)}`);
  return result.value;
}
