import { type CaseHistory, caseBefore, slotRefusal } from '../case/caseHistory.ts';
import { type AssetHistory, type Move, type Stay, staysAt } from '../custody/asset.ts';
import type { Place, SlotPlace } from '../custody/place.ts';
import { type HolderHistory, holderBefore } from '../holder/holderHistory.ts';
import type { Refusal } from '../refusal.ts';
import { comparePoints, type Entry, type Point, type Violation } from './entry.ts';

/** A stay of an asset that the command did not touch, as the projection keeps it. */
export interface OtherStay extends Stay {
  readonly tag: string;
}

/**
 * What is judged together: the streams that a command touched, folded with its events in place, and the ways to look
 * at what it did not touch. Only what can have changed is looked at; the answer is the same as if all were.
 */
export interface Judged {
  /** the assets whose own events changed, with the earliest point at which they did */
  readonly assets: readonly { readonly history: AssetHistory; readonly since: Point }[];
  /** the cases and holders whose own events changed, with the earliest point at which they did */
  readonly cases: readonly { readonly history: CaseHistory; readonly since: Point }[];
  readonly holders: readonly { readonly history: HolderHistory; readonly since: Point }[];
  /** any case or holder, touched or not, with the command's events in place */
  caseHistory(caseId: string): CaseHistory;
  holderHistory(holderId: string): HolderHistory;
  /** stays of untouched assets in a slot that may overlap [from, to]; null: for ever */
  otherStaysInSlot(place: SlotPlace, from: number, to: number | null): readonly OtherStay[];
  /** stays of untouched assets in a case, in any of its slots, that end after `from` */
  otherStaysInCase(caseId: string, from: number): readonly OtherStay[];
  otherStaysWithHolder(holderId: string, from: number): readonly OtherStay[];
}

/**
 * Judges the whole effective order around what was touched.
 *
 * @param told  of many assets: how many were looked at
 * @returns every event that would be illegal where it stands, in the one order; `[]` when all is legal
 */
export function judge(judged: Judged, told?: (done: number, total: number) => void): readonly Violation[] {
  const found: Violation[] = [];
  const report = (entry: Violation['entry'], refusal: Refusal) => found.push({ entry, refusal });

  for (const { history } of judged.cases) found.push(...history.violations);
  for (const { history } of judged.holders) found.push(...history.violations);
  for (const [i, { history, since }] of judged.assets.entries()) {
    told?.(i, judged.assets.length);
    found.push(...history.violations);
    for (const move of history.moves) {
      if (comparePoints(move.entry.point, since) >= 0) judgeMove(judged, move, report);
    }
    judgeSlots(judged, history, since, report);
    judgeEndings(judged, history, since, report);
  }
  judgeTouchedSlots(judged, report);
  for (const { history, since } of judged.cases) judgeCase(judged, history, since, report);
  for (const { history, since } of judged.holders) judgeHolder(judged, history, since, report);

  return found.sort((a, b) => comparePoints(a.entry.point, b.entry.point));
}

type Report = (entry: Violation['entry'], refusal: Refusal) => void;

/** The slot must be there, the case not retired and not sealed, the holder known and active, at that point. */
function judgeMove(judged: Judged, move: Move, report: Report): void {
  const { entry, from, to } = move;
  if (to.kind === 'slot') {
    const refusal = slotRefusal(judged.caseHistory(to.caseId), to, entry.point);
    if (refusal) report(entry, refusal);
  }
  if (to.kind === 'holder') {
    const holder = holderBefore(judged.holderHistory(to.holderId), entry.point);
    if (!holder.exists)
      report(entry, { code: 'NOT_FOUND', details: { entity: 'holder', holder: to.holder, notYet: true } });
    else if (!holder.active) report(entry, { code: 'HOLDER_INACTIVE', details: { holder: holder.name } });
  }
  const sealedCases = new Set<string>();
  for (const place of [from, to]) {
    if (place?.kind !== 'slot' || sealedCases.has(place.caseId)) continue;
    sealedCases.add(place.caseId);
    const state = caseBefore(judged.caseHistory(place.caseId), entry.point);
    if (state.exists && state.seal) {
      report(entry, { code: 'CASE_SEALED', details: { case: state.code, seal: state.seal.number, tag: move.tag } });
    }
  }
}

/** Two assets in one slot: the event that came later into it is the illegal one. */
function judgeSlots(judged: Judged, history: AssetHistory, since: Point, report: Report): void {
  for (const stay of history.stays) {
    if (stay.place.kind !== 'slot' || !touchedSince(stay, since)) continue;
    const mine: OtherStay = { ...stay, tag: tagOf(history) };
    for (const other of judged.otherStaysInSlot(stay.place, stay.from.at, stay.to?.at ?? null)) {
      reportOverlap(judged, mine, other, stay.place, report);
    }
  }
}

/** The touched assets among themselves, slot by slot: each stay against the one that lasts longest before it. */
function judgeTouchedSlots(judged: Judged, report: Report): void {
  const bySlot = new Map<string, OtherStay[]>();
  for (const { history } of judged.assets) {
    for (const stay of history.stays) {
      if (stay.place.kind !== 'slot') continue;
      const key = `${stay.place.caseId}/${stay.place.slot}`;
      const list = bySlot.get(key);
      if (list) list.push({ ...stay, tag: tagOf(history) });
      else bySlot.set(key, [{ ...stay, tag: tagOf(history) }]);
    }
  }
  for (const list of bySlot.values()) {
    list.sort((a, b) => comparePoints(a.from, b.from));
    let longest: OtherStay | null = null;
    for (const stay of list) {
      if (longest && stay.place.kind === 'slot') reportOverlap(judged, longest, stay, stay.place, report);
      if (!longest || stay.to === null || (longest.to !== null && comparePoints(stay.to, longest.to) > 0))
        longest = stay;
    }
  }
}

function reportOverlap(judged: Judged, a: OtherStay, b: OtherStay, place: SlotPlace, report: Report): void {
  const [earlier, later] = comparePoints(a.from, b.from) <= 0 ? [a, b] : [b, a];
  if (!staysAt(earlier, later.from)) return;
  report(
    { eventId: later.openedBy, point: later.from },
    {
      code: 'SLOT_OCCUPIED',
      details: { case: codeOf(judged.caseHistory(place.caseId)), slot: place.slot, by: earlier.tag, tag: later.tag },
    },
  );
}

/** A case is retired only when empty, a holder deactivated only with nothing in hand. */
function judgeEndings(judged: Judged, history: AssetHistory, since: Point, report: Report): void {
  const tag = tagOf(history);
  for (const stay of history.stays) {
    if (!touchedSince(stay, since)) continue;
    const ending = endingOf(judged, stay.place);
    if (ending && staysAt(stay, ending.point)) report(ending, notEmpty(judged, ending, stay.place, [tag]));
  }
}

function endingOf(judged: Judged, place: Place): Entry | undefined {
  if (place.kind === 'slot') return retiredBy(judged.caseHistory(place.caseId));
  if (place.kind === 'holder') return deactivatedBy(judged.holderHistory(place.holderId));
  return undefined;
}

const retiredBy = (history: CaseHistory) => history.steps.find((step) => step.entry.type === 'CASE_RETIRED')?.entry;
const deactivatedBy = (history: HolderHistory) =>
  history.steps.find((step) => step.entry.type === 'HOLDER_DEACTIVATED')?.entry;

function notEmpty(judged: Judged, entry: Entry, place: Place, tags: readonly string[]): Refusal {
  const who =
    place.kind === 'holder'
      ? { holder: nameOf(judged.holderHistory(place.holderId)) }
      : { case: place.kind === 'slot' ? codeOf(judged.caseHistory(place.caseId)) : null };
  return { code: 'ILLEGAL_TRANSITION', details: { ...who, type: entry.type, why: 'holds assets', tags } };
}

/** A case's own events changed: does everything that ever moved in and out of it still fit? */
function judgeCase(judged: Judged, history: CaseHistory, since: Point, report: Report): void {
  const touched = stays(judged, (stay) => stay.place.kind === 'slot' && stay.place.caseId === history.caseId);
  const ending = retiredBy(history);
  for (const stay of [...judged.otherStaysInCase(history.caseId, since.at), ...touched]) {
    if (stay.place.kind !== 'slot') continue;
    const { place } = stay;
    const opening = { eventId: stay.openedBy, point: stay.from };
    if (comparePoints(stay.from, since) >= 0) {
      const refusal = slotRefusal(history, place, stay.from) ?? sealRefusal(history, stay, stay.from);
      if (refusal) report(opening, refusal);
    }
    if (stay.to && stay.closedBy && comparePoints(stay.to, since) >= 0) {
      const refusal = sealRefusal(history, stay, stay.to);
      if (refusal) report({ eventId: stay.closedBy, point: stay.to }, refusal);
    }
    if (ending && staysAt(stay, ending.point)) report(ending, notEmpty(judged, ending, place, [stay.tag]));
  }
}

function sealRefusal(history: CaseHistory, stay: OtherStay, point: Point): Refusal | null {
  const state = caseBefore(history, point);
  if (!state.exists || !state.seal) return null;
  return { code: 'CASE_SEALED', details: { case: state.code, seal: state.seal.number, tag: stay.tag } };
}

function judgeHolder(judged: Judged, history: HolderHistory, since: Point, report: Report): void {
  const touched = stays(judged, (stay) => stay.place.kind === 'holder' && stay.place.holderId === history.holderId);
  const ending = deactivatedBy(history);
  for (const stay of [...judged.otherStaysWithHolder(history.holderId, since.at), ...touched]) {
    if (stay.place.kind !== 'holder') continue;
    const opening = { eventId: stay.openedBy, point: stay.from };
    const state = holderBefore(history, stay.from);
    if (!state.exists) {
      report(opening, { code: 'NOT_FOUND', details: { entity: 'holder', holder: stay.place.holder, notYet: true } });
    } else if (!state.active) {
      report(opening, { code: 'HOLDER_INACTIVE', details: { holder: state.name } });
    }
    if (ending && staysAt(stay, ending.point)) report(ending, notEmpty(judged, ending, stay.place, [stay.tag]));
  }
}

/** The touched assets' stays that match, whenever they were. */
function stays(judged: Judged, matches: (stay: Stay) => boolean): readonly OtherStay[] {
  return judged.assets.flatMap(({ history }) =>
    history.stays.filter(matches).map((stay) => ({ ...stay, tag: tagOf(history) })),
  );
}

/** By the names of now: stays keep those of their day. */
const codeOf = ({ state }: CaseHistory): string | null => (state.exists ? state.code : null);
const nameOf = ({ state }: HolderHistory): string | null => (state.exists ? state.name : null);

const touchedSince = (stay: Stay, since: Point): boolean => stay.to === null || comparePoints(stay.to, since) >= 0;

const tagOf = (history: AssetHistory): string => (history.asset.exists ? history.asset.details.tag : '?');
