import type { HandoverKind } from '../../../shared/contract/commands.ts';
import type { QueueLine } from '../../../shared/contract/trailAnswers.ts';
import { fromLocalField } from '../../format.ts';
import type { CommandRequest } from '../../state/store.ts';
import type { Draft } from './draft.ts';

/** A line that means an asset. */
export type KnownLine = QueueLine & { readonly tag: string };

export interface HandoverItem {
  readonly tag: string;
  readonly version?: number;
  readonly slot?: { readonly case: string; readonly slot: number } | null;
  readonly condition?: string;
  readonly note?: string;
}

/** A `handover.commit` without acceptance: what a preview tries. */
export interface HandoverForm extends CommandRequest {
  readonly command: 'handover.commit';
  readonly kind: HandoverKind;
  readonly items: readonly HandoverItem[];
}

const isKnown = (line: QueueLine): line is KnownLine => line.tag !== null;

/** Who must be named before main can judge the whole: the fields of the command that are still empty. */
export function namesMissing(kind: HandoverKind, { holder, to }: Draft): readonly ('holder' | 'to')[] {
  if (kind === 'return') return [];
  return [
    ...(holder.trim() === '' ? (['holder'] as const) : []),
    ...(kind === 'transfer' && to.trim() === '' ? (['to'] as const) : []),
  ];
}

/** These lines as one handover, with what was typed; null: there is no line that means an asset, or nobody is named. */
export function handoverForm(kind: HandoverKind, draft: Draft, lines: readonly QueueLine[]): HandoverForm | null {
  const known = lines.filter(isKnown);
  if (known.length === 0 || namesMissing(kind, draft).length > 0) return null;
  const { holder, to, broughtBy, place, purpose, due, occurredAt } = draft;
  return {
    command: 'handover.commit',
    kind,
    ...(kind === 'return' ? said({ broughtBy }) : { holder: holder.trim() }),
    ...(kind === 'transfer' ? { to: to.trim() } : {}),
    ...said({ place, purpose }),
    // Half a date is handed on as it is: main refuses it, and nothing is due at a moment that nobody chose.
    ...(kind === 'return' || due === '' ? {} : { dueAt: fromLocalField(due) ?? '' }),
    ...(occurredAt === null ? {} : { occurredAt }),
    items: known.map((line) => itemOf(kind, line, draft)),
  };
}

function itemOf(kind: HandoverKind, { item, tag, version }: KnownLine, { lines }: Draft): HandoverItem {
  const { condition, note = '', slot } = lines[item] ?? {};
  return {
    tag,
    ...(version === null ? {} : { version }),
    ...(kind === 'return' && slot !== undefined ? { slot } : {}),
    ...(condition ? { condition } : {}),
    ...said({ note }),
  };
}

/** The fields that say something, trimmed. */
function said<F extends string>(fields: Readonly<Record<F, string>>): Partial<Record<F, string>> {
  const spoken = Object.entries<string>(fields).flatMap(([name, text]) =>
    text.trim() === '' ? [] : [[name, text.trim()] as const],
  );
  return Object.fromEntries(spoken) as Partial<Record<F, string>>; // the same names, some left out
}

/** What an acceptance is for: everything the receipt will show of it. Versions are left out; they show nowhere. */
export function fingerprintOf(form: HandoverForm): string {
  return JSON.stringify({ ...form, items: form.items.map(({ version: _, ...item }) => item) });
}
