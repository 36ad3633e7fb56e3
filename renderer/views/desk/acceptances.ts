import type { HandoverKind } from '../../../shared/contract/commands.ts';
import { partiesOf } from '../../../shared/decide/handover.ts';
import { words } from '../../../shared/uiWords.ts';
import type { Draft, Given, Party } from './draft.ts';
import type { CheckedLine } from './problems.ts';

/** One side of a handover, and whether it has accepted what is on the list now. */
export interface PartyState {
  readonly party: Party;
  /** `Received by` */
  readonly label: string;
  /** who accepts; '': nobody is named yet */
  readonly name: string;
  /** may somebody else accept in its place, by name? The operator at the desk is who is signed in. */
  readonly named: boolean;
  readonly meaning: string;
  /** counts for this very list */
  readonly given: Given | null;
  /** was given for another list */
  readonly outdated: Given | null;
}

/** @param fingerprint  of the handover as it would be committed now; null: nothing is ready */
export function partyStates(
  kind: HandoverKind,
  draft: Draft,
  lines: readonly CheckedLine[],
  operator: string,
  fingerprint: string | null,
): readonly PartyState[] {
  return partiesOf[kind].map((party) => {
    const given = draft.given[party] ?? null;
    const counts = given !== null && given.fingerprint === fingerprint;
    const own = ownName(kind, party, draft, lines, operator);
    return {
      party,
      label: words.desk.acceptance.parties[kind][party] ?? '',
      name: party === 'operator' ? own : (draft.signers[party] ?? own),
      named: party !== 'operator',
      meaning: words.desk.acceptance.meanings[kind][party] ?? '',
      given: counts ? given : null,
      outdated: counts ? null : given,
    };
  });
}

function ownName(
  kind: HandoverKind,
  party: Party,
  { holder, to, broughtBy }: Draft,
  lines: readonly CheckedLine[],
  operator: string,
): string {
  if (party === 'operator') return operator;
  if (party === 'to') return to.trim();
  if (kind !== 'return') return holder.trim();
  const holders = new Set(lines.flatMap(({ custody }) => custody?.holder ?? []));
  const [only = ''] = holders.size === 1 ? holders : [];
  return broughtBy.trim() || only;
}

/** The acceptances that count, as the command takes them. */
export function acceptancesOf(states: readonly PartyState[]): readonly Given['accepted'][] {
  return states.flatMap(({ given }) => (given ? [given.accepted] : []));
}

/** Who has not accepted: by name, or as what they take part. */
export function missingOf(states: readonly PartyState[]): readonly string[] {
  return states.filter(({ given }) => given === null).map(({ name, label }) => name || label.toLowerCase());
}
