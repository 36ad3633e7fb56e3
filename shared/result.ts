import type { Refusal, RefusalCode } from './refusal.ts';

/** What a call that may be declined answers. */
export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: Refusal };

export function accept<T>(value: T): Result<T> {
  return { ok: true, value };
}

export function refuse(code: RefusalCode, details: Readonly<Record<string, unknown>> = {}): Result<never> {
  return { ok: false, error: { code, details } };
}
