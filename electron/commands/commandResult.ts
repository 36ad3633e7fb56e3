import type { EventJson } from '../../shared/event.ts';
import type { Refusal, RefusalCode } from '../../shared/refusal.ts';
import { sentence } from '../../shared/words.ts';

export interface RefusalJson {
  readonly code: RefusalCode;
  readonly message: string;
  readonly details: Readonly<Record<string, unknown>>;
}

/** What a command answers, in the contract's own form; a dry run adds `errors`, `before` and `after`. */
export type CommandResult =
  | { readonly ok: true; readonly events: readonly EventJson[]; readonly [extra: string]: unknown }
  | { readonly ok: false; readonly error: RefusalJson; readonly [extra: string]: unknown };

export function refused(refusal: Refusal): CommandResult & { readonly ok: false } {
  return { ok: false, error: { code: refusal.code, message: sentence(refusal), details: refusal.details } };
}
