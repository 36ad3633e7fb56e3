import { Button } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { NamedEvent } from '../../../shared/contract/answers.ts';
import { words } from '../../../shared/uiWords.ts';
import css from './AssetHistory.module.css';
import { EntryRows } from './EntryRows.tsx';
import { FlagDialog } from './FlagDialog.tsx';
import type { HistoryEntry } from './history.ts';

interface AssetHistoryProps {
  readonly tag: string;
  readonly entries: readonly HistoryEntry[];
  /** the event that a "why?" asked for; `times` counts how often, so that asking again shows it again */
  readonly wanted: { readonly eventId: string; readonly times: number } | null;
  readonly onWant: (eventId: string) => void;
}

/** Entries drawn at first; a "why?" that leads further down draws the rest. */
const FIRST = 60;

/** What was recorded of an asset, the newest first; what was corrected stays in its place, struck through. */
export function AssetHistory({ tag, entries, wanted, onWant }: AssetHistoryProps) {
  const table = useRef<HTMLTableElement>(null);
  const [all, setAll] = useState(false);
  const [flagged, setFlagged] = useState<NamedEvent | null>(null);
  const wantedAt = entries.findIndex(({ versions }) => versions.some(({ eventId }) => eventId === wanted?.eventId));
  const shown = all || wantedAt >= FIRST ? entries : entries.slice(0, FIRST);
  const open = entries.filter(({ openFlag }) => openFlag !== null);

  useEffect(() => {
    if (wanted === null || wantedAt < 0) return;
    const row = table.current?.querySelector<HTMLElement>(`[data-event="${wanted.eventId}"]`);
    row?.scrollIntoView({ block: 'center' });
    row?.focus({ preventScroll: true });
  }, [wanted, wantedAt]);

  return (
    <section className="panel" aria-label={words.asset.history}>
      <div className={css.head}>
        <h2>{words.asset.history}</h2>
        <span className="quiet small">{words.asset.historyNote}</span>
      </div>
      {open.length > 0 && (
        <div className={css.flags}>
          <span aria-hidden="true">⚑</span> {words.asset.openFlags(open.length)}
          <Button size="compact-sm" onClick={() => onWant(open[0]?.versions.at(-1)?.eventId ?? '')}>
            {words.asset.toFlag}
          </Button>
        </div>
      )}
      <table className={css.history} ref={table}>
        <colgroup>
          <col className={css.whenColumn} />
          <col className={css.whatColumn} />
          <col />
          <col className={css.recordedColumn} />
          <col className={css.actsColumn} />
        </colgroup>
        <thead>
          <tr>
            <th scope="col">{words.asset.happened}</th>
            <th scope="col">{words.asset.what}</th>
            <th scope="col">{words.asset.detail}</th>
            <th scope="col">{words.asset.recorded}</th>
            <th scope="col">
              <span className="only-heard">{words.asset.acts}</span>
            </th>
          </tr>
        </thead>
        {shown.map((entry) => (
          <EntryRows key={entry.id} tag={tag} entry={entry} wanted={wanted?.eventId ?? null} onFlag={setFlagged} />
        ))}
      </table>
      {shown.length < entries.length && <Button onClick={() => setAll(true)}>{words.case.history.more}</Button>}
      {flagged && <FlagDialog event={flagged} onClose={() => setFlagged(null)} />}
    </section>
  );
}
