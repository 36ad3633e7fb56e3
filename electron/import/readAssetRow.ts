import { slotCount } from '../../shared/contract/fields.ts';
import type { RowFinding } from '../../shared/import/importAnswer.ts';
import type { AssetField } from '../../shared/import/importForm.ts';
import { tagKey } from '../../shared/text.ts';
import * as findings from './findings.ts';
import type { Reading } from './importMap.ts';
import { given, valueIn } from './plan.ts';
import { readSlot, splitSlot } from './readSlot.ts';
import type { TableRow } from './tableOf.ts';

export interface SlotNamed {
  readonly case: string;
  readonly slot: number;
}

/** What the engine's command takes beside tag, attributes and slots. */
export interface AssetDetails {
  readonly barcode?: string;
  readonly serial?: string;
  readonly model?: string;
  readonly manufacturer?: string;
  readonly modelCode?: string;
  readonly category?: string;
  readonly notes?: string;
}

/** A row as it reads by itself, before it is held against its neighbours and the store. */
export interface AssetRow {
  readonly line: number;
  readonly tag: string | null;
  /** the barcode serves as the tag */
  readonly byBarcode: boolean;
  readonly details: AssetDetails;
  readonly attributes: Readonly<Record<string, string>>;
  readonly place: string | null;
  readonly slot: SlotNamed | null;
  readonly home: SlotNamed | null;
  /** the first thing that stops the row; null when it reads well */
  readonly problem: RowFinding | null;
  readonly warnings: readonly RowFinding[];
}

/** @param isCase  is there a case of this code, in the store or in the list's case column? */
export function readAssetRow(row: TableRow, reading: Reading, isCase: (code: string) => boolean): AssetRow {
  const value = (field: AssetField) => valueIn(row, reading, field);
  const caseCode = value('case');
  const slotText = value('slot');
  const homeText = value('home');
  const barcode = value('barcode');
  const written = value('tag');
  const tag = written ?? barcode;
  // In a row that is too wide nothing is where it seems to be.
  const wide = row.ragged === 'long';
  const slot = slotText === null || wide ? null : readSlotIn(slotText, caseCode);
  const home = homeText === null || wide ? null : readHome(homeText, caseCode, isCase);

  // What the map asks for and the row has no use for is kept under the list's own name rather than dropped.
  const idle = slotText === null ? (['case', 'place'] as const) : [];
  const kept = [...reading.rest, ...idle.flatMap((field) => reading.positions.get(field) ?? [])];

  const problems = [
    wide ? findings.tooWide() : null,
    tag === null ? findings.noTag() : null,
    slot && 'problem' in slot ? slot.problem : null,
    home && 'problem' in home ? home.problem : null,
  ];
  return {
    line: row.line,
    tag,
    byBarcode: written === null,
    details: given({
      // A second code that says what the tag says is no second code.
      barcode: barcode !== null && tag !== null && tagKey(barcode) !== tagKey(tag) ? barcode : null,
      serial: value('serial'),
      model: value('model'),
      manufacturer: value('manufacturer'),
      modelCode: value('modelCode'),
      category: value('category'),
      notes: value('notes'),
    }),
    attributes: Object.fromEntries(
      kept.flatMap((at) => (row.cells[at] ? [[reading.columns[at] ?? '', row.cells[at]]] : [])),
    ),
    place: value('place'),
    slot: slot && 'slot' in slot ? slot : null,
    home: home && 'slot' in home ? home : null,
    problem: problems.find((problem) => problem !== null) ?? null,
    warnings: [
      ...findings.ofShape(row),
      ...(caseCode !== null && slotText === null ? [findings.caseWithoutSlot(caseCode)] : []),
    ],
  };
}

type Reads = SlotNamed | { readonly problem: RowFinding };

function readSlotIn(text: string, caseCode: string | null): Reads {
  if (caseCode === null) return { problem: findings.slotWithoutCase(text) };
  return bounded('slot', caseCode, text);
}

/** A home may be in another case than the asset: `4-12` is slot 12 of case 4 if there is such a case. */
function readHome(text: string, caseCode: string | null, isCase: (code: string) => boolean): Reads {
  const split = splitSlot(text);
  if (split && isCase(split.case)) return bounded('home', split.case, String(split.slot));
  if (caseCode !== null) return bounded('home', caseCode, text);
  return { problem: findings.unreadableSlot('home', `is written "${text}", which names no case of the list or store`) };
}

/** A number that no case can have is a slip of the pen; it must not size a case. */
function bounded(field: 'slot' | 'home', caseCode: string, text: string): Reads {
  const read = readSlot(text, caseCode);
  if ('why' in read) return { problem: findings.unreadableSlot(field, read.why) };
  if (slotCount.safeParse(read.slot).success) return { case: caseCode, slot: read.slot };
  return { problem: findings.unreadableSlot(field, `is written "${text}": no case has so many slots`) };
}
