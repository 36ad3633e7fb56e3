import { type ChangeKind, changeKinds } from '../../../shared/contract/trailAnswers.ts';
import { words } from '../../../shared/uiWords.ts';
import css from './Compare.module.css';
import { addressOf, type Compared } from './compared.ts';

interface KindFilterProps {
  readonly compared: Compared;
  readonly counts: Readonly<Partial<Record<ChangeKind, number>>>;
}

/** How many of each kind there are; each leads to those alone. */
export function KindFilter({ compared, counts }: KindFilterProps) {
  const total = Object.values(counts).reduce((sum, n) => sum + n, 0);
  const kinds = changeKinds.filter((kind) => counts[kind] !== undefined || kind === compared.kind);
  const link = (kind: ChangeKind | null, label: string, n: number) => (
    <li key={label}>
      <a
        className={css.kind}
        href={addressOf({ ...compared, kind })}
        aria-current={compared.kind === kind ? 'true' : undefined}
      >
        {label} <b>{n.toLocaleString('en')}</b>
      </a>
    </li>
  );
  return (
    <ul className={css.kinds}>
      {link(null, words.compare.all, total)}
      {kinds.map((kind) => link(kind, words.compare.kinds[kind], counts[kind] ?? 0))}
    </ul>
  );
}
