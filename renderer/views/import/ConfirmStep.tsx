import { Button, Textarea } from '@mantine/core';
import { words } from '../../../shared/uiWords.ts';
import css from './Import.module.css';
import { choose, recordRows, setNote, useImport } from './importStore.ts';

/** What will be recorded, before it is. */
export function ConfirmStep() {
  const { checked, wishes, job, kind } = useImport();
  const { confirm, back } = words.imports;
  if (!checked) return null;
  const { counts, file } = checked.summary;
  const lines: readonly (readonly [number, (n: number) => string])[] = [
    [counts.added, (n) => confirm.added(kind, n)],
    [counts.changed, (n) => confirm.changed(kind, n)],
    [counts.casesAdded, confirm.cases],
    [counts.same, confirm.same],
    [counts.kept, confirm.kept],
    [counts.leftOut, confirm.left],
    [counts.skipped, confirm.skipped],
    [counts.errors, confirm.errors],
  ];
  return (
    <section className={`panel ${css.stack}`} aria-label={words.imports.steps.confirm}>
      <p>{confirm.lead}</p>
      <ul className={css.outcome}>
        {lines
          .filter(([n]) => n > 0)
          .map(([n, say]) => (
            <li key={say(n)}>{say(n)}</li>
          ))}
      </ul>
      <p className="quiet small">
        {confirm.file}: {file.name}. {words.imports.list.hash}: <span className="tag">{file.sha256}</span>
      </p>
      <Textarea
        label={confirm.note}
        description={confirm.noteHint}
        autosize
        minRows={2}
        maxRows={6}
        maxLength={2000}
        value={wishes.note}
        disabled={job !== null}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <div className={css.row}>
        <Button disabled={job !== null} onClick={() => choose({ step: 'check' })}>
          {back}
        </Button>
        <Button className={css.right} variant="filled" disabled={job !== null} onClick={() => void recordRows()}>
          {confirm.commit(counts.added + counts.changed)}
        </Button>
      </div>
    </section>
  );
}
