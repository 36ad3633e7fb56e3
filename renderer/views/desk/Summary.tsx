import type { HandoverKind } from '../../../shared/contract/commands.ts';
import { words } from '../../../shared/uiWords.ts';
import { CaseEffect } from './CaseEffect.tsx';
import { casesOf } from './caseEffect.ts';
import type { CaseContents } from './checkLines.ts';
import type { CheckedLine } from './problems.ts';
import css from './Summary.module.css';

interface SummaryProps {
  readonly kind: HandoverKind;
  readonly lines: readonly CheckedLine[];
  readonly ready: readonly CheckedLine[];
  readonly contents: readonly CaseContents[];
}

const { summary } = words.desk;

/** How many are on the list and what the handover does to the cases concerned. */
export function Summary({ kind, lines, ready, contents }: SummaryProps) {
  const blocked = lines.length - ready.length;
  return (
    <section className="panel" aria-label={summary.label}>
      <p className={css.counts}>
        <b>{summary.scanned(lines.length)}</b>
        <b className="ok">{summary.ready(ready.length)}</b>
        {blocked > 0 && <b className="bad">{summary.blocked(blocked)}</b>}
      </p>
      <ul className={css.cases}>
        {casesOf(kind, ready, contents).map((code) => (
          <CaseEffect
            key={code}
            code={code}
            lines={lines}
            ready={ready}
            contents={contents.find((one) => one.case === code) ?? null}
          />
        ))}
      </ul>
    </section>
  );
}
