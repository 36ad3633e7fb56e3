import { foldCase, slotRefusal } from '../../shared/case/caseHistory.ts';
import type { SlotJson } from '../../shared/contract/answers.ts';
import type { HandoverKind } from '../../shared/contract/commands.ts';
import { endOf } from '../../shared/history/entry.ts';
import { readSlotCode } from '../../shared/labels/slotCode.ts';
import { accept, type Result, refuse } from '../../shared/result.ts';
import type { History } from '../store/history.ts';
import type { Lookups } from '../store/lookups.ts';
import type { Neighbours, Standing } from '../store/neighbours.ts';

/** One line that a scan comes to. */
export interface Meant {
  /** as the queue keeps it: what was read, or the tag of what a case or a slot stands for */
  readonly code: string;
  /** null: it means no asset */
  readonly assetId: string | null;
}

/** What one scan stands for. */
export interface Scanned {
  readonly lines: readonly Meant[];
  /** the slot whose label was read; null: it was no slot's */
  readonly slot: SlotJson | null;
}

interface ScannedNeeds {
  readonly history: History;
  readonly lookups: Lookups;
  readonly neighbours: Neighbours;
}

/**
 * What a code means in a queue: an asset; a case, which stands for what is in it or, on its way back, for what is out
 * of it; a slot's label, which stands for what is in the slot or belongs there; or nothing that is known.
 */
export function openScanned({ history, lookups, neighbours }: ScannedNeeds) {
  /** Whole case by one scan: what is in it, or, to bring back, what is at home in it and out. */
  function contents(caseId: string, kind: HandoverKind): readonly Standing[] {
    const wanted = neighbours
      .around(caseId)
      .filter((asset) =>
        kind === 'issue' ? asset.caseId === caseId : asset.status === 'holder' && asset.homeCaseId === caseId,
      );
    const slotOf = ({ slot, homeSlot }: Standing): number => (kind === 'issue' ? slot : homeSlot) ?? 0;
    return wanted.sort((a, b) => slotOf(a) - slotOf(b));
  }

  /** Issued is what is in the slot; to come back, or be passed on, is what belongs there and is out. */
  function inSlot(caseId: string, place: SlotJson, kind: HandoverKind, at: number): Result<Scanned> {
    const box = foldCase(caseId, history.stream(caseId).entries);
    const slot = { case: box.state.exists ? box.state.code : place.case, slot: place.slot };
    const none = slotRefusal(box, slot, endOf(at));
    if (none) return { ok: false, error: none };
    const around = neighbours.around(caseId);
    const inside = around.filter((asset) => asset.caseId === caseId && asset.slot === slot.slot);
    const belongs = around.filter((asset) => asset.homeCaseId === caseId && asset.homeSlot === slot.slot);
    const out = belongs.filter(({ status }) => status === 'holder');
    // What cannot go is a line all the same: the list says why, and what to do.
    const meant = (kind === 'issue' ? [inside] : [out, inside, belongs]).find((some) => some.length > 0);
    if (!meant)
      return refuse('NOT_FOUND', { entity: 'asset', field: 'code', ...slot, belongs: belongs[0]?.tag ?? null });
    return accept({ lines: meant.map(lineOf), slot });
  }

  return (code: string, kind: HandoverKind, at: number): Result<Scanned> => {
    const assetId = lookups.asset(code);
    const caseId = assetId === null ? lookups.case(code) : null;
    const place = assetId === null && caseId === null ? readSlotCode(code) : null;
    const slotCase = place && lookups.case(place.case);
    if (place && slotCase !== null) return inSlot(slotCase, place, kind, at);
    const wholeCase = caseId === null ? [] : contents(caseId, kind);
    return accept({ lines: wholeCase.length > 0 ? wholeCase.map(lineOf) : [{ code, assetId }], slot: null });
  };
}

const lineOf = ({ tag, assetId }: Standing): Meant => ({ code: tag, assetId });
