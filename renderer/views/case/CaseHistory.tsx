import { Button } from '@mantine/core';
import { useState } from 'react';
import { z } from 'zod';
import type { AuditRow } from '../../../shared/contract/trailAnswers.ts';
import type { Change } from '../../../shared/event.ts';
import { words } from '../../../shared/uiWords.ts';
import { moment } from '../../format.ts';
import { When } from '../../parts/When.tsx';
import css from './Case.module.css';
import { supersededIn } from './useCaseTrail.ts';

/** Entries shown before somebody asks for more. */
const FIRST = 12;
const counted = z.object({ missing: z.number(), extra: z.number() });

/** What was recorded of the case itself, the newest first; what was corrected stays, struck through. */
export function CaseHistory({ trail }: { readonly trail: readonly AuditRow[] | undefined }) {
  const [all, setAll] = useState(false);
  if (!trail) return null;
  const { history } = words.case;
  const gone = supersededIn(trail);
  return (
    <section className="panel" aria-label={history.title}>
      <div className={css.panelHead}>
        <h2>{history.title}</h2>
        <span className="quiet small">{history.lookedUp}</span>
      </div>
      <table className={css.table}>
        <thead>
          <tr>
            <th scope="col">{words.asset.happened}</th>
            <th scope="col">{words.asset.what}</th>
            <th scope="col">{words.asset.recorded}</th>
          </tr>
        </thead>
        <tbody>
          {trail.slice(0, all ? trail.length : FIRST).map((row) => (
            <tr key={row.seq} data-struck={gone.has(row.eventId) || undefined}>
              <td>
                <span>
                  <When at={row.occurredAt} />
                </span>
              </td>
              <td>
                <b>{history.events[row.type] ?? row.type}</b>{' '}
                {gone.has(row.eventId) && (
                  <span className="chip" data-tone="bad">
                    {words.asset.corrected}
                  </span>
                )}
                <Changes row={row} />
                {row.note && <div className="small quiet">“{row.note}”</div>}
                {row.correctionReason && (
                  <div className="small quiet">{words.asset.correction(row.correctionReason)}</div>
                )}
              </td>
              <td>
                <span>
                  <When at={row.at} />
                </span>
                <div className="small quiet">
                  {[row.actor ?? words.asset.system, row.actorRole && words.roles[row.actorRole]]
                    .filter(Boolean)
                    .join(', ')}
                </div>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {!all && trail.length > FIRST && <Button onClick={() => setAll(true)}>{history.more}</Button>}
    </section>
  );
}

function Changes({ row: { changes } }: { readonly row: AuditRow }) {
  return (
    <ul className={css.diff}>
      {changes.map((change) => (
        <li key={change.field}>
          <span className="quiet">{fieldName(change.field)}</span>{' '}
          {change.before !== null && <del>{shown(change, change.before)}</del>}{' '}
          {change.after !== null && <ins>{shown(change, change.after)}</ins>}
        </li>
      ))}
    </ul>
  );
}

function fieldName(field: string): string {
  const { fields, label } = words.case.history;
  return field.startsWith('labels.') ? label(field.slice('labels.'.length)) : (fields[field] ?? field);
}

function shown({ field }: Change, value: unknown): string {
  if (value === null || value === undefined) return words.assets.acts.none;
  if (field === 'occurredAt' && typeof value === 'string') return moment(value);
  const count = counted.safeParse(value);
  if (count.success) return words.case.history.counted(count.data.missing, count.data.extra);
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
