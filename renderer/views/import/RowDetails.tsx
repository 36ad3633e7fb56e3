import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Choice } from '../../../shared/import/importForm.ts';
import type { CheckedRow } from '../../../shared/import/importTask.ts';
import { fieldsOf } from '../../../shared/import/suggestMap.ts';
import { words } from '../../../shared/uiWords.ts';
import css from './Import.module.css';
import { checkRows, useImport } from './importStore.ts';

/** id of the panel: Enter in the list leads into it */
export const DETAILS = 'import-row-details';

/** One row: why it is as it is, its cells to be typed anew, and what else can be done with it. */
export function RowDetails({ row }: { readonly row: CheckedRow | undefined }) {
  const { checked, wishes, map, kind, job } = useImport();
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const { check, fields } = words.imports;
  if (!row || !checked) return <section className={`panel ${css.details}`}>{check.choose}</section>;
  const { line, problem, warnings, changes } = row;
  const { columns } = checked.summary.file;
  const busy = job !== null;
  const readAs = (column: string) => fieldsOf(kind).find((field) => map[field]?.includes(column));
  const atFault = new Set([problem, ...warnings].flatMap((finding) => finding?.field ?? []));
  // What is read as something of ours first, the attributes below.
  const ordered = columns.map((column, at) => ({ column, at, field: readAs(column) })).sort(byField);
  const choice = wishes.rows.find((one) => one.line === line)?.choice ?? wishes.differing;
  const isFixed = (column: string) => wishes.fixes.some((fix) => fix.line === line && fix.column === column);

  function apply(): void {
    const anew = Object.entries(typed).map(([column, text]) => ({ line, column, text }));
    if (anew.length === 0) return;
    const others = wishes.fixes.filter((fix) => fix.line !== line || typed[fix.column] === undefined);
    void checkRows({ wishes: { fixes: [...others, ...anew] } });
  }
  function decide(chosen: Choice): void {
    const others = wishes.rows.filter((one) => one.line !== line);
    void checkRows({ wishes: { rows: [...others, { line, choice: chosen }] } });
  }
  const left = wishes.leaveOut.includes(line);
  function leave(): void {
    const others = wishes.leaveOut.filter((one) => one !== line);
    void checkRows({ wishes: { leaveOut: left ? others : [...others, line] } });
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
          apply();
        }}
      >
        {ordered.map(({ column, at, field }) => (
          <TextInput
            key={column}
            label={field ? `${column} (${fields[field]})` : column}
            description={isFixed(column) ? check.typed : undefined}
            value={typed[column] ?? row.cells[at] ?? ''}
            maxLength={4000}
            error={field !== undefined && atFault.has(field) && typed[column] === undefined}
            disabled={busy || left}
            onChange={(event) => setTyped({ ...typed, [column]: event.currentTarget.value })}
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

function byField(
  a: { readonly at: number; readonly field: unknown },
  b: { readonly at: number; readonly field: unknown },
) {
  return Number(a.field === undefined) - Number(b.field === undefined) || a.at - b.at;
}
