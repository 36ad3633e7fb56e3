import { Button } from '@mantine/core';
import { type ReactNode, useRef, useState } from 'react';
import type { AuditRow } from '../../../shared/contract/trailAnswers.ts';
import type { Change } from '../../../shared/event.ts';
import { words } from '../../../shared/uiWords.ts';
import { When } from '../../parts/When.tsx';
import { ByWhom } from './ByWhom.tsx';
import { FlagDialog } from './FlagDialog.tsx';
import css from './Trail.module.css';
import { TrailActs, useTrailActs } from './TrailActs.tsx';
import { useWantedRow, type Wanted } from './useWantedRow.ts';

interface TrailProps {
  readonly title: string;
  /** beside the title */
  readonly note?: ReactNode;
  /** the newest first; undefined: on its way */
  readonly trail: readonly AuditRow[] | undefined;
  /** what its types of events are called */
  readonly events: Readonly<Record<string, string>>;
  readonly fieldName: (field: string) => string;
  /** a value of a field as text */
  readonly valueText: (change: Change, value: unknown) => string;
  readonly wanted?: Wanted | null;
}

/** Entries shown before somebody asks for more. */
const FIRST = 12;

/** What was recorded of a case or a holder, the newest first; what was corrected stays, struck through. */
export function Trail({ title, note, trail, events, fieldName, valueText, wanted = null }: TrailProps) {
  const [all, setAll] = useState(false);
  const table = useRef<HTMLTableElement>(null);
  const acts = useTrailActs();
  const wantedAt = trail?.findIndex(({ eventId }) => eventId === wanted?.eventId) ?? -1;
  useWantedRow(table, wanted, wantedAt >= 0);
  if (!trail) return null;
  const gone = supersededIn(trail);
  const shown = all || wantedAt >= FIRST ? trail : trail.slice(0, FIRST);
  return (
    <section className="panel" aria-label={title}>
      <div className={css.head}>
        <h2>{title}</h2>
        {note && <span className="quiet small">{note}</span>}
      </div>
      <table ref={table} className={css.table}>
        <thead>
          <tr>
            <th scope="col">{words.asset.happened}</th>
            <th scope="col">{words.asset.what}</th>
            <th scope="col">{words.asset.recorded}</th>
            {acts.any && (
              <th scope="col">
                <span className="only-heard">{words.asset.acts}</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <tr
              key={row.seq}
              data-event={row.eventId}
              data-wanted={row.eventId === wanted?.eventId || undefined}
              data-struck={gone.has(row.eventId) || undefined}
              tabIndex={row.eventId === wanted?.eventId ? -1 : undefined}
            >
              <td>
                <When at={row.occurredAt} />
              </td>
              <td>
                <b>{events[row.type] ?? row.type}</b>{' '}
                {gone.has(row.eventId) && (
                  <span className="chip" data-tone="bad">
                    {words.asset.corrected}
                  </span>
                )}
                <ul className={css.diff}>
                  {row.changes.map((change) => (
                    <li key={change.field}>
                      <span className="quiet">{fieldName(change.field)}</span>{' '}
                      {change.before !== null && <del>{valueText(change, change.before)}</del>}{' '}
                      {change.after !== null && <ins>{valueText(change, change.after)}</ins>}
                    </li>
                  ))}
                </ul>
                {row.note && <div className="small quiet">“{row.note}”</div>}
                {row.correctionReason && <div className="small">{words.asset.correction(row.correctionReason)}</div>}
              </td>
              <td>
                <When at={row.at} />
                <ByWhom actor={row.actor} actorRole={row.actorRole} />
              </td>
              {acts.any && (
                <td className={css.acts}>
                  {!gone.has(row.eventId) && <TrailActs row={row} what={events[row.type] ?? row.type} acts={acts} />}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {shown.length < trail.length && <Button onClick={() => setAll(true)}>{words.case.history.more}</Button>}
      {acts.flagged && <FlagDialog event={acts.flagged} onClose={() => acts.flag(null)} />}
    </section>
  );
}

/** The ids of the entries that a later one of these took the place of. */
export function supersededIn(rows: readonly AuditRow[]): ReadonlySet<string> {
  return new Set(rows.flatMap(({ supersedesEventId }) => (supersedesEventId === null ? [] : [supersedesEventId])));
}
