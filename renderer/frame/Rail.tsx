import { words } from '../../shared/uiWords.ts';
import { useApp } from '../state/useApp.ts';
import { useOperatorRole } from '../state/useMay.ts';
import css from './Rail.module.css';
import { RecordState } from './RecordState.tsx';
import { footEntries, type RailEntry, railEntries, standsFor } from './rail.ts';

/** The views, on the left of the window, and how the record fares. */
export function Rail() {
  return (
    <nav className={css.rail} aria-label={words.rail.label}>
      <Entries entries={railEntries} />
      <div className={css.foot}>
        <Entries entries={footEntries} />
        <RecordState />
      </div>
    </nav>
  );
}

function Entries({ entries }: { readonly entries: readonly RailEntry[] }) {
  const view = useApp(({ place }) => place?.view);
  const role = useOperatorRole();
  const shown = entries.filter((entry) => standsFor(entry, role));
  return (
    <ul className={css.list}>
      {shown.map(({ label, href, views, Waits }) => {
        const here = view !== undefined && views.includes(view);
        return (
          <li key={href}>
            <a className={`nav-entry ${css.entry}`} href={href} aria-current={here ? 'page' : undefined}>
              {label}
              {Waits && <Waits />}
            </a>
          </li>
        );
      })}
    </ul>
  );
}
