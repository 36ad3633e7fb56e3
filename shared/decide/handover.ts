import { caseBefore, foldCase } from '../case/caseHistory.ts';
import type { Acceptance, CommandOf, HandoverKind } from '../contract/commands.ts';
import type { Asset } from '../custody/asset.ts';
import { assetFactForms } from '../custody/assetFacts.ts';
import { endOf } from '../history/entry.ts';
import { foldHolder } from '../holder/holderHistory.ts';
import type { Refusal } from '../refusal.ts';
import { accept, type Result, refuse } from '../result.ts';
import { nameKey } from '../text.ts';
import { formatInstant } from '../time.ts';
import { returned } from './asset.ts';
import { assetAt, custodyNow, findAsset, findHolder, present } from './common.ts';
import { type ComingBack, contentsAfter } from './contents.ts';
import type { Decided, Draft, Look } from './look.ts';

/** Who is asked to accept, by kind. A missing one is possible and listed as an exception. */
export const partiesOf: { readonly [K in HandoverKind]: readonly Acceptance['party'][] } = {
  issue: ['operator', 'holder'],
  return: ['holder', 'operator'],
  transfer: ['holder', 'to'],
};

type Commit = CommandOf<'handover.commit'>;
type Item = Commit['items'][number];

/** One line of a receipt before it is frozen. */
interface Line {
  readonly item: Item;
  readonly assetId: string;
  readonly asset: Extract<Asset, { exists: true }>;
  readonly draft: Draft;
}

/**
 * The one seam of issue, return and transfer: an event for each asset and, for each holder concerned, a frozen
 * receipt. All items or none.
 */
export function commitHandover(look: Look, command: Commit): Decided {
  const parties = checkParties(look, command);
  if (!parties.ok) return parties;
  const to = command.to === undefined ? null : findHolder(look, command.to, 'to');
  if (to && !to.ok) return to;
  const holder = command.holder === undefined ? null : findHolder(look, command.holder);
  if (holder && !holder.ok) return holder;

  const lines: Line[] = [];
  const refusals: Refusal[] = [];
  const seen = new Set<string>();
  const taken = new Set<string>();
  const giver = command.kind === 'issue' ? null : (holder?.value.holderId ?? null);
  for (const [i, item] of command.items.entries()) {
    const line = decideLine(look, command, item, `items.${i}`, to?.value ?? holder?.value ?? null, taken);
    const refusal = line.ok ? lineRefusal(look, line.value, `items.${i}.tag`, seen, giver) : line.error;
    if (refusal) refusals.push(refusal);
    if (!line.ok || refusal) continue;
    seen.add(line.value.assetId);
    lines.push(line.value);
    const { caseId, slot } = returnedTo(line.value.draft);
    if (slot) taken.add(`${caseId}/${slot.slot}`);
  }
  const receipts = receiptsOf(look, command, lines, holder?.value ?? null, to?.value ?? null);
  const drafts = [...receipts, ...lines.map((line) => line.draft)];
  const [error, ...others] = refusals;
  return error ? { ok: false, error, others, besides: drafts } : accept(drafts);
}

/** Why a line cannot stand beside the others of the handover. */
function lineRefusal(
  look: Look,
  { item: { tag }, assetId, asset: { place } }: Line,
  field: string,
  seen: ReadonlySet<string>,
  giver: string | null,
): Refusal | null {
  if (seen.has(assetId)) return { code: 'DUPLICATE', details: { field, value: tag, entity: 'item' } };
  if (giver === null || place.kind !== 'holder' || place.holderId === giver) return null;
  const why = 'is not with this holder';
  return { code: 'ILLEGAL_TRANSITION', details: { field, tag, custody: custodyNow(look, place), why } };
}

function checkParties(look: Look, command: Commit): Result<null> {
  const { kind, acceptance = [] } = command;
  if (kind === 'issue' && command.holder === undefined) return missing('holder');
  if (kind === 'transfer' && command.holder === undefined) return missing('holder');
  if (kind === 'transfer' && command.to === undefined) return missing('to');
  if (kind !== 'transfer' && command.to !== undefined)
    return refuse('INVALID', { field: 'to', why: 'belongs to a transfer' });
  if (kind !== 'return' && command.broughtBy !== undefined) {
    return refuse('INVALID', { field: 'broughtBy', why: 'belongs to a return' });
  }
  const given = new Set<string>();
  for (const [i, { party, method, signature, witness, name }] of acceptance.entries()) {
    const field = `acceptance.${i}`;
    if (!partiesOf[kind].includes(party))
      return refuse('INVALID', { field: `${field}.party`, why: `is not asked in ${kind}` });
    if (given.has(party)) return refuse('INVALID', { field: `${field}.party`, why: 'is there twice' });
    given.add(party);
    if (method === 'drawn' && !signature?.some((stroke) => stroke.length > 0)) return missing(`${field}.signature`);
    if (method === 'witnessed' && witness === undefined) return missing(`${field}.witness`);
    if (witness !== undefined && isOwnWitness(name, witness))
      return refuse('INVALID', { field: `${field}.witness`, why: 'is the party itself' });
    if (method !== 'drawn' && signature)
      return refuse('INVALID', { field: `${field}.signature`, why: 'belongs to drawn' });
    if (method === 'pin') {
      const operator = look.operatorByName(name);
      if (!operator?.active) {
        return refuse('INVALID', { field: `${field}.name`, why: 'is no operator, so has no PIN to accept with' });
      }
      if (!look.pinConfirmed(operator.operatorId))
        return refuse('NOT_ALLOWED', { needs: 'pin', field, operator: name });
    }
  }
  return accept(null);
}

/** Nobody answers for having seen themselves. */
export const isOwnWitness = (party: string, witness: string): boolean => nameKey(party) === nameKey(witness);

const missing = (field: string) => refuse('INVALID', { field, why: 'is missing' });

function decideLine(
  look: Look,
  command: Commit,
  item: Item,
  field: string,
  receiver: { holderId: string; name: string } | null,
  taken: ReadonlySet<string>,
): Result<Line> {
  const found = findAsset(look, item.tag, `${field}.tag`);
  if (!found.ok) return found;
  const assetId = found.value;
  const version = look.assetVersion(assetId);
  if (item.version !== undefined && item.version !== version) {
    return refuse('VERSION_CONFLICT', {
      field: `${field}.version`,
      tag: item.tag,
      expected: item.version,
      found: version,
    });
  }
  const asset = assetAt(look.assetEntries(assetId), look.occurredAt);
  if (!asset.exists)
    return refuse('NOT_FOUND', { entity: 'asset', field: `${field}.tag`, tag: item.tag, notYet: true });
  const { condition, slot } = item;
  if (command.kind !== 'return' && slot !== undefined) {
    return refuse('INVALID', { field: `${field}.slot`, why: 'belongs to a return' });
  }
  const note = item.note?.trim() || null;
  if (command.kind === 'return') {
    const drafts = returned(look, assetId, slot, present({ broughtBy: command.broughtBy, condition }), taken);
    if (!drafts.ok) return drafts;
    const [draft] = drafts.value;
    return draft ? accept({ item, assetId, asset, draft: { ...draft, note } }) : missing(field);
  }
  if (!receiver) return missing('holder');
  const held = { holder: receiver.name, holderId: receiver.holderId };
  const due = present({ dueAt: command.dueAt, condition });
  const [type, data] =
    command.kind === 'issue'
      ? ['ASSET_ISSUED', { ...held, ...due, ...present({ purpose: command.purpose }) }]
      : ['ASSET_TRANSFERRED', { ...held, ...due }];
  return accept({ item, assetId, asset, draft: { streamType: 'asset', streamId: assetId, type, data, note } });
}

/** A return without a holder named makes one receipt for each holder concerned. */
function receiptsOf(
  look: Look,
  command: Commit,
  lines: readonly Line[],
  holder: { holderId: string; name: string } | null,
  to: { holderId: string; name: string } | null,
): readonly Draft[] {
  const groups = new Map<string, Line[]>();
  for (const line of lines) {
    const { place } = line.asset;
    const key = holder?.holderId ?? (place.kind === 'holder' ? place.holderId : '');
    groups.set(key, [...(groups.get(key) ?? []), line]);
  }
  return [...groups].map(([holderId, group], i) => receipt(look, command, group, holderId, to, look.receipts.next + i));
}

function receipt(
  look: Look,
  command: Commit,
  lines: readonly Line[],
  holderId: string,
  to: { holderId: string; name: string } | null,
  number: number,
): Draft {
  const settings = look.settings();
  const number6 = String(number).padStart(6, '0');
  const { kind, place, purpose, dueAt, broughtBy, acceptance = [] } = command;
  const given = new Set(acceptance.map(({ party }) => party));
  const data = {
    receipt: `${look.receipts.shortCode}-${number6}`,
    number,
    kind,
    organisation: settings.organisation,
    ...holderFields(look, holderId, ''),
    ...(to ? holderFields(look, to.holderId, 'to') : {}),
    operator: look.actor.name,
    operatorId: look.actor.operatorId,
    operatorRole: look.actor.role,
    ...present({ place, purpose, dueAt, broughtBy }),
    items: lines.map((line, i) => frozenItem(look, line, i + 1, lines.length)),
    ...(kind === 'return' ? { cases: contentsAfter(look, lines.map(comingBack)) } : {}),
    terms: { version: settings.termsVersion, hash: look.sha256(settings.termsText), text: settings.termsText },
    acceptance: acceptance.map((one) => ({ ...one, at: formatInstant(look.recordedAt) })),
    missingAcceptance: partiesOf[kind].filter((party) => !given.has(party)),
  };
  return { streamType: 'handover', streamId: look.newId(), type: 'HANDOVER_COMMITTED', data };
}

/** The holder's name, reference and organisation as they are now: later changes change no receipt. */
function holderFields(look: Look, holderId: string, prefix: 'to' | ''): Draft['data'] {
  const { state } = foldHolder(holderId, look.holderEntries(holderId));
  if (!state.exists) return {};
  const { name, reference, organisation } = state;
  return prefix === 'to'
    ? { to: name, toId: holderId, ...present({ toReference: reference, toOrganisation: organisation }) }
    : { holder: name, holderId, ...present({ holderReference: reference, holderOrganisation: organisation }) };
}

function frozenItem(look: Look, { item, asset, assetId, draft }: Line, number: number, of: number) {
  const { details, place } = asset;
  const { slot, caseId } = returnedTo(draft);
  const from = place.kind === 'slot' ? { caseId: place.caseId, slot: place.slot } : null;
  const into = slot && caseId ? { caseId, slot: slot.slot } : null;
  const shown = from ?? into;
  const custody = custodyNow(look, place);
  const { case: code, slot: slotNumber } =
    place.kind === 'slot' ? custody : { case: slot?.case ?? null, slot: slot?.slot ?? null };
  return {
    item: number,
    of,
    tag: details.tag,
    assetId,
    ...present({ serial: details.serial, model: details.model, manufacturer: details.manufacturer }),
    from: custody,
    ...present({ case: code, slot: slotNumber, slotLabel: shown ? slotLabel(look, shown) : undefined }),
    ...present({ condition: item.condition ?? asset.condition ?? undefined, note: item.note?.trim() || undefined }),
  };
}

const comingBack = ({ assetId, asset, draft }: Line): ComingBack => ({
  assetId,
  homeCaseId: asset.home?.caseId ?? null,
  intoCaseId: returnedTo(draft).caseId ?? null,
});

/** Where a return's draft puts its asset; nothing for the other kinds. */
function returnedTo({ type, data }: Draft): {
  caseId?: string | undefined;
  slot?: { case: string; slot: number } | null | undefined;
} {
  return type === 'ASSET_RETURNED' ? assetFactForms.ASSET_RETURNED.parse(data) : {};
}

function slotLabel(look: Look, at: { caseId: string; slot: number }): string | undefined {
  const history = foldCase(at.caseId, look.caseEntries(at.caseId));
  const state = caseBefore(history, endOf(look.occurredAt));
  return state.exists ? state.labels[String(at.slot)] : undefined;
}
