import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Change } from '../../../shared/event.ts';
import { words } from '../../../shared/uiWords.ts';
import { When } from '../../parts/When.tsx';
import css from './Diff.module.css';
import { diffLines, fieldWords, type Shown } from './diffLines.ts';

const say = words.audit;
/** Lines before the rest is folded. */
const FIRST = 6;
/** Characters of a value before the rest is folded. */
const LONG = 140;

/** What changed, field by field: what it was, crossed out, and what it is. */
export function Diff({ changes }: { readonly changes: readonly Change[] }) {
  const [all, setAll] = useState(false);
  const lines = diffLines(changes);
  if (lines.length === 0) return <span className="quiet small">{say.noChanges}</span>;
  const folded = lines.length > FIRST + 1;
  const shown = all || !folded ? lines : lines.slice(0, FIRST);
  return (
    <>
      <dl className={css.diff}>
        {shown.map(({ field, before, after }) => (
          <div key={field} className={css.line}>
            <dt>{fieldWords(field)}</dt>
            <dd>
              {before !== null && (
                <>
                  <span className="only-heard">{say.was} </span>
                  <del>
                    <Value value={before} />
                  </del>
                  <span aria-hidden="true"> → </span>
                  <span className="only-heard"> {say.becomes} </span>
                </>
              )}
              {after === null ? <span className="quiet">{say.nothing}</span> : <Value value={after} />}
            </dd>
          </div>
        ))}
      </dl>
      {folded && (
        <Button variant="subtle" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? say.fewer : say.more(lines.length - FIRST)}
        </Button>
      )}
    </>
  );
}

function Value({ value }: { readonly value: Shown }) {
  if (value.is === 'moment') return <When at={value.at} />;
  if (value.is !== 'text') return say[value.is];
  const { text } = value;
  if (text.length <= LONG) return <span className={css.value}>{text}</span>;
  return (
    <details className={css.long}>
      <summary>
        <span className={css.value}>{text.slice(0, LONG)}…</span> <span className="small">{say.whole}</span>
      </summary>
      <span className={css.value}>{text}</span>
    </details>
  );
}
