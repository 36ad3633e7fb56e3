import type { RowAction } from '../../shared/import/importAnswer.ts';
import type { RefusalCode } from '../../shared/refusal.ts';
import { type Random, seededRandom } from '../demo/random.ts';

/** What the import must say of a row, and why the row is there. */
export interface ExpectedRow {
  readonly line: number;
  readonly mess: string;
  readonly action: RowAction;
  /** of the problem, null when the row is added */
  readonly code: RefusalCode | null;
  /** fields that are warned about; `row`: the row as a whole */
  readonly warnings: readonly string[];
  /** where the asset ends up when it is added; null: unplaced, or no asset */
  readonly slot: { readonly case: string; readonly slot: number } | null;
}

export interface MessyList {
  readonly bytes: Uint8Array;
  readonly fileName: string;
  readonly map: Readonly<Record<string, unknown>>;
  readonly expected: readonly ExpectedRow[];
}

const SLOTS = 30;
const EMPTY_COLUMNS = 40;
/** One row in so many is a mess, and each kind comes in its turn. */
const EVERY = 9;

const HEAD = [
  'building_room',
  'case_number',
  'slot_number',
  'equipment_type',
  'asset_tag',
  'clean_asset_tag',
  'serial_number',
  'manufacturer',
  'model',
  'model_code',
] as const;

type Cells = Readonly<Record<(typeof HEAD)[number], string>>;

/** A line of the file, with how it differs from a row that is simply added where it says. */
interface Line {
  readonly cells: Cells;
  readonly expect: Partial<ExpectedRow>;
  /** written behind the last cell */
  readonly stray?: string;
  /** written into the first column without a name */
  readonly nameless?: string;
}

/** The row as it would stand without the mess, and an earlier row that is in order. */
interface Scene {
  readonly cells: Cells;
  readonly code: string;
  readonly slot: number;
  readonly sized: boolean;
  readonly earlier: Cells;
}

const REFUSED = { action: 'error', code: 'INVALID', slot: null } as const;
const REPEATED = { action: 'skip', code: 'DUPLICATE', slot: null } as const;

const messes: Readonly<Record<string, (scene: Scene) => readonly Line[]>> = {
  'dash missing': ({ cells }) => [{ cells: { ...cells, asset_tag: cells.clean_asset_tag }, expect: {} }],
  'spaces and lower case': ({ cells }) => [
    { cells: { ...cells, asset_tag: ` ${cells.asset_tag.toLowerCase()} ` }, expect: {} },
  ],
  'row twice': ({ cells, earlier }) => [
    { cells, expect: {} },
    { cells: earlier, expect: REPEATED },
  ],
  'one tag in two slots': ({ cells, earlier }) => [
    { cells, expect: {} },
    { cells: { ...cells, asset_tag: earlier.clean_asset_tag.toLowerCase() }, expect: REPEATED },
  ],
  'slot beyond the case': ({ cells, code, sized }) => [
    {
      cells: { ...cells, slot_number: `${code}-${SLOTS + 1}` },
      expect: sized ? { ...REFUSED, code: 'NO_SUCH_SLOT' } : { slot: { case: code, slot: SLOTS + 1 } },
    },
  ],
  'slot of a neighbour': ({ cells, slot }) => [
    { cells: { ...cells, slot_number: `Slot ${slot - 1}` }, expect: { ...REFUSED, code: 'SLOT_OCCUPIED' } },
  ],
  'slot in words': ({ cells, slot }) => [{ cells: { ...cells, slot_number: `slot no ${slot}` }, expect: REFUSED }],
  'slot with its word': ({ cells, slot }) => [{ cells: { ...cells, slot_number: `Slot ${slot}` }, expect: {} }],
  'no storage': ({ cells }) => [
    { cells: { ...cells, building_room: '', case_number: '', slot_number: '' }, expect: { slot: null } },
  ],
  'case but no slot': ({ cells }) => [
    { cells: { ...cells, slot_number: '' }, expect: { slot: null, warnings: ['slot'] } },
  ],
  'slot but no case': ({ cells }) => [{ cells: { ...cells, case_number: '' }, expect: REFUSED }],
  "another case's slot": ({ cells, code, slot }) => [
    { cells: { ...cells, slot_number: `${Number(code) + 1}-${slot}` }, expect: REFUSED },
  ],
  'tag missing, clean one there': ({ cells }) => [{ cells: { ...cells, asset_tag: '' }, expect: {} }],
  'no tag at all': ({ cells }) => [{ cells: { ...cells, asset_tag: '', clean_asset_tag: ' ' }, expect: REFUSED }],
  'duplicate serial': ({ cells, earlier }) => [
    { cells: { ...cells, serial_number: earlier.serial_number }, expect: { warnings: ['serial'] } },
  ],
  'quotes and commas': ({ cells }) => [{ cells: { ...cells, model: 'Precision "7680", rugged' }, expect: {} }],
  'not ASCII': ({ cells }) => [{ cells: { ...cells, model: 'Précision – ÅØ漢字 🧰' }, expect: {} }],
  'line break in a cell': ({ cells }) => [{ cells: { ...cells, model: 'Precision\r\n7680' }, expect: {} }],
  'cell in a nameless column': ({ cells }) => [{ cells, expect: { warnings: ['row'] }, nameless: 'ask the desk' }],
  'too many cells': ({ cells }) => [{ cells, expect: REFUSED, stray: ',stray' }],
};

/**
 * An equipment list as a team keeps it: UTF-8 with a byte order mark, CRLF, empty columns at the end, tags with a dash
 * beside a clean copy, slots written `1-14`, blank lines, and every mess that such lists have, once in nine rows.
 *
 * @param rows  assets in the list, before the repeats; each case has 30 slots. All messes come up from 189 rows on
 * @param sized  does the map say how large the cases are? Else the highest slot named does
 */
export function messyAssetList({ seed = 1, rows = 189, sized = true } = {}): MessyList {
  const random = seededRandom(seed);
  const order = random.shuffled(Object.entries(messes));
  const file = listFile(`${HEAD.join(',')}${','.repeat(EMPTY_COLUMNS)}`);
  const expected: ExpectedRow[] = [];
  const clean: Cells[] = [];

  for (let at = 0; at < rows; at += 1) {
    const code = String(Math.floor(at / SLOTS) + 1);
    const slot = (at % SLOTS) + 1;
    const cells = plainRow(random, at, code, slot);
    const [mess, make] = (at % EVERY === EVERY - 1 && order[Math.floor(at / EVERY) % order.length]) || ['none', null];
    if (!make) clean.push(cells);
    const scene = { cells, code, slot, sized, earlier: random.pick(clean) };
    for (const { cells: written, expect, stray = '', nameless = '' } of make?.(scene) ?? [{ cells, expect: {} }]) {
      if (random.chance(0.01)) file.add(random.pick(['', ','.repeat(HEAD.length + EMPTY_COLUMNS - 1)]));
      const text = `${HEAD.map((name) => quoted(written[name], ',')).join(',')},${nameless}${','.repeat(EMPTY_COLUMNS - 1)}${stray}`;
      const line = file.add(text);
      expected.push({ line, mess, action: 'add', code: null, warnings: [], slot: { case: code, slot }, ...expect });
    }
  }
  const codes = Array.from({ length: Math.ceil(rows / SLOTS) }, (_, i) => String(i + 1));
  return {
    bytes: Buffer.from(`\uFEFF${file.text('\r\n')}`, 'utf8'),
    fileName: 'equipment list.csv',
    map: {
      tag: ['asset_tag', 'clean_asset_tag'],
      serial: 'serial_number',
      manufacturer: 'manufacturer',
      model: 'model',
      modelCode: 'model_code',
      category: 'equipment_type',
      case: 'case_number',
      slot: 'slot_number',
      place: 'building_room',
      ...(sized ? { slots: Object.fromEntries(codes.map((code) => [code, SLOTS])) } : {}),
    },
    expected,
  };
}

function plainRow(random: Random, at: number, code: string, slot: number): Cells {
  const number = String(4200 + at * 3 + random.between(0, 2)).padStart(6, '0');
  return {
    building_room: `B-1${code}`,
    case_number: code,
    slot_number: `${code}-${slot}`,
    equipment_type: 'Laptop',
    asset_tag: `NRD7KX-${number}`,
    clean_asset_tag: `NRD7KX${number}`,
    // Unique but for the mess: the row's number is part of it.
    serial_number: `${random.pick(['VS', 'KR', 'NY', 'PX'])}${at.toString(36).toUpperCase().padStart(5, '0')}`,
    manufacturer: 'Dell',
    model: 'Precision 7680',
    model_code: random.pick(['2250', '2335']),
  };
}

const PLACES = ['Visitors', 'Radio desk', 'Field team North', 'Field team South'] as const;

/**
 * A list of people as an office keeps it: semicolons, Windows-1252, missing contacts, a row twice, two people of one
 * name, and a name that a spreadsheet would take for a formula.
 *
 * @param rows  people in the list, at least 4
 */
export function messyHolderList({ seed = 1, rows = 40 } = {}): MessyList {
  const random = seededRandom(seed);
  const file = listFile('Name;Organisation;Reference;Contact');
  const expected: ExpectedRow[] = [];
  const write = (cells: readonly string[], mess: string, action: RowAction = 'add') => {
    const line = file.add(cells.map((cell) => quoted(cell, ';')).join(';'));
    const code = action === 'add' ? null : action === 'skip' ? ('DUPLICATE' as const) : ('INVALID' as const);
    expected.push({ line, mess, action, code, warnings: [], slot: null });
  };
  const person = (n: number) => {
    const name = n % 5 === 0 ? `Håndtering ${n}, Ødegård` : `Holder ${n}`;
    return [name, random.pick(PLACES), `E-${1000 + n}`, n % 7 === 0 ? '' : `holder${n}@example.org`];
  };
  const third = person(3);
  for (let n = 1; n <= rows; n += 1) write(n === 3 ? third : person(n), n === 3 ? 'one name, two people' : 'none');
  write(['holder 3 ', 'Field team South', 'E-9001', ''], 'one name, two people');
  write(third, 'row twice', 'skip');
  write(['', 'Visitors', 'E-9002', ''], 'no name', 'error');
  write(['=HYPERLINK("x")', 'Visitors', 'E-9003', ''], 'a formula is only text');
  return {
    bytes: Buffer.from(file.text('\n'), 'latin1'), // of these letters, Windows-1252 and Latin-1 are the same
    fileName: 'holders.csv',
    map: { name: 'Name', organisation: 'Organisation', reference: 'Reference', contact: 'Contact' },
    expected,
  };
}

/** Lines of a file, counted as an editor counts them: a line break inside a cell counts too. */
function listFile(head: string): { add(text: string): number; text(ending: string): string } {
  const lines = [head];
  let next = 2;
  return {
    add(text) {
      const line = next;
      lines.push(text);
      next += text.split('\n').length;
      return line;
    },
    text: (ending) => lines.map((line) => line + ending).join(''),
  };
}

const quoted = (cell: string, separator: string): string =>
  cell.includes(separator) || cell.includes('"') || cell.includes('\n') ? `"${cell.replaceAll('"', '""')}"` : cell;
