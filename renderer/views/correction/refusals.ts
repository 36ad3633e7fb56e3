import type { Refused } from '../../../shared/ipc/contract.ts';
import { refusalSentence } from '../../format.ts';
import type { Drafted, Target } from './draft.ts';
import { type FieldName, inputs } from './fields.ts';

/** Why a draft would be refused, each reason where it belongs. */
export interface Sorted {
  /** by the event's key, then by field */
  readonly fields: ReadonlyMap<string, ReadonlyMap<FieldName, string>>;
  readonly reason: string | null;
  /** later records that it would make illegal */
  readonly clashes: readonly Refused[];
  readonly others: readonly Refused[];
}

const PATH = /^(?:corrections\.(\d+)\.)?set\.([a-zA-Z]+)/;
/** What stands in the way at a place, not in a field: the field that named the place. */
const PLACED: Readonly<Partial<Record<Refused['code'], FieldName>>> = {
  SLOT_OCCUPIED: 'slot',
  NO_SUCH_SLOT: 'slot',
  CASE_SEALED: 'slot',
  HOLDER_INACTIVE: 'holder',
};

const isField = (name: string): name is FieldName => Object.hasOwn(inputs, name);

/** Sorts refusals to the fields that they are about; what is about none of them stands above the buttons. */
export function sortRefusals(refusals: readonly Refused[], { sent }: Drafted, targets: readonly Target[]): Sorted {
  const fields = new Map<string, Map<FieldName, string>>();
  const clashes: Refused[] = [];
  const others: Refused[] = [];
  let reason: string | null = null;
  const heard = new Set<string>();
  for (const refused of refusals.flatMap(each)) {
    const { code, details } = refused;
    // The preview has said it, and what was tried just before the PIN says it again.
    const same = `${code} ${JSON.stringify(details)}`;
    if (heard.has(same)) continue;
    heard.add(same);
    const at = fieldOf(refused, sent, targets);
    if (code === 'CLASHES_WITH_HISTORY') clashes.push(refused);
    else if (details.field === 'reason') reason = refusalSentence(refused);
    else if (at) {
      const of = fields.get(at.key) ?? new Map<FieldName, string>();
      of.set(at.name, refusalSentence(refused));
      fields.set(at.key, of);
    } else others.push(refused);
  }
  return { fields, reason, clashes, others };
}

/** A refusal of several fields, one by one. */
function each(refused: Refused): readonly Refused[] {
  const { all } = refused.details;
  if (!Array.isArray(all)) return [refused];
  return all.map((details: Refused['details']) => ({ ...refused, details }));
}

function fieldOf(
  { code, details }: Refused,
  sent: Drafted['sent'],
  targets: readonly Target[],
): { readonly key: string; readonly name: FieldName } | null {
  const [, number, named = ''] = PATH.exec(typeof details.field === 'string' ? details.field : '') ?? [];
  const one = sent[Number(number ?? 0)];
  if (one && isField(named)) return { key: one.key, name: named };
  const placed = PLACED[code];
  const about = sent.filter(
    ({ key, correction }) =>
      placed !== undefined &&
      'set' in correction &&
      placed in correction.set &&
      (sent.length === 1 || tagAfter(key, correction.set, targets) === details.tag),
  );
  const [only] = about.length === 1 ? about : [];
  return only && placed ? { key: only.key, name: placed } : null;
}

function tagAfter(key: string, set: Readonly<Record<string, unknown>>, targets: readonly Target[]): unknown {
  return set.asset ?? set.tag ?? targets.find((target) => target.key === key)?.event.tag;
}
