import type { RowFinding } from '../../shared/import/importAnswer.ts';
import type { Choice, HolderField } from '../../shared/import/importForm.ts';
import { nameKey } from '../../shared/text.ts';
import * as findings from './findings.ts';
import type { Reading } from './importMap.ts';
import { given, type KnownHolder, type Plan, type PlannedRow, type StoreLook, valueIn } from './plan.ts';
import { type ChoiceOf, reconciled, saidOtherwise } from './reconcile.ts';
import type { Table, TableRow } from './tableOf.ts';

interface HolderRow extends KnownHolder {
  readonly line: number;
  readonly warnings: readonly RowFinding[];
}

/**
 * Says for each row of a list of people what would become of it. Names are unique in a store, so where a list has two
 * people of one name, each gets their reference into it: `Ann Lee (E-1002)`. Pure.
 */
export function planHolders(table: Table, reading: Reading, look: StoreLook, choiceOf: ChoiceOf): Plan {
  const people = peopleByName(table.rows.flatMap((row) => readHolder(row, reading) ?? []));
  const taken = new Map<string, number>();
  const rows = table.rows.map((row) => planRow(row, readHolder(row, reading), { people, taken, look, choiceOf }));
  return { rows, cases: [], remarks: [] };
}

function readHolder(row: TableRow, reading: Reading): HolderRow | null {
  const value = (field: HolderField) => valueIn(row, reading, field);
  const name = value('name');
  if (name === null || row.ragged === 'long') return null;
  return {
    line: row.line,
    name,
    reference: value('reference'),
    organisation: value('organisation'),
    contact: value('contact'),
    warnings: findings.ofShape(row),
  };
}

/** By normalised name, the references that tell its people apart ('' for none). */
type People = ReadonlyMap<string, ReadonlySet<string>>;

function peopleByName(rows: readonly HolderRow[]): People {
  const people = new Map<string, Set<string>>();
  for (const { name, reference } of rows) {
    const known = people.get(nameKey(name)) ?? new Set();
    people.set(nameKey(name), known.add(nameKey(reference ?? '')));
  }
  return people;
}

/** What a row is held against: what the rows before it say, and the store. */
interface Scene {
  readonly people: People;
  /** by normalised name, the line that took it */
  readonly taken: Map<string, number>;
  readonly look: StoreLook;
  readonly choiceOf: ChoiceOf;
}

function planRow(row: TableRow, holder: HolderRow | null, { people, taken, look, choiceOf }: Scene): PlannedRow {
  const base = { line: row.line, name: null, warnings: [], changes: [], command: null };
  if (!holder)
    return { ...base, action: 'error', problem: row.ragged === 'long' ? findings.tooWide() : findings.noName() };

  const { name, known } = resolveName(holder, (people.get(nameKey(holder.name))?.size ?? 1) > 1, look);
  const named = { ...base, name, warnings: holder.warnings };
  const earlier = taken.get(nameKey(name));
  if (earlier !== undefined) return { ...named, action: 'skip', problem: findings.repeatedName(name, earlier) };
  taken.set(nameKey(name), row.line);

  if (known) {
    return reconcileHolder(holder, name, known, choiceOf(row.line));
  }
  const { reference, organisation, contact } = holder;
  return {
    ...named,
    action: 'add',
    problem: null,
    command: { command: 'holder.add', name, ...given({ reference, organisation, contact }) },
  };
}

/** The name under which the person is, or would be, in the store. */
function resolveName(
  holder: HolderRow,
  namesakes: boolean,
  look: StoreLook,
): { readonly name: string; readonly known: KnownHolder | null } {
  const { name, reference } = holder;
  const plain = look.holder(name);
  if (reference === null) return { name, known: plain };
  if (plain?.reference && nameKey(plain.reference) === nameKey(reference)) return { name: plain.name, known: plain };
  // In the store under this name without a reference: perhaps the same person, perhaps not. That is not for us to say.
  if (!namesakes && !plain?.reference) return { name, known: plain };
  const told = `${name} (${reference})`;
  return { name: told, known: look.holder(told) };
}

function reconcileHolder(holder: HolderRow, name: string, known: KnownHolder, choice: Choice | null): PlannedRow {
  const { reference, organisation, contact } = holder;
  const changes = saidOtherwise({ reference, organisation, contact }, { ...known });
  return reconciled({ line: holder.line, name, warnings: holder.warnings }, changes, choice, {
    refusal: () => {
      const differs = changes.map(({ field }) => field);
      return findings.inStoreOtherwise('name', name, differs);
    },
    command: () => ({
      command: 'holder.change',
      name: known.name,
      set: Object.fromEntries(changes.map(({ field, after }) => [field, after])),
    }),
  });
}
