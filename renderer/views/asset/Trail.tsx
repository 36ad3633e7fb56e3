import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { AuditRow } from '../../../shared/contract/trailAnswers.ts';
import type { Change } from '../../../shared/event.ts';
import { words } from '../../../shared/uiWords.ts';
import { When } from '../../parts/When.tsx';
import { ByWhom } from './ByWhom.tsx';
import { FlagDialog } from './FlagDialog.tsx';
import css from './Trail.module.css';
import { TrailActs, useTrailActs } from './TrailActs.tsx';

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
}

/** Entries shown before somebody asks for more. */
const FIRST = 12;

/** What was recorded of a case or a holder, the newest first; what was corrected stays, struck through. */
export function Trail({ title, note, trail, events, fieldName, valueText }: TrailProps) {
  const [all, setAll] = useState(false);
  const acts = useTrailActs();
  if (!trail) return null;
  const gone = supersededIn(trail);
  return (
    <section className="panel" aria-label={title}>
      <div className={css.head}>
        <h2>{title}</h2>
        {note && <span className="quiet small">{note}</span>}
      </div>
      <table className={css.table}>
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
          {trail.slice(0, all ? trail.length : FIRST).map((row) => (
            <tr key={row.seq} data-struck={gone.has(row.eventId) || undefined}>
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
      {!all && trail.length > FIRST && <Button onClick={() => setAll(true)}>{words.case.history.more}</Button>}
      {acts.flagged && <FlagDialog event={acts.flagged} onClose={() => acts.flag(null)} />}
    </section>
  );
}

/** The ids of the entries that a later one of these took the place of. */
export function supersededIn(rows: readonly AuditRow[]): ReadonlySet<string> {
  return new Set(rows.flatMap(({ supersedesEventId }) => (supersedesEventId === null ? [] : [supersedesEventId])));
}
