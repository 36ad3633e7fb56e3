import type { CaseAnswer, SlotJson } from '../../../shared/contract/answers.ts';
import type { HandoverKind } from '../../../shared/contract/commands.ts';
import type { CustodyJson } from '../../../shared/custody/place.ts';
import type { CaseContents } from './checkLines.ts';
import type { CheckedLine } from './problems.ts';

/** The cases that the lines concern: those that an issue leaves, those that main says a return comes back to. */
export function casesOf(
  kind: HandoverKind,
  lines: readonly CheckedLine[],
  contents: readonly CaseContents[],
): readonly string[] {
  if (kind === 'return') return contents.map(({ case: code }) => code);
  const codes = kind === 'issue' ? lines.map(({ custody }) => custody?.case) : [];
  return [...new Set(codes.filter((code) => typeof code === 'string'))];
}

/** What an issue leaves of a case. */
export function leaving(
  { code, slots, empty }: CaseAnswer,
  ready: readonly CheckedLine[],
): { readonly leave: number; readonly stay: number } {
  const leave = ready.filter(({ custody }) => custody?.case === code).length;
  return { leave, stay: slots - empty - leave };
}

/** Something that belongs in a case and will not be there. */
export interface Missing {
  readonly tag: string;
  /** its home; null: not known */
  readonly slot: number | null;
  /** who has it now */
  readonly custody: CustodyJson | null;
  /** it is on the list, but blocked */
  readonly blocked: boolean;
}

/** Something that will be in a case though it belongs elsewhere. */
export interface Extra {
  readonly tag: string;
  readonly home: SlotJson | null;
}

/** Of a return into one case: how many lines come home to it, and by name what is missing and what is extra then. */
export interface Homecoming {
  readonly come: number;
  readonly missing: readonly Missing[];
  readonly extra: readonly Extra[];
}

/**
 * What main says a case misses once the list is back, with what the case itself knows of each. A line that is blocked
 * does not come back yet, though main had counted it.
 */
export function homecoming(
  { code, rows }: CaseAnswer,
  { missing, extra }: CaseContents,
  lines: readonly CheckedLine[],
): Homecoming {
  const homes = new Map(
    rows.flatMap(({ slot, homeAsset }) => (homeAsset ? [[homeAsset.tag, { slot, homeAsset }]] : [])),
  );
  const occupants = new Map(rows.flatMap(({ occupant }) => (occupant ? [[occupant.tag, occupant]] : [])));
  const blocked = lines.flatMap(({ tag, home, refused }) =>
    tag !== null && refused !== null && home?.case === code && !missing.includes(tag) && homes.has(tag) ? [tag] : [],
  );
  const name = (tag: string, isBlocked: boolean): Missing => {
    const known = homes.get(tag);
    return { tag, slot: known?.slot ?? null, custody: known?.homeAsset ?? null, blocked: isBlocked };
  };
  return {
    come: lines.filter(({ refused, proposed }) => refused === null && proposed?.case === code).length,
    missing: [...missing.map((tag) => name(tag, false)), ...blocked.map((tag) => name(tag, true))].sort(
      (a, b) => (a.slot ?? 0) - (b.slot ?? 0),
    ),
    extra: extra.map((tag) => ({
      tag,
      home: lines.find((line) => line.tag === tag)?.home ?? occupants.get(tag)?.home ?? null,
    })),
  };
}
