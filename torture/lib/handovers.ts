import { STAGE_ASSETS } from './stage.ts';
import type { Wish } from './work.ts';

/** Assets that leave together. */
const TOGETHER = 3;

const tags = (group: number): readonly string[] =>
  Array.from({ length: TOGETHER }, (_, i) => {
    const number = ((group * TOGETHER + i) % STAGE_ASSETS) + 1;
    return `DDC4CY-${String(number).padStart(6, '0')}`;
  });

type Handover = Wish & Readonly<Record<string, unknown>> & { readonly items?: readonly { readonly tag: string }[] };

/** The i-th wish, i from 0: assets issued with a receipt, a look at one of them, and all returned with another. */
function handoverAt(i: number): Handover {
  const commandId = `handover-${i}`;
  const group = tags(Math.floor(i / 3));
  const items = group.map((tag) => ({ tag }));
  const by = { command: 'handover.commit', holder: 'Bob', items, commandId };
  if (i % 3 === 0) return { ...by, kind: 'issue', purpose: `Purpose ${i}` };
  if (i % 3 === 2) return { ...by, kind: 'return' };
  return { command: 'holder.add', name: `Holder ${i}`, commandId };
}

export const handovers = (count: number, from = 0): readonly Handover[] =>
  Array.from({ length: count }, (_, i) => handoverAt(from + i));

/** A receipt, and one event for each asset on it. */
export const comesTo = ({ items }: Handover): number => 1 + (items?.length ?? 0);
