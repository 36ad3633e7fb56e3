import type { CaseResult, RowFinding, RowResult } from '../../shared/import/importAnswer.ts';
import type { RefusalCode } from '../../shared/refusal.ts';
import { nameKey } from '../../shared/text.ts';
import type { CommandResult } from '../custody.ts';
import type { Plan, PlannedRow } from './plan.ts';

type Fault = (CommandResult & { readonly ok: false })['error'];

/** What stands in the way of every row alike: who asks, or the store itself. */
const WHOLE: readonly RefusalCode[] = [
  'NOT_ALLOWED',
  'NOT_SIGNED_IN',
  'LOCKED_OUT',
  'STORE_BUSY',
  'STORE_DAMAGED',
  'STORE_READ_ONLY',
  'STORE_TOO_NEW',
  'CANNOT_READ',
  'CANNOT_WRITE',
];

export type Judged =
  | { readonly whole: Fault }
  | { readonly whole: null; readonly rows: readonly RowResult[]; readonly cases: readonly CaseResult[] };

/**
 * Reads the engine's answers to a plan's commands, cases first.
 *
 * @param results  one for each command, in the order of the plan
 * @returns the rows with what the engine said of them, and the cases that an accepted row needs
 */
export function judgeBatch(plan: Plan, results: readonly CommandResult[]): Judged {
  const faults = results.flatMap((result) => (result.ok ? [] : [result.error]));
  const whole = faults.find(({ code }) => WHOLE.includes(code));
  if (whole) return { whole };

  const caseFaults = new Map<string, Fault>();
  for (const [i, { command }] of plan.cases.entries()) {
    const result = results[i];
    if (result && !result.ok) caseFaults.set(nameKey(command.code), result.error);
  }
  let next = plan.cases.length;
  const rows = plan.rows.map((row) => rowResult(row, row.command ? results[next++] : undefined, caseFaults));
  const needed = new Set(plan.rows.flatMap((row, i) => (isRecorded(rows[i]) ? casesNamed(row).map(nameKey) : [])));
  const cases = plan.cases
    .filter(({ command }) => needed.has(nameKey(command.code)))
    .map(({ command: { code, slots }, sizedBy }) => ({ code, slots, sizedBy }));
  return { whole: null, rows, cases };
}

/** The part of a plan that a dry run has accepted; the other rows stay as they were judged. */
export function usablePart(plan: Plan, { rows, cases }: Judged & { readonly whole: null }): Plan {
  const codes = new Set(cases.map(({ code }) => code));
  return {
    ...plan,
    cases: plan.cases.filter(({ command }) => codes.has(command.code)),
    rows: plan.rows.map((row, i) => {
      const judged = rows[i];
      return isRecorded(judged) ? row : { ...row, ...judged, command: null };
    }),
  };
}

/** Does the row come to an event of the batch? */
export const isRecorded = (row: Pick<RowResult, 'action'> | undefined): boolean =>
  row?.action === 'add' || row?.action === 'change';

function rowResult(
  { line, name, action, changes, problem, warnings, command }: PlannedRow,
  result: CommandResult | undefined,
  caseFaults: ReadonlyMap<string, Fault>,
): RowResult {
  if (!command || !result) return { line, name, action, slot: null, changes, problem, warnings };
  if (result.ok) {
    const slot = command.command === 'asset.add' ? (command.slot ?? null) : null;
    return { line, name, action, slot, changes, problem: null, warnings };
  }
  const refusal = engineFinding(result.error, casesNamed({ command }), caseFaults);
  return { line, name, action: 'error', slot: null, changes, problem: refusal, warnings };
}

const casesNamed = ({ command }: Pick<PlannedRow, 'command'>): readonly string[] =>
  command?.command === 'asset.add' ? [command.slot, command.home].flatMap((named) => named?.case ?? []) : [];

/** What a refusal that names no field is about, in a row of a list. */
const FIELDS: { readonly [C in RefusalCode]?: string } = {
  SLOT_OCCUPIED: 'slot',
  NO_SUCH_SLOT: 'slot',
  CASE_SEALED: 'case',
};

/** A row whose case could not be added hears why, not that the case is unknown. */
function engineFinding(fault: Fault, named: readonly string[], caseFaults: ReadonlyMap<string, Fault>): RowFinding {
  const code = named.find((one) => caseFaults.has(nameKey(one)));
  const caseFault = code === undefined ? undefined : caseFaults.get(nameKey(code));
  if (caseFault) {
    return { ...caseFault, field: 'case', message: `Case "${code}" cannot be added: ${caseFault.message}` };
  }
  const { field } = fault.details;
  return { ...fault, field: typeof field === 'string' ? field : (FIELDS[fault.code] ?? null) };
}
