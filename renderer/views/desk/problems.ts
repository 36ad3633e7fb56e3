import type { SlotJson } from '../../../shared/contract/answers.ts';
import type { HandoverKind } from '../../../shared/contract/commands.ts';
import type { QueueLine } from '../../../shared/contract/trailAnswers.ts';
import type { Refused } from '../../../shared/ipc/contract.ts';
import { words } from '../../../shared/uiWords.ts';
import { refusalSentence } from '../../format.ts';

/** A line of the queue with what main said of it. */
export interface CheckedLine extends QueueLine {
  /** 1 is the first one scanned */
  readonly position: number;
  readonly refused: Refused | null;
  /** of a return: where it would go; null: unplaced; undefined: main has not said */
  readonly proposed: SlotJson | null | undefined;
  readonly homeRefused: Refused | null;
}

/** What would put a line right. */
export type Fix =
  | { readonly fix: 'transfer' | 'return' | 'issue' | 'slot' | 'unplaced' | 'now' | 'holder' }
  | { readonly fix: 'unseal'; readonly case: string };

/** What stands in the way of one or more lines alike, in a sentence, and what can be done about all of them. */
export interface Problem {
  /** lines with the same key have the same problem */
  readonly key: string;
  says(n: number): string;
  /** the few words that stand in the line itself */
  readonly short: string;
  readonly fixes: readonly Fix[];
}

const say = words.desk.problems;

/** The refusal of a line as a person at the desk meets it. What is not met often speaks in its own sentence. */
export function problemOf(kind: HandoverKind, refused: Refused): Problem {
  const { code, details } = refused;
  const named = (field: string): string => {
    const value = details[field];
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  };
  const other: Problem = {
    key: `${code} ${refusalSentence(refused)}`,
    says: () => refusalSentence(refused),
    short: words.desk.queue.blocked,
    fixes: code === 'CLASHES_WITH_HISTORY' || details.notYet === true || code === 'IN_FUTURE' ? [{ fix: 'now' }] : [],
  };
  switch (code) {
    case 'NOT_FOUND':
      if (details.entity !== 'asset' || details.notYet === true) return other;
      return { key: 'unknown', says: say.unknown, short: say.unknownRow, fixes: [] };
    case 'CASE_SEALED': {
      const sealed = named('case');
      const entering = kind === 'return';
      return {
        key: `sealed ${sealed}`,
        says: () => (entering ? say.sealedIn : say.sealedOut)(sealed, named('seal')),
        short: say.sealedRow(sealed),
        fixes: [{ fix: 'unseal', case: sealed }, ...(entering ? [{ fix: 'unplaced' } as const] : [])],
      };
    }
    case 'SLOT_OCCUPIED': {
      const slot = words.custody.inSlot(named('case'), Number(named('slot')));
      const text = say.occupied(slot, named('by'));
      return { key: `occupied ${slot}`, says: () => text, short: text, fixes: [{ fix: 'slot' }, { fix: 'unplaced' }] };
    }
    case 'HOLDER_INACTIVE':
      return { ...other, fixes: [{ fix: 'holder' }] };
    case 'NO_SUCH_SLOT':
      return { ...other, fixes: [{ fix: 'slot' }, { fix: 'unplaced' }] };
    case 'ILLEGAL_TRANSITION':
      return illegal(kind, details, other);
    default:
      return other;
  }
}

/** Custody as a refusal names it (`CustodyJson`); what is of no such form has no status. */
function custodyOf(details: Refused['details']): Readonly<Record<string, unknown>> {
  const { custody } = details;
  return custody !== null && typeof custody === 'object' ? { ...custody } : {};
}

function illegal(kind: HandoverKind, details: Refused['details'], other: Problem): Problem {
  const { status, case: code, slot, holder } = custodyOf(details);
  switch (status) {
    case 'holder': {
      const name = String(holder);
      if (details.why === 'is not with this holder') {
        return {
          key: `with ${name}`,
          says: (n) => say.otherHolder(n, name),
          short: say.otherHolderRow(name),
          fixes: [{ fix: 'return' }],
        };
      }
      // Issued again, or handed on to who has it.
      if (kind === 'transfer') {
        return { key: `has ${name}`, says: (n) => say.hasIt(n, name), short: say.outRow(name), fixes: [] };
      }
      return {
        key: `out ${name}`,
        says: (n) => say.out(n, name),
        short: say.outRow(name),
        fixes: [{ fix: 'transfer' }, { fix: 'return' }],
      };
    }
    case 'slot': {
      const place = words.custody.inSlot(String(code), Number(slot));
      return { key: 'slot', says: say.inSlot, short: say.inSlotRow(place), fixes: [{ fix: 'issue' }] };
    }
    case 'unplaced':
      return { key: 'unplaced', says: say.unplaced, short: say.unplacedRow, fixes: [{ fix: 'issue' }] };
    case 'lost':
      return { key: 'lost', says: say.lost, short: words.custody.lost, fixes: [] };
    case 'retired':
      return { key: 'retired', says: say.retired, short: words.custody.retired, fixes: [] };
    default:
      return other;
  }
}

export interface ProblemGroup {
  readonly problem: Problem;
  readonly lines: readonly CheckedLine[];
}

/** What stands in a line itself: of its own refusal, which names its own place. @returns null: it is ready */
export const shortOf = (kind: HandoverKind, { refused }: Pick<CheckedLine, 'refused'>): string | null =>
  refused && problemOf(kind, refused).short;

/** The blocked lines, those with the same problem together, in the order in which problems came up. */
export function problemGroups(kind: HandoverKind, lines: readonly CheckedLine[]): readonly ProblemGroup[] {
  const groups = new Map<string, ProblemGroup>();
  for (const line of lines) {
    if (!line.refused) continue;
    const problem = problemOf(kind, line.refused);
    const group = groups.get(problem.key);
    groups.set(problem.key, { problem: group?.problem ?? problem, lines: [...(group?.lines ?? []), line] });
  }
  return [...groups.values()];
}
