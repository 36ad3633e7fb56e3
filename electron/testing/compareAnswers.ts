import { deepStrictEqual } from 'node:assert/strict';
import { z } from 'zod';
import type { EventJson } from '../../shared/event.ts';
import type { Custody } from '../custody.ts';
import { type CustodyRow, custodyAt, spansOf, worldInWords } from './naiveAnswers.ts';
import { versionOf } from './naiveCustodyDrafts.ts';
import { effectiveFacts, walk, worldAt } from './naiveModel.ts';

/** The app's answers beside the model's; what differs is thrown. Moments are ms. */

type Log = readonly EventJson[];
type Row = Readonly<Record<string, unknown>>;

const Rows = z.object({ rows: z.array(z.record(z.string(), z.unknown())) });
const One = z.record(z.string(), z.unknown());
const Slots = z.object({ rows: z.array(z.object({ occupant: z.object({ tag: z.string() }).nullable() })) });
const Hand = z.object({ assets: z.array(z.object({ tag: z.string() })) });

const CUSTODY_FIELDS = ['tag', 'status', 'case', 'slot', 'holder', 'since', 'dueAt'] as const;
const LIST_FIELDS = [...CUSTODY_FIELDS, 'barcode', 'home'] as const;
const SPAN_FIELDS = ['status', 'case', 'slot', 'holder', 'from', 'to', 'openedBy', 'closedBy'] as const;

const pick = (row: object, fields: readonly string[]): Row =>
  Object.fromEntries(Object.entries(row).filter(([field]) => fields.includes(field)));
const time = (at: number): string => new Date(at).toISOString();
const byText = (a: string, b: string): number => (a < b ? -1 : 1);

function ask(custody: Custody, name: string, args: Row): unknown {
  const answer = custody.query(name, args, null);
  if (!answer.ok) throw new Error(`${name} was refused: ${JSON.stringify({ args, ...answer.error })}`);
  return answer.value;
}

/** The `custody` query at a moment, as known by another. */
export function custodyRows(custody: Custody, at: number, knownAt?: number, filter: Row = {}): readonly Row[] {
  const args = { at: time(at), ...(knownAt === undefined ? {} : { knownAt: time(knownAt) }), ...filter };
  return Rows.parse(ask(custody, 'custody', args)).rows.map((row) => pick(row, CUSTODY_FIELDS));
}

export function compareCustody(custody: Custody, log: Log, at: number): void {
  const rows = custodyRows(custody, at);
  deepStrictEqual(rows, custodyAt(log, at), `custody at ${time(at)}`);
  const inSlots = rows.filter(({ status }) => status === 'slot').map((row) => `${row.case}/${row.slot}`);
  deepStrictEqual(new Set(inSlots).size, inSlots.length, 'two assets in one slot');
}

/** The table of all assets at a moment, as known by another, beside the custody of that moment. */
export function compareList(custody: Custody, log: Log, at: number, knownAt?: number): void {
  const known = log.filter(({ receivedAt }) => knownAt === undefined || Date.parse(receivedAt) <= knownAt);
  const facts = effectiveFacts(known).filter((fact) => fact.at <= at);
  const words = new Map(worldInWords(walk(facts)).assets.map((asset) => [asset.tag, asset]));
  const expected = custodyAt(known, at).map((row) => ({
    ...row,
    barcode: words.get(row.tag)?.barcode,
    home: words.get(row.tag)?.home,
  }));
  const moment = { at: time(at), ...(knownAt === undefined ? {} : { knownAt: time(knownAt) }) };
  const list = (args: Row) =>
    Rows.parse(ask(custody, 'asset.list', { ...moment, ...args })).rows.map((row) => pick(row, LIST_FIELDS));
  deepStrictEqual(list({}), expected, `asset.list ${JSON.stringify(moment)}`);
  const out = expected.filter(({ status }) => status === 'holder').map(({ tag }) => tag);
  const sorted = list({ status: 'holder', sort: 'since' }).map(({ tag }) => String(tag));
  deepStrictEqual(sorted.toSorted(byText), out.toSorted(byText), `asset.list of holders ${JSON.stringify(moment)}`);
}

/** What is in one case, with one holder, in one status: the same rows, picked out. */
export function compareFilters(custody: Custody, log: Log, at: number, knownAt?: number): void {
  const known = log.filter(({ receivedAt }) => knownAt === undefined || Date.parse(receivedAt) <= knownAt);
  const rows = custodyAt(known, at);
  const world = worldAt(known, at);
  const compare = (filter: Row, picked: (row: CustodyRow) => boolean) =>
    deepStrictEqual(
      custodyRows(custody, at, knownAt, filter),
      rows.filter(picked),
      `custody ${JSON.stringify(filter)}`,
    );
  for (const { id, code } of world.cases.values()) compare({ case: id }, (row) => row.case === code);
  for (const { id, name } of world.holders.values()) compare({ holder: id }, (row) => row.holder === name);
  for (const status of ['unplaced', 'slot', 'holder', 'lost', 'retired'])
    compare({ status }, (row) => row.status === status);
}

/** Each asset's spans, with who opened and closed them. */
export function compareSpans(custody: Custody, log: Log): void {
  const spans = spansOf(log);
  for (const { id, tag } of walk(effectiveFacts(log)).world.assets.values()) {
    const rows = Rows.parse(ask(custody, 'asset.spans', { tag })).rows.map((row) => pick(row, SPAN_FIELDS));
    const expected = (spans.get(id) ?? []).map((span) => ({
      ...span,
      from: time(span.from),
      to: span.to === null ? null : time(span.to),
    }));
    deepStrictEqual(rows, expected, `spans of ${tag}`);
  }
}

/** Assets, cases and holders one by one as of a moment: the board, a hand, a home. */
export function compareEntities(custody: Custody, log: Log, at: number): void {
  const facts = effectiveFacts(log).filter((fact) => fact.at <= at);
  const words = new Map(worldInWords(walk(facts)).assets.map((asset) => [asset.tag, asset]));
  const rows = new Map<string, CustodyRow>(custodyAt(log, at).map((row) => [row.tag, row]));
  const world = worldAt(log, at);
  for (const { id, tag, barcode } of world.assets.values()) {
    const shown = One.parse(ask(custody, 'asset.get', { id, at: time(at) }));
    const expected = { ...rows.get(tag), barcode, home: words.get(tag)?.home, version: versionOf(log, id) };
    deepStrictEqual(pick(shown, Object.keys(expected)), expected, `asset.get ${tag} at ${time(at)}`);
  }
  for (const { id, code, slots, sealed, retired } of world.cases.values()) {
    const answer = ask(custody, 'case.get', { id, at: time(at) });
    const shown = One.parse(answer);
    const state = { sealed: shown.seal !== null, retired: shown.retired, version: shown.version };
    deepStrictEqual(state, { sealed, retired, version: versionOf(log, id) }, `case.get ${code} at ${time(at)}`);
    const inside = Array.from({ length: slots }, (_, i) =>
      [...rows.values()].find((row) => row.case === code && row.slot === i + 1),
    );
    const occupants = Slots.parse(answer).rows.map(({ occupant }) => occupant?.tag);
    deepStrictEqual(
      occupants,
      inside.map((row) => row?.tag),
      `slots of ${code} at ${time(at)}`,
    );
  }
  for (const { id, name, active } of world.holders.values()) {
    const answer = ask(custody, 'holder.get', { id, at: time(at) });
    deepStrictEqual(pick(One.parse(answer), ['name', 'active']), { name, active }, `holder.get ${name} at ${time(at)}`);
    const hand = [...rows.values()].filter((row) => row.holder === name).map(({ tag }) => tag);
    const shown = Hand.parse(answer).assets.map(({ tag }) => tag);
    deepStrictEqual(shown.toSorted(byText), hand.toSorted(byText), `in the hands of ${name} at ${time(at)}`);
  }
}
