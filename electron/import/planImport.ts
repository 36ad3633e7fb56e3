import type { ImportKind, RowWishes } from '../../shared/import/importForm.ts';
import type { Reading } from './importMap.ts';
import type { Plan, PlannedRow, StoreLook } from './plan.ts';
import { planAssets } from './planAssets.ts';
import { planHolders } from './planHolders.ts';
import type { Table } from './tableOf.ts';

/** Says for each row of a list, whatever file it came from, what would become of it. Pure: nothing is written. */
export function planImport(
  kind: ImportKind,
  table: Table,
  reading: Reading,
  look: StoreLook,
  { leaveOut, differing, rows: chosen }: Pick<RowWishes, 'leaveOut' | 'differing' | 'rows'>,
): Plan {
  const left = new Set(leaveOut);
  const choices = new Map(chosen.map(({ line, choice }) => [line, choice]));
  const used = { ...table, rows: table.rows.filter(({ line }) => !left.has(line)) };
  const plan = (kind === 'assets' ? planAssets : planHolders)(
    used,
    reading,
    look,
    (line) => choices.get(line) ?? differing,
  );
  if (used.rows.length === table.rows.length) return plan;
  // A row that is left out counts for nothing: neither its tag nor its slot is taken.
  const planned = plan.rows[Symbol.iterator]();
  const rows = table.rows.map(({ line }) => (left.has(line) ? leftOut(line) : next(planned)));
  return { ...plan, rows };
}

const leftOut = (line: number): PlannedRow => ({
  line,
  name: null,
  action: 'left',
  changes: [],
  problem: null,
  warnings: [],
  command: null,
});

function next(rows: Iterator<PlannedRow>): PlannedRow {
  const { done, value } = rows.next();
  if (done) throw new Error('a plan has fewer rows than its table');
  return value;
}
