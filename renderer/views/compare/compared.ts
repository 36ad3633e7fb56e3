import { type ChangeKind, changeKinds } from '../../../shared/contract/trailAnswers.ts';
import type { QueryRequest } from '../../../shared/ipc/answers.ts';
import { parseInstant } from '../../../shared/time.ts';
import { to as addressTo } from '../../routes.ts';

/** What is compared, as the address says it: two moments, and what is looked for. Absent is null. */
export interface Compared {
  /** RFC 3339 */
  readonly from: string | null;
  /** null: now */
  readonly to: string | null;
  readonly case: string | null;
  readonly holder: string | null;
  readonly text: string | null;
  readonly kind: ChangeKind | null;
}

export function comparedIn(query: Readonly<Record<string, string>>): Compared {
  const instant = (text: string | undefined) => (text !== undefined && parseInstant(text) ? text : null);
  return {
    from: instant(query.from),
    to: instant(query.to),
    case: query.case || null,
    holder: query.holder || null,
    text: query.text || null,
    kind: changeKinds.find((kind) => kind === query.kind) ?? null,
  };
}

const said = (compared: Compared): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(compared).flatMap(([name, value]) => (value === null ? [] : [[name, String(value)]])),
  );

export const addressOf = (compared: Compared): string => addressTo('compare', undefined, said(compared));

/** What main is asked. */
export function requestOf({ from, to, kind, text, case: code, holder }: Compared & { readonly from: string }) {
  const request: QueryRequest<'compare'> = {
    from,
    ...(to === null ? {} : { to }),
    ...(code === null ? {} : { case: code }),
    ...(holder === null ? {} : { holder }),
    ...(kind === null ? {} : { kind }),
    ...(text === null ? {} : { text }),
  };
  return request;
}
