import type { Answer, Refused } from '../../shared/ipc/contract.ts';
import type { Refusal } from '../../shared/refusal.ts';
import type { Result } from '../../shared/result.ts';
import { sentence } from '../../shared/words.ts';

/** A refusal with its sentence, as it crosses to the window. */
export function refusedOf({ code, details }: Refusal): Refused {
  return { code, message: sentence({ code, details }), details };
}

export function answerOf<T>(result: Result<T>): Answer<T> {
  return result.ok ? result : { ok: false, error: refusedOf(result.error) };
}
