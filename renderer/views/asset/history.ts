import { z } from 'zod';
import type { HistoryRow, NamedEvent, OpenFlag } from '../../../shared/contract/answers.ts';

/** What was said of an event by a flag, and how it was answered. */
export interface Flagging {
  readonly flag: NamedEvent;
  /** an admin's dismissal; null: none, though a correction may have answered it */
  readonly dismissal: NamedEvent | null;
}

/** One thing that happened, in all the versions in which it was written down. */
export interface HistoryEntry {
  /** of the version that was written first */
  readonly id: string;
  /** first to last; each but the last was superseded by the next */
  readonly versions: readonly NamedEvent[];
  /** the version that holds now; null: it was voided, or moved to another asset */
  readonly effective: NamedEvent | null;
  readonly flags: readonly Flagging[];
  /** on its last version, not answered yet */
  readonly openFlag: OpenFlag | null;
}

const pointsAt = z.object({ eventId: z.string() });
const FLAGS: readonly string[] = ['EVENT_FLAGGED', 'EVENT_FLAG_DISMISSED'];

/**
 * The recorded events of an asset, each with its corrections beside it.
 *
 * @param rows  as recorded, in any order
 * @returns entries by the moment at which they happened, the newest first
 */
export function entriesOf(rows: readonly HistoryRow[], tag: string): readonly HistoryEntry[] {
  const flagRows = rows.filter(({ type }) => FLAGS.includes(type));
  const entries = new Map<string, HistoryEntry>();
  for (const row of rows) {
    if (FLAGS.includes(row.type)) continue;
    const versions: readonly NamedEvent[] = [...row.supersedes, row, ...row.chain];
    const id = (versions[0] ?? row).eventId;
    if (entries.has(id)) continue;
    const last = versions.at(-1) ?? row;
    entries.set(id, {
      id,
      versions,
      effective: last.type !== 'EVENT_VOIDED' && last.tag === tag ? last : null,
      flags: flagRows
        .filter((flag) => flag.type === 'EVENT_FLAGGED' && about(flag, versions))
        .map((flag) => ({
          flag,
          dismissal: dismissalOf(flag, flagRows),
        })),
      openFlag: rows.find(({ eventId }) => eventId === last.eventId)?.flag ?? null,
    });
  }
  return [...entries.values()].sort((a, b) => compare(b, a));
}

function about({ data }: NamedEvent, versions: readonly NamedEvent[]): boolean {
  const target = pointsAt.safeParse(data).data?.eventId;
  return versions.some(({ eventId }) => eventId === target);
}

const dismissed = z.object({ flagId: z.string() });

const dismissalOf = (flag: NamedEvent, flagRows: readonly HistoryRow[]): NamedEvent | null =>
  flagRows.find(
    ({ type, data }) => type === 'EVENT_FLAG_DISMISSED' && dismissed.safeParse(data).data?.flagId === flag.eventId,
  ) ?? null;

/** By what happened when, as the last version says; a chain keeps the place among equals that its first version has. */
function compare(a: HistoryEntry, b: HistoryEntry): number {
  const [one, other] = [keyOf(a), keyOf(b)];
  return one < other ? -1 : one > other ? 1 : 0;
}

function keyOf({ versions }: HistoryEntry): string {
  const [first, last] = [versions[0], versions.findLast(({ type }) => type !== 'EVENT_VOIDED')];
  return `${last?.occurredAt ?? ''} ${first?.hlc ?? ''} ${first?.deviceId ?? ''}`;
}
