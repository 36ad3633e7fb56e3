import type { FrozenReceipt } from '../../../shared/contract/frozenReceipt.ts';
import { words } from '../../../shared/uiWords.ts';
import { to } from '../../routes.ts';
import css from './Receipt.module.css';

const { receipt: says } = words;

/** Of a return: what each case concerned still missed when it was made, and what was in it that belongs elsewhere. */
export function ReceiptCases({ frozen: { cases } }: { readonly frozen: FrozenReceipt }) {
  if (cases.length === 0) return null;
  return (
    <section>
      <h3 className={css.section}>{says.cases}</h3>
      <ul className={css.cases}>
        {cases.map(({ case: code, missing, extra }) => (
          <li key={code}>
            <a href={to('case', { code })}>{code}</a>
            {missing.length + extra.length === 0 && <span className="ok"> {says.complete}</span>}
            <Tags label={says.missingNow(missing.length)} tone="bad" tags={missing} />
            <Tags label={says.extraNow(extra.length)} tone="warn" tags={extra} />
          </li>
        ))}
      </ul>
    </section>
  );
}

interface TagsProps {
  readonly label: string;
  readonly tone: 'bad' | 'warn';
  readonly tags: readonly string[];
}

function Tags({ label, tone, tags }: TagsProps) {
  if (tags.length === 0) return null;
  return (
    <span className={css.tags}>
      <b className={tone}>{label}</b>
      {tags.map((tag) => (
        <a key={tag} className="tag" href={to('asset', { tag })}>
          {tag}
        </a>
      ))}
    </span>
  );
}
