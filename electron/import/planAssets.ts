import type { RowFinding } from '../../shared/import/importAnswer.ts';
import type { Choice } from '../../shared/import/importForm.ts';
import { nameKey, tagKey } from '../../shared/text.ts';
import * as findings from './findings.ts';
import type { Reading } from './importMap.ts';
import type { KnownAsset, Plan, PlannedCase, PlannedRow, StoreLook } from './plan.ts';
import { valueIn } from './plan.ts';
import { type AssetRow, readAssetRow, type SlotNamed } from './readAssetRow.ts';
import { type ChoiceOf, reconciled, saidOtherwise } from './reconcile.ts';
import type { Table } from './tableOf.ts';

/**
 * Says for each row of an asset list what would become of it. Pure: what needs the store's history (who is in a slot,
 * seals, lengths) is left to the engine's own dry run.
 */
export function planAssets(table: Table, reading: Reading, look: StoreLook, choiceOf: ChoiceOf): Plan {
  const codes = new Set(table.rows.map((row) => nameKey(valueIn(row, reading, 'case') ?? '')));
  const rows = table.rows.map((row) =>
    readAssetRow(row, reading, (code) => codes.has(nameKey(code)) || look.hasCase(code)),
  );
  const measured = measureCases(rows);
  const scene: Scene = { tags: new Map(), serials: new Map(), slots: new Map(), measured, reading, look, choiceOf };
  const planned = rows.map((row) => planRow(row, scene));
  const unused = [...reading.slots.values()].filter(({ code }) => !codes.has(nameKey(code)));
  return {
    rows: planned,
    cases: casesFor(planned, measured, reading, look),
    remarks: unused.map(
      ({ code }) => `The map gives a number of slots for case "${code}", which the list does not name.`,
    ),
  };
}

/** What the list says of a case, over all of its rows: also a row that is left out knows how large its case is. */
interface Measured {
  readonly code: string;
  highest: { readonly slot: number; readonly line: number };
  place: { readonly place: string; readonly line: number } | null;
}

function measureCases(rows: readonly AssetRow[]): ReadonlyMap<string, Measured> {
  const measured = new Map<string, Measured>();
  for (const { line, slot, home, place } of rows) {
    for (const named of [slot, home]) {
      if (!named) continue;
      const highest = { slot: named.slot, line };
      const known = measured.get(nameKey(named.case)) ?? { code: named.case, highest, place: null };
      if (named.slot > known.highest.slot) known.highest = highest;
      if (named === slot && place !== null) known.place ??= { place, line };
      measured.set(nameKey(named.case), known);
    }
  }
  return measured;
}

/** What a row is held against: what the rows before it say, and the store. */
interface Scene {
  readonly tags: Map<string, AssetRow>;
  readonly serials: Map<string, AssetRow>;
  readonly slots: Map<string, AssetRow>;
  readonly measured: ReadonlyMap<string, Measured>;
  readonly reading: Reading;
  readonly look: StoreLook;
  readonly choiceOf: ChoiceOf;
}

function planRow(row: AssetRow, scene: Scene): PlannedRow {
  const base = { line: row.line, name: row.tag, warnings: row.warnings, changes: [], command: null };
  if (row.tag === null) return { ...base, action: 'error', problem: row.problem ?? findings.noTag() };

  // The first row of a tag counts, even if it cannot be used: a later one must not slip into its stead.
  const earlier = scene.tags.get(tagKey(row.tag));
  if (earlier) {
    const problem = findings.repeatedTag(row.tag, earlier.line, storageOf(row), storageOf(earlier));
    return { ...base, action: 'skip', problem };
  }
  scene.tags.set(tagKey(row.tag), row);
  if (row.problem) return { ...base, action: 'error', problem: row.problem };

  const known = scene.look.asset(row.tag);
  // A tag that is another asset's barcode is for the engine to refuse.
  if (known && (row.byBarcode || tagKey(known.tag) === tagKey(row.tag))) {
    return reconcileAsset(row, row.tag, known, scene.choiceOf(row.line));
  }
  const problem = slotProblem(row, scene);
  if (problem) return { ...base, action: 'error', problem };
  return {
    ...base,
    action: 'add',
    problem: null,
    warnings: [...row.warnings, ...neighbourWarnings(row, scene)],
    command: {
      command: 'asset.add',
      tag: row.tag,
      ...row.details,
      ...(Object.keys(row.attributes).length > 0 ? { attributes: row.attributes } : {}),
      ...(row.slot ? { slot: row.slot } : {}),
      ...(row.home ? { home: row.home } : {}),
    },
  };
}

/** What the list alone shows of a slot; who is in it in the store, and how large a known case is, the engine judges. */
function slotProblem(row: AssetRow, { slots, reading, look }: Scene): RowFinding | null {
  for (const field of ['slot', 'home'] as const) {
    const named = row[field];
    const size = named && !look.hasCase(named.case) ? reading.slots.get(nameKey(named.case))?.slots : undefined;
    if (named && size !== undefined && named.slot > size) {
      return findings.slotBeyondMap(field, named.case, named.slot, size);
    }
  }
  if (!row.slot) return null;
  const key = `${nameKey(row.slot.case)}/${row.slot.slot}`;
  const earlier = slots.get(key);
  if (earlier) return findings.slotNamedBefore(row.slot.case, row.slot.slot, earlier.tag ?? '', earlier.line);
  slots.set(key, row);
  return null;
}

function neighbourWarnings(row: AssetRow, { serials, measured }: Scene): readonly RowFinding[] {
  const found: RowFinding[] = [];
  const { serial } = row.details;
  if (serial !== undefined) {
    const twin = serials.get(serial.toLowerCase());
    if (twin) found.push(findings.repeatedSerial(serial, twin.line));
    else serials.set(serial.toLowerCase(), row);
  }
  const first = row.slot && measured.get(nameKey(row.slot.case))?.place;
  if (row.slot && first && row.place !== null && row.place !== first.place) {
    found.push(findings.otherPlace(row.slot.case, row.place, first));
  }
  return found;
}

const storageOf = ({ slot }: AssetRow): string => (slot ? `case ${slot.case}, slot ${slot.slot}` : 'no slot');

/** Custody is not compared: an asset may have gone anywhere since the list was written. */
function reconcileAsset(row: AssetRow, tag: string, known: KnownAsset, choice: Choice | null): PlannedRow {
  const details = saidOtherwise({ ...row.details }, known.details);
  const attributes = saidOtherwise(row.attributes, known.attributes);
  const changes = [...details, ...attributes];
  return reconciled({ line: row.line, name: tag, warnings: row.warnings }, changes, choice, {
    refusal: () => {
      const differs = changes.map(({ field }) => field);
      return findings.inStoreOtherwise('tag', tag, differs);
    },
    command: () => ({
      command: 'asset.change',
      tag: known.tag,
      set: {
        ...Object.fromEntries(details.map(({ field, after }) => [field, after])),
        // Attributes are set as a whole.
        ...(attributes.length > 0 ? { attributes: { ...known.attributes, ...row.attributes } } : {}),
      },
    }),
  });
}

function casesFor(
  rows: readonly PlannedRow[],
  measured: ReadonlyMap<string, Measured>,
  reading: Reading,
  look: StoreLook,
): readonly PlannedCase[] {
  const needed = new Map<string, SlotNamed>();
  for (const { command } of rows) {
    if (command?.command !== 'asset.add') continue;
    for (const named of [command.slot, command.home]) {
      if (named && !needed.has(nameKey(named.case)) && !look.hasCase(named.case))
        needed.set(nameKey(named.case), named);
    }
  }
  return [...needed].map(([key, { case: code, slot }]) => {
    const size = reading.slots.get(key)?.slots;
    const { highest, place } = measured.get(key) ?? { highest: { slot, line: 0 }, place: null };
    return {
      command: { command: 'case.add', code, slots: size ?? highest.slot, ...(place ? { place: place.place } : {}) },
      sizedBy: size === undefined ? { line: highest.line } : 'map',
    };
  });
}
