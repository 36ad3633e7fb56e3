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

/** From the first moment at which it is elsewhere than it was to the last, ms. */
export function changedTime({ before, after }: StaysOf, now: number): { readonly from: number; readonly to: number } {
  const end = ({ to }: SpanRow): number => (to === null ? now : Date.parse(to));
  const moments = [...before, ...after].flatMap((span) => [Date.parse(span.from), end(span)]);
  const edges = [...new Set(moments)].sort((a, b) => a - b);
  const whereAt = (spans: readonly SpanRow[], at: number): string => {
    const span = spans.find(({ from, to }) => Date.parse(from) <= at && (to === null || at < Date.parse(to)));
    return span ? `${custodyWords(span)} ${span.gap}` : '';
  };
  const differing = edges.slice(0, -1).filter((edge) => whereAt(before, edge) !== whereAt(after, edge));
  const [first = now, last = now] = [differing[0], differing.at(-1)];
  return { from: first, to: edges[edges.indexOf(last) + 1] ?? now };
}
