import type { SpanRow } from '../../../../shared/contract/answers.ts';

/** One stay in a slot. ms since 1970 UTC; of one that lasts, `to` is now. */
export interface SlotStay {
  readonly span: SpanRow;
  readonly slot: number;
  readonly from: number;
  readonly to: number;
}

export interface SlotLane {
  readonly slot: number;
  readonly stays: readonly SlotStay[];
}

/** A lane for each slot, empty ones too. @param now  ms */
export function lanesOf(spans: readonly SpanRow[], slots: number, now: number): readonly SlotLane[] {
  const bySlot = Map.groupBy(
    spans.map((span): SlotStay => {
      const from = Date.parse(span.from);
      return { span, slot: span.slot ?? 0, from, to: span.to === null ? Math.max(now, from) : Date.parse(span.to) };
    }),
    ({ slot }) => slot,
  );
  return Array.from({ length: slots }, (_, i) => ({ slot: i + 1, stays: bySlot.get(i + 1) ?? [] }));
}
