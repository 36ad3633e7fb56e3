import { words } from '../../../shared/uiWords.ts';
import { custodyWords } from '../../frame/custodyWords.ts';
import { to } from '../../routes.ts';
import { useAnswer } from '../../state/useApp.ts';
import { type Homecoming, homecoming, leaving, type Missing } from './caseEffect.ts';
import type { CaseContents } from './checkLines.ts';
import type { CheckedLine } from './problems.ts';
import css from './Summary.module.css';

/** Names that are shown unasked: while nearly all is still out, the count says enough. */
const FEW = 5;

interface CaseEffectProps {
  readonly code: string;
  readonly lines: readonly CheckedLine[];
  readonly ready: readonly CheckedLine[];
  /** of a return, as main says; null: something leaves the case */
  readonly contents: CaseContents | null;
}

const { summary } = words.desk;

/** One case concerned: what leaves it, or what is missing and extra once the list is back. */
export function CaseEffect({ code, lines, ready, contents }: CaseEffectProps) {
  const { value } = useAnswer('case.get', { code });
  if (!value) return null;
  const back = contents && homecoming(value, contents, lines);
  const { leave, stay } = leaving(value, ready);
  const whole = back !== null && back.missing.length + back.extra.length === 0;
  return (
    <li>
      <div className={css.case}>
        <a href={to('case', { code })}>{code}</a>
        <span>
          {back
            ? [summary.goHome(back.come), whole ? summary.complete : null].filter(Boolean).join(', ')
            : summary.leave(leave, stay)}
        </span>
      </div>
      {back && back.missing.length > 0 && (
        <Named tone="bad" title={summary.missing(back.missing.length)} rows={back.missing.map(missingLine)} />
      )}
      {back && back.extra.length > 0 && (
        <Named tone="warn" title={summary.extra(back.extra.length)} rows={back.extra.map(extraLine)} />
      )}
    </li>
  );
}

interface NamedRow {
  readonly tag: string;
  readonly says: string;
}

interface NamedProps {
  readonly tone: 'bad' | 'warn';
  readonly title: string;
  readonly rows: readonly NamedRow[];
}

/** Assets by name, the first few; each leads to its history. */
function Named({ tone, title, rows }: NamedProps) {
  return (
    <details className={css.lacks} open={rows.length <= FEW}>
      <summary data-tone={tone}>{title}</summary>
      <ul>
        {rows.map(({ tag, says }) => (
          <li key={tag}>
            <a className="tag" href={to('asset', { tag })}>
              {tag}
            </a>
            {says !== '' && ` · ${says}`}
          </li>
        ))}
      </ul>
    </details>
  );
}

function missingLine({ tag, slot, custody, blocked }: Missing): NamedRow {
  const where = custody && (custody.holder === null ? custodyWords(custody) : summary.missingWith(custody.holder));
  const parts = [slot === null ? null : summary.missingSlot(slot), blocked ? summary.missingBlocked : where];
  return { tag, says: parts.filter(Boolean).join(' · ') };
}

function extraLine({ tag, home }: Homecoming['extra'][number]): NamedRow {
  return { tag, says: home ? summary.extraHome(words.custody.inSlot(home.case, home.slot)) : summary.extraNoHome };
}
