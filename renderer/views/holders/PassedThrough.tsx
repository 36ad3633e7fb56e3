import { Button } from '@mantine/core';
import { useState } from 'react';
import { words } from '../../../shared/uiWords.ts';
import { duration, moment } from '../../format.ts';
import { When } from '../../parts/When.tsx';
import { Why } from '../../parts/Why.tsx';
import { to } from '../../routes.ts';
import { useAnswer } from '../../state/useApp.ts';
import { useNow } from '../../state/useNow.ts';
import css from './Holders.module.css';

const STEP = 50;
/** the most that one question answers */
const MOST = 1000;

/** Everything that was in a holder's hands, the latest first. Each leads to the entry that brought it there. */
export function PassedThrough({ name }: { readonly name: string }) {
  const [limit, setLimit] = useState(STEP);
  const { value } = useAnswer('holder.history', { name, order: 'desc', limit });
  const now = useNow();
  const { past } = words.holders;
  if (!value) return null;
  return (
    <section className="panel" aria-label={past.title}>
      <h2>{past.title}</h2>
      {value.rows.length === 0 ? (
        <p className="quiet">{past.none}</p>
      ) : (
        <table className={css.table}>
          <thead>
            <tr>
              <th scope="col">{words.asset.tag}</th>
              <th scope="col">{past.from}</th>
              <th scope="col">{past.to}</th>
              <th scope="col">{past.how}</th>
              <th scope="col">{past.dueWas}</th>
            </tr>
          </thead>
          <tbody>
            {value.rows.map(({ tag, from, to: until, dueAt, openedBy, closedBy }) => (
              <tr key={openedBy + tag}>
                <td>
                  <a className="tag" href={to('asset', { tag }, { event: openedBy })}>
                    {tag}
                  </a>
                </td>
                <td>
                  <When at={from} />{' '}
                  <Why fact={`${tag}, ${moment(from)}`} of={{ entityType: 'asset', entity: tag }} eventId={openedBy} />
                </td>
                <td>
                  {until === null ? (
                    <b>{past.still}</b>
                  ) : (
                    <>
                      <When at={until} />{' '}
                      <Why
                        fact={`${tag}, ${moment(until)}`}
                        of={{ entityType: 'asset', entity: tag }}
                        eventId={closedBy}
                      />
                    </>
                  )}
                </td>
                <td>{duration((until === null ? now : Date.parse(until)) - Date.parse(from))}</td>
                <td>{dueAt && <When at={dueAt} />}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {value.next !== null && limit < MOST && (
        <Button onClick={() => setLimit(Math.min(MOST, limit * 4))}>{past.more}</Button>
      )}
    </section>
  );
}
