import type { SpanRow } from '../../../shared/contract/answers.ts';
import type { CustodyStatus } from '../../../shared/custody/place.ts';
import { FOREVER, formatInstant } from '../../../shared/time.ts';

/** A stay as the projection keeps it, in the names of now. */
export interface StayRow {
  readonly tag: string;
  readonly fromAt: number;
  readonly toAt: number;
  readonly status: CustodyStatus;
  readonly code: string | null;
  readonly slot: number | null;
  readonly holder: string | null;
  readonly dueAt: number | null;
  readonly gap: number;
  readonly openedBy: string;
  readonly closedBy: string | null;
}

/** Of a table `s` of spans. */
export const stayColumns = `(SELECT tag FROM assets WHERE asset_id = s.asset_id) AS tag, s.from_at AS fromAt, s.to_at AS toAt,
  s.status, (SELECT code FROM cases WHERE case_id = s.case_id) AS code, s.slot_no AS slot,
  (SELECT name FROM holders WHERE holder_id = s.holder_id) AS holder, s.due_at AS dueAt, s.gap, s.opened_by AS openedBy,
  s.closed_by AS closedBy`;

/** A stay as it was seen at a moment: what ended later had not ended. @param at  ms; FOREVER: now */
export function stayJson(
  { tag, fromAt, toAt, status, code, slot, holder, dueAt, gap, openedBy, closedBy }: StayRow,
  at = FOREVER,
): SpanRow {
  const over = toAt <= at && toAt !== FOREVER;
  return {
    tag,
    status,
    case: code,
    slot,
    holder,
    from: formatInstant(fromAt),
    to: over ? formatInstant(toAt) : null,
    dueAt: dueAt === null ? null : formatInstant(dueAt),
    gap: gap === 1,
    openedBy,
    closedBy: over ? closedBy : null,
  };
}
