import type { RowFinding } from '../../shared/import/importAnswer.ts';
import type { TableRow } from './tableOf.ts';

/** The sentences of the import, each saying what is wrong with a row and, where it is not plain, what to do. */

const finding = (
  code: RowFinding['code'],
  field: RowFinding['field'],
  message: string,
  details: RowFinding['details'] = {},
): RowFinding => ({ code, field, message, details });

export const tooWide = (): RowFinding =>
  finding(
    'INVALID',
    null,
    'The row has more cells than the head: a separator in a text without quotes moves them all.',
  );

const tooNarrow = (): RowFinding =>
  finding('INVALID', null, 'The row has fewer cells than the head; the missing ones are read as empty.');

const strayCell = (): RowFinding =>
  finding(
    'INVALID',
    null,
    'The row has a cell in a column without a name, which most rows leave empty: its cells may have moved.',
  );

/** What the shape of a row makes doubtful without stopping it. */
export const ofShape = ({ ragged }: Pick<TableRow, 'ragged'>): readonly RowFinding[] =>
  ragged === 'short' ? [tooNarrow()] : ragged === 'stray' ? [strayCell()] : [];

export const noTag = (): RowFinding => finding('INVALID', 'tag', 'The row has no tag and no barcode.');

export const noName = (): RowFinding => finding('INVALID', 'name', 'The row has no name.');

export const unreadableSlot = (field: 'slot' | 'home', why: string): RowFinding =>
  finding('INVALID', field, `The ${field === 'home' ? 'home slot' : 'slot'} ${why}.`);

export const slotWithoutCase = (slot: string): RowFinding =>
  finding('INVALID', 'case', `The row names a slot ("${slot}") but no case.`, { slot });

export const caseWithoutSlot = (code: string): RowFinding =>
  finding(
    'INVALID',
    'slot',
    `The row names case "${code}" but no slot: the asset is added without a place, and the case kept as an attribute.`,
    { case: code },
  );

export const otherPlace = (code: string, place: string, first: { readonly place: string; readonly line: number }) =>
  finding(
    'INVALID',
    'place',
    `The row says that case "${code}" is in "${place}"; line ${first.line} says "${first.place}", which counts.`,
    { case: code, line: first.line },
  );

export const repeatedTag = (tag: string, line: number, here: string, there: string): RowFinding =>
  finding(
    'DUPLICATE',
    'tag',
    here === there
      ? `The tag "${tag}" is already in line ${line}, which counts.`
      : `The tag "${tag}" is already in line ${line} (${there}), which counts; this row says ${here}.`,
    { tag, line },
  );

export const repeatedName = (name: string, line: number): RowFinding =>
  finding('DUPLICATE', 'name', `"${name}" is already in line ${line}, which counts.`, { name, line });

export const repeatedSerial = (serial: string, line: number): RowFinding =>
  finding('DUPLICATE', 'serial', `The serial number "${serial}" is also in line ${line}.`, { serial, line });

export const slotNamedBefore = (code: string, slot: number, by: string, line: number): RowFinding =>
  finding('SLOT_OCCUPIED', 'slot', `Slot ${slot} of case "${code}" is already taken by "${by}" in line ${line}.`, {
    case: code,
    slot,
    by,
    line,
  });

export const slotBeyondMap = (field: 'slot' | 'home', code: string, slot: number, slots: number): RowFinding =>
  finding('NO_SUCH_SLOT', field, `The map gives case "${code}" ${slots} slots, so there is no slot ${slot}.`, {
    case: code,
    slot,
    slots,
  });

export const inStoreOtherwise = (field: 'tag' | 'name', name: string, differs: readonly string[]): RowFinding =>
  finding(
    'DUPLICATE',
    field,
    `"${name}" is in the store already, with other details (${differs.join(', ')}): change them there.`,
    { [field]: name, differs },
  );
