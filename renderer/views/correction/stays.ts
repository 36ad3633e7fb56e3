import type { SpanRow } from '../../../shared/contract/answers.ts';
import { custodyWords } from '../../frame/custodyWords.ts';
import type { Outcome } from './useConsequence.ts';

/** What becomes of the custody of one asset. */
export interface StaysOf {
  readonly tag: string;
  readonly before: readonly SpanRow[];
  readonly after: readonly SpanRow[];
  /** stays that are no more, and those that come instead */
  readonly gone: readonly SpanRow[];
  readonly come: readonly SpanRow[];
}

/** The assets whose stays a correction changes, by tag. */
export function changedStays({ before, after }: Pick<Outcome, 'before' | 'after'>): readonly StaysOf[] {
  const [was, becomes] = [byTag(before.spans), byTag(after.spans)];
  const tags = [...new Set([...was.keys(), ...becomes.keys()])].sort();
  return tags.flatMap((tag) => {
    const [one, other] = [was.get(tag) ?? [], becomes.get(tag) ?? []];
    const [oneKeys, otherKeys] = [new Set(one.map(keyOf)), new Set(other.map(keyOf))];
    const gone = one.filter((span) => !otherKeys.has(keyOf(span)));
    const come = other.filter((span) => !oneKeys.has(keyOf(span)));
    return gone.length + come.length === 0 ? [] : [{ tag, before: one, after: other, gone, come }];
  });
}

function byTag(spans: readonly SpanRow[]): ReadonlyMap<string, SpanRow[]> {
  const found = new Map<string, SpanRow[]>();
  for (const span of spans) {
    const list = found.get(span.tag);
    if (list) list.push(span);
    else found.set(span.tag, [span]);
  }
  return found;
}

/** Where and when, not by which event: the same stay told by a correction is the same. */
const keyOf = (span: SpanRow): string => `${custodyWords(span)} ${span.gap} ${span.from} ${span.to ?? ''}`;

/** The time that the changes lie in, ms. */
export function changedTime({ gone, come }: StaysOf, now: number): { readonly from: number; readonly to: number } {
  const changed = [...gone, ...come];
  return {
    from: Math.min(...changed.map(({ from }) => Date.parse(from))),
    to: Math.max(...changed.map(({ to }) => (to === null ? now : Date.parse(to)))),
  };
}
