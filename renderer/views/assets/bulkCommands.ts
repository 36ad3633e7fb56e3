import type { CaseAnswer } from '../../../shared/contract/answers.ts';
import type { AssetRow } from '../../../shared/contract/trailAnswers.ts';
import type { CommandRequest } from '../../state/store.ts';
import type { DetailName } from '../asset/details.ts';

export const bulkActs = ['place', 'change', 'retire'] as const;
export type BulkAct = (typeof bulkActs)[number];

/** What an act needs of an asset that is ticked. */
export type Ticked = Pick<AssetRow, 'tag' | 'version'>;

/** What the form of a bulk act says. */
export interface BulkForm {
  readonly reason: string;
  readonly detail: DetailName;
  readonly value: string;
  /** where they are placed; null: not chosen yet */
  readonly box: CaseAnswer | null;
}

export interface BulkLine {
  readonly tag: string;
  readonly command: CommandRequest;
  /** of a placing: the slot it goes into */
  readonly slot: number | null;
}

/**
 * One command for each asset, by tag; each says the version that was ticked. Of a placing, as many as the case has
 * slots with nothing in them and nothing that belongs there. Empty while something has to be chosen or written.
 */
export function bulkLines(act: BulkAct, rows: readonly Ticked[], form: BulkForm): readonly BulkLine[] {
  const ordered = rows.toSorted((a, b) => (a.tag < b.tag ? -1 : 1));
  const { reason, detail, value, box } = form;
  if (act === 'retire') {
    if (reason.trim() === '') return [];
    return ordered.map(({ tag, version }) => ({
      tag,
      slot: null,
      command: { command: 'asset.retire', tag, reason, expectedVersion: version },
    }));
  }
  if (act === 'change') {
    const set = { [detail]: value.trim() === '' ? null : value.trim() };
    return ordered.map(({ tag, version }) => ({
      tag,
      slot: null,
      command: { command: 'asset.change', tag, set, expectedVersion: version },
    }));
  }
  if (box === null) return [];
  const empty = box.rows.filter(({ state }) => state === 'empty').map(({ slot }) => slot);
  return ordered.slice(0, empty.length).flatMap(({ tag, version }, i) => {
    const slot = empty[i];
    if (slot === undefined) return [];
    const into = { case: box.code, slot };
    return [{ tag, slot, command: { command: 'asset.place', tag, slot: into, expectedVersion: version } }];
  });
}
