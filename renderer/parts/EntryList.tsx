import type { ReactNode } from 'react';
import type { RestorePreview } from '../../shared/backup/restorePreview.ts';
import { words } from '../../shared/uiWords.ts';
import css from './EntryList.module.css';
import { When } from './When.tsx';

interface EntryListProps {
  readonly label: string;
  readonly rows: RestorePreview['lost']['rows'];
  /** below them: how many there are besides */
  readonly children?: ReactNode;
}

/** What a restore would lose or gain, entry by entry, in a box that scrolls. */
export function EntryList({ label, rows, children }: EntryListProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached with the keyboard
    <section className={css.entries} aria-label={label} tabIndex={0}>
      <table className={css.table}>
        <tbody>
          {rows.map((row) => (
            <tr key={row.seq}>
              <td className={css.when}>
                <When at={row.at} />
              </td>
              <td>{eventNames[row.type] ?? row.type}</td>
              <td className="tag">{row.entity ?? ''}</td>
              <td className="quiet">{row.actor ?? words.asset.system}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {children}
    </section>
  );
}

const eventNames: Readonly<Record<string, string>> = { ...words.asset.events, ...words.audit.events };
