import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { words } from '../../../shared/uiWords.ts';
import { Busy } from '../../parts/Busy.tsx';
import { Empty } from '../../parts/Empty.tsx';
import { Page } from '../../parts/Page.tsx';
import { Refused } from '../../parts/Refused.tsx';
import { to } from '../../routes.ts';
import { useAnswer } from '../../state/useApp.ts';
import css from './Holders.module.css';

/** The most that one question answers; past it, a part of the name is quicker than scrolling. */
const MOST = 500;

/** Everyone that assets were or can be issued to, with what they have in hand. */
export function Holders() {
  const say = words.holders;
  const [text, setText] = useState('');
  const { value, refused } = useAnswer('holder.list', { limit: MOST, ...(text.trim() === '' ? {} : { text }) });
  return (
    <Page title={say.title}>
      <TextInput
        className={css.find ?? ''}
        label={say.find}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Refused refused={refused} />
      {!value && !refused && <Busy />}
      {value?.rows.length === 0 &&
        (text.trim() === '' ? <Empty title={say.empty} hint={say.emptyHint} /> : <Empty title={say.emptyFiltered} />)}
      {value && value.rows.length > 0 && (
        <div className={`panel ${css.panel}`}>
          <table className={css.list} aria-label={say.label}>
            <thead>
              <tr>
                <th scope="col">{say.name}</th>
                <th scope="col">{say.reference}</th>
                <th scope="col">{say.organisation}</th>
                <th scope="col" className={css.count}>
                  {say.holding}
                </th>
                <th scope="col" className={css.count}>
                  {say.overdue}
                </th>
              </tr>
            </thead>
            <tbody>
              {value.rows.map(({ holderId, name, reference, organisation, holding, overdue, active }) => (
                <tr key={holderId}>
                  <td>
                    <a className={css.open} href={to('holder', { name })}>
                      {name}
                    </a>{' '}
                    {!active && <span className="chip">{say.inactive}</span>}
                  </td>
                  <td>{reference}</td>
                  <td>{organisation}</td>
                  <td className={css.count}>{holding}</td>
                  <td className={css.count}>
                    {overdue > 0 && (
                      <span className="chip" data-tone="bad">
                        {overdue}
                      </span>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Page>
  );
}
