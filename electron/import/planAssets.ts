import { nameKey, tagKey } from '../../shared/text.ts';
import * as findings from './findings.ts';
import type { Reading } from './importMap.ts';
import type { KnownAsset, Plan, PlannedCase, PlannedRow, RowFinding, StoreLook } from './plan.ts';
import { valueIn } from './plan.ts';
import { type AssetRow, readAssetRow, type SlotNamed } from './readAssetRow.ts';
import type { Table } from './readTable.ts';

/**
 * Says for each row of an asset list what would become of it. Pure: the rules that need the store's history (who is
 * in a slot, sealed cases, lengths) are left to the engine's own dry run.
 */
export function planAssets(table: Table, reading: Reading, look: StoreLook): Plan {
  const codes = new Set(table.rows.map((row) => nameKey(valueIn(row, reading, 'case') ?? '')));
  const rows = table.rows.map((row) =>
    readAssetRow(row, reading, (code) => codes.has(nameKey(code)) || look.hasCase(code)),
  );
  const measured = measureCases(rows);
  const seen: Seen = { tags: new Map(), serials: new Map() };
  const planned = rows.map((row) => planRow(row, seen, measured, look));
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

interface Seen {
  readonly tags: Map<string, AssetRow>;
  readonly serials: Map<string, AssetRow>;
}

function planRow(row: AssetRow, seen: Seen, cases: ReadonlyMap<string, Measured>, look: StoreLook): PlannedRow {
  const base = { line: row.line, name: row.tag, warnings: row.warnings, command: null };
  if (row.tag === null) return { ...base, action: 'error', problem: row.problem ?? findings.noTag() };

  // The first row of a tag counts, even if it cannot be used: a later one must not slip into its stead.
  const earlier = seen.tags.get(tagKey(row.tag));
  if (earlier) {
    const problem = findings.repeatedTag(row.tag, earlier.line, storageOf(row), storageOf(earlier));
    return { ...base, action: 'skip', problem };
  }
  seen.tags.set(tagKey(row.tag), row);
  if (row.problem) return { ...base, action: 'error', problem: row.problem };

  const known = look.asset(row.tag);
  if (known) {
    const differs = differences(row, known);
    if (differs.length === 0) return { ...base, action: 'same', problem: null };
    return { ...base, action: 'error', problem: findings.inStoreOtherwise('tag', row.tag, differs) };
  }
  return {
    ...base,
    action: 'add',
    problem: null,
    warnings: [...row.warnings, ...neighbourWarnings(row, seen, cases)],
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

function neighbourWarnings(row: AssetRow, seen: Seen, cases: ReadonlyMap<string, Measured>): readonly RowFinding[] {
  const found: RowFinding[] = [];
  const { serial } = row.details;
  if (serial !== undefined) {
    const twin = seen.serials.get(serial.toLowerCase());
    if (twin) found.push(findings.repeatedSerial(serial, twin.line));
    else seen.serials.set(serial.toLowerCase(), row);
  }
  const first = row.slot && cases.get(nameKey(row.slot.case))?.place;
  if (row.slot && first && row.place !== null && row.place !== first.place) {
    found.push(findings.otherPlace(row.slot.case, row.place, first));
  }
  return found;
}

const storageOf = ({ slot }: AssetRow): string => (slot ? `case ${slot.case}, slot ${slot.slot}` : 'no slot');

/** Custody is not compared: an asset may have gone anywhere since the list was written. */
function differences(row: AssetRow, known: KnownAsset): readonly string[] {
  const details = Object.entries(row.details).filter(([field, value]) => value !== (known.details[field] ?? ''));
  const attributes = Object.entries(row.attributes).filter(([name, value]) => value !== (known.attributes[name] ?? ''));
  return [...details, ...attributes].map(([name]) => name);
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
