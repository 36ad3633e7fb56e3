import { Button, TextInput } from '@mantine/core';
import type { Choice } from '../../../shared/import/importForm.ts';
import type { CheckedRow } from '../../../shared/import/importTask.ts';
import { fieldsOf } from '../../../shared/import/suggestMap.ts';
import { words } from '../../../shared/uiWords.ts';
import css from './Import.module.css';
import { checkRows, fixRow, typeCell, useImport } from './importStore.ts';

/** id of the panel: Enter in the list leads into it */
export const DETAILS = 'import-row-details';
/** id of the list that stands beside it */
export const ROWS = 'import-rows';

/** One row: why it is as it is, its cells to be typed anew, and what else can be done with it. */
export function RowDetails({ row }: { readonly row: CheckedRow | undefined }) {
  const { checked, wishes, typed: allTyped, map, kind, job } = useImport();
  const { check, fields } = words.imports;
  if (!row || !checked) return <section className={`panel ${css.details}`}>{check.choose}</section>;
  const { line, problem, warnings, changes } = row;
  const typed = allTyped[line] ?? {};
  const { columns } = checked.summary.file;
  const busy = job !== null;
  const readAs = (column: string) => fieldsOf(kind).find((field) => map[field]?.includes(column));
  const atFault = new Set([problem, ...warnings].flatMap((finding) => finding?.field ?? []));
  // What is wrong first, then what is read as something of ours, the attributes below.
  const ordered = columns
    .map((column, at) => {
      const field = readAs(column);
      return { column, at, field, wrong: field !== undefined && atFault.has(field) };
    })
    .sort(wrongFirst);
  const choice = wishes.rows.find((one) => one.line === line)?.choice ?? wishes.differing;
  const isFixed = (column: string) => wishes.fixes.some((fix) => fix.line === line && fix.column === column);

  function decide(chosen: Choice): void {
    const others = wishes.rows.filter((one) => one.line !== line);
    void thenBack(checkRows({ wishes: { rows: [...others, { line, choice: chosen }] } }));
  }
  const left = wishes.leaveOut.includes(line);
  function leave(): void {
    const others = wishes.leaveOut.filter((one) => one !== line);
    void thenBack(checkRows({ wishes: { leaveOut: left ? others : [...others, line] } }));
  }

  return (
    <section id={DETAILS} className={`panel ${css.details}`} aria-label={check.line(line)}>
      <h2>{check.line(line)}</h2>
      {problem && changes.length === 0 && <p className="bad">{problem.message}</p>}
      {warnings.map(({ message }) => (
        <p key={message} className="warn">
          {message}
        </p>
      ))}
      {changes.length > 0 && (
        <>
          <ul className={css.changes}>
            {changes.map(({ field, before, after }) => (
              <li key={field}>
                {field in fields ? fields[field as keyof typeof fields] : field}: {/* the key was just looked for */}
                <del>{before === null ? check.nothing : String(before)}</del> → <ins>{String(after)}</ins>
              </li>
            ))}
          </ul>
          <div className={css.row}>
            <Button aria-pressed={choice === 'keep'} disabled={busy} onClick={() => decide('keep')}>
              {check.keep}
            </Button>
            <Button aria-pressed={choice === 'theirs'} disabled={busy} onClick={() => decide('theirs')}>
              {check.take}
            </Button>
          </div>
        </>
      )}
      <form
        className={css.cells}
        onSubmit={(event) => {
          event.preventDefault();
          if (Object.keys(typed).length > 0) void thenBack(fixRow(line));
        }}
      >
        {ordered.map(({ column, at, field, wrong }) => (
          <TextInput
            key={column}
            label={field ? `${column} (${fields[field]})` : column}
            description={isFixed(column) ? check.typed : undefined}
            value={typed[column] ?? row.cells[at] ?? ''}
            maxLength={4000}
            error={wrong && typed[column] === undefined}
            disabled={busy || left}
            onChange={(event) => typeCell(line, column, event.currentTarget.value)}
          />
        ))}
        <div className={css.row}>
          <Button type="submit" variant="filled" disabled={busy || Object.keys(typed).length === 0}>
            {check.apply}
          </Button>
          <Button disabled={busy} onClick={leave}>
            {left ? check.takeIn : check.leaveOut}
          </Button>
        </div>
      </form>
    </section>
  );
}

interface Ordered {
  readonly at: number;
  readonly field: unknown;
  readonly wrong: boolean;
}

function wrongFirst(a: Ordered, b: Ordered): number {
  return (
    Number(b.wrong) - Number(a.wrong) || Number(a.field === undefined) - Number(b.field === undefined) || a.at - b.at
  );
}

/** A checked row is drawn anew; who works by keys goes on in the list. */
async function thenBack(checking: Promise<void>): Promise<void> {
  await checking;
  document.getElementById(ROWS)?.focus();
}
