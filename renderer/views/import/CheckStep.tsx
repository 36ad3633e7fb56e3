import { Button, NumberInput } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { CaseResult } from '../../../shared/import/importAnswer.ts';
import { type RowLetter, rowLetters } from '../../../shared/import/importTask.ts';
import { words } from '../../../shared/uiWords.ts';
import css from './Import.module.css';
import { checkRows, choose, useImport } from './importStore.ts';
import { RowDetails } from './RowDetails.tsx';
import { RowList } from './RowList.tsx';
import { useRows } from './useRows.ts';

const LETTERS = Object.keys(rowLetters) as readonly RowLetter[]; // its own keys
/** What is looked at first stands first. */
const ORDER: readonly RowLetter[] = ['e', 'd', 'r', 'a', 'c', 'k', 's', 'l'];

type Filter = RowLetter | 'all' | 'warnings';

/** What would become of each row; what is wrong is put right here. */
export function CheckStep() {
  const { checked, round, job, wishes } = useImport();
  const [filter, setFilter] = useState<Filter>('all');
  const [current, setCurrent] = useState(0);
  const letters = checked?.letters ?? '';
  const counts = useMemo(() => countLetters(letters), [letters]);
  const shown = useMemo(() => indicesOf(letters, filter), [letters, filter]);
  const rowAt = useRows(round);
  const { check, back, states } = words.imports;
  if (!checked) return null;
  const { summary } = checked;
  const at = Math.min(current, Math.max(0, shown.length - 1));
  const index = shown[at];
  const records = summary.counts.added + summary.counts.changed;
  return (
    <>
      <p>{check.lead}</p>
      <fieldset className={css.filters} aria-label={check.filter}>
        <FilterButton name={check.all} count={letters.length} on={filter === 'all'} onChoose={() => setFilter('all')} />
        {ORDER.filter((letter) => counts[letter] > 0 || filter === letter).map((letter) => (
          <FilterButton
            key={letter}
            name={states[letter]}
            count={counts[letter]}
            on={filter === letter}
            onChoose={() => {
              setFilter(letter);
              setCurrent(0);
            }}
          />
        ))}
        {counts.warnings > 0 && (
          <FilterButton
            name={check.warnings}
            count={counts.warnings}
            on={filter === 'warnings'}
            onChoose={() => {
              setFilter('warnings');
              setCurrent(0);
            }}
          />
        )}
      </fieldset>
      {(counts.d > 0 || counts.c > 0 || counts.k > 0) && (
        <fieldset className={`panel ${css.row}`} aria-label={states.d}>
          <span>{check.differ(counts.d + counts.c + counts.k)}</span>
          <Button
            aria-pressed={wishes.differing === 'keep'}
            disabled={job !== null}
            onClick={() => void checkRows({ wishes: { differing: 'keep', rows: [] } })}
          >
            {check.keepAll}
          </Button>
          <Button
            aria-pressed={wishes.differing === 'theirs'}
            disabled={job !== null}
            onClick={() => void checkRows({ wishes: { differing: 'theirs', rows: [] } })}
          >
            {check.takeAll}
          </Button>
        </fieldset>
      )}
      <div className={css.both}>
        <RowList indices={shown} letters={letters} rowAt={rowAt} current={at} onWalk={setCurrent} />
        <RowDetails key={`${round} ${index ?? ''}`} row={index === undefined ? undefined : rowAt(index)} />
      </div>
      <NewCases cases={summary.cases} busy={job !== null} />
      {summary.remarks.map((remark) => (
        <p key={remark} className="quiet">
          {remark}
        </p>
      ))}
      <div className={`${css.row} ${css.foot}`}>
        <Button disabled={job !== null} onClick={() => choose({ step: 'map' })}>
          {back}
        </Button>
        <Button
          className={css.right}
          variant="filled"
          disabled={job !== null || records === 0}
          onClick={() => choose({ step: 'confirm' })}
        >
          {check.confirm(records)}
        </Button>
      </div>
    </>
  );
}

interface FilterProps {
  readonly name: string;
  readonly count: number;
  readonly on: boolean;
  readonly onChoose: () => void;
}

function FilterButton({ name, count, on, onChoose }: FilterProps) {
  return (
    <button type="button" className={css.filter} aria-pressed={on} onClick={onChoose}>
      {name} <b>{count.toLocaleString('en')}</b>
    </button>
  );
}

/** One slip of the pen makes a case large: its size is shown with the line that it comes from, and can be set. */
function NewCases({ cases, busy }: { readonly cases: readonly CaseResult[]; readonly busy: boolean }) {
  const { slots } = useImport();
  const [typed, setTyped] = useState<Readonly<Record<string, number>>>({});
  const { newCases, newCase, sizedBy, sizedByHand, apply } = words.imports.check;
  if (cases.length === 0) return null;
  const changed = cases.some(({ code, slots: size }) => typed[code] !== undefined && typed[code] !== size);
  return (
    <details className={`panel ${css.cases}`} open={cases.length <= 8}>
      <summary>
        {newCases} <b>{cases.length.toLocaleString('en')}</b>
      </summary>
      <div className={css.controls}>
        {cases.slice(0, 200).map(({ code, slots: size, sizedBy: from }) => (
          <NumberInput
            key={code}
            label={newCase(code)}
            description={from === 'map' ? sizedByHand : sizedBy(from.line)}
            min={1}
            max={1000}
            value={typed[code] ?? size}
            disabled={busy}
            onChange={(value) => typeof value === 'number' && setTyped({ ...typed, [code]: value })}
          />
        ))}
      </div>
      {changed && (
        <Button disabled={busy} onClick={() => void checkRows({ slots: { ...slots, ...typed } })}>
          {apply}
        </Button>
      )}
    </details>
  );
}

function countLetters(letters: string): Readonly<Record<RowLetter | 'warnings', number>> {
  const counts: Record<RowLetter | 'warnings', number> = {
    a: 0,
    c: 0,
    k: 0,
    s: 0,
    r: 0,
    l: 0,
    e: 0,
    d: 0,
    warnings: 0,
  };
  for (const letter of letters) {
    const low = LETTERS.find((one) => one === letter.toLowerCase());
    if (low) counts[low] += 1;
    if (letter !== letter.toLowerCase()) counts.warnings += 1;
  }
  return counts;
}

function indicesOf(letters: string, filter: Filter): readonly number[] {
  return [...letters].flatMap((letter, i) => {
    const low = letter.toLowerCase();
    return filter === 'all' || (filter === 'warnings' ? letter !== low : low === filter) ? [i] : [];
  });
}
