import { Button } from '@mantine/core';
import { useRef, useState } from 'react';
import type { NamedEvent } from '../../../shared/contract/answers.ts';
import { words } from '../../../shared/uiWords.ts';
import { useMay } from '../../state/useMay.ts';
import { openCorrection } from '../correction/openCorrection.ts';
import css from './AssetHistory.module.css';
import { EntryRows } from './EntryRows.tsx';
import { FlagDialog } from './FlagDialog.tsx';
import type { HistoryEntry } from './history.ts';
import { useWantedRow, type Wanted } from './useWantedRow.ts';

interface AssetHistoryProps {
  readonly tag: string;
  readonly entries: readonly HistoryEntry[];
  readonly wanted: Wanted | null;
  readonly onWant: (eventId: string) => void;
}

/** Entries drawn at first; a "why?" that leads further down draws the rest. */
const FIRST = 60;

/** What was recorded of an asset, the newest first; what was corrected stays in its place, struck through. */
export function AssetHistory({ tag, entries, wanted, onWant }: AssetHistoryProps) {
  const table = useRef<HTMLTableElement>(null);
  const [all, setAll] = useState(false);
  const [flagged, setFlagged] = useState<NamedEvent | null>(null);
  const [ticked, setTicked] = useState<ReadonlySet<string> | null>(null);
  const correcting = useMay('event.correct');
  const wantedAt = entries.findIndex(({ versions }) => versions.some(({ eventId }) => eventId === wanted?.eventId));
  const shown = all || wantedAt >= FIRST ? entries : entries.slice(0, FIRST);
  const open = entries.filter(({ openFlag }) => openFlag !== null);

  useWantedRow(table, wanted, wantedAt >= 0);

  function tick(eventId: string, along: boolean): void {
    const others = [...(ticked ?? [])].filter((one) => one !== eventId);
    setTicked(new Set(along ? [...others, eventId] : others));
  }
  function correctTicked(): void {
    openCorrection([...(ticked ?? [])]);
    setTicked(null);
  }

  return (
    <section className="panel" aria-label={words.asset.history}>
      <div className={css.head}>
        <h2>{words.asset.history}</h2>
        <span className="quiet small">{words.asset.historyNote}</span>
        {correcting && entries.length > 1 && ticked === null && (
          <Button size="compact-sm" className={css.several ?? ''} onClick={() => setTicked(new Set())}>
            {words.correction.several}
          </Button>
        )}
      </div>
      {correcting && ticked && (
        <div className={css.ticking} role="status">
          {words.correction.severalHint}
          <Button variant="filled" disabled={ticked.size === 0} onClick={correctTicked}>
            {words.correction.severalGo(ticked.size)}
          </Button>
          <Button onClick={() => setTicked(null)}>{words.cancel}</Button>
        </div>
      )}
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
          <EntryRows
            key={entry.id}
            tag={tag}
            entry={entry}
            wanted={wanted?.eventId ?? null}
            onFlag={setFlagged}
            ticked={ticked}
            onTick={tick}
          />
        ))}
      </table>
      {shown.length < entries.length && <Button onClick={() => setAll(true)}>{words.case.history.more}</Button>}
      {flagged && <FlagDialog event={flagged} onClose={() => setFlagged(null)} />}
    </section>
  );
}
