import { Button, Checkbox, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import type { HolderRow } from '../../../shared/contract/answers.ts';
import { words } from '../../../shared/uiWords.ts';
import { Busy } from '../../parts/Busy.tsx';
import { Empty } from '../../parts/Empty.tsx';
import { Page } from '../../parts/Page.tsx';
import { Refused } from '../../parts/Refused.tsx';
import { to } from '../../routes.ts';
import { useAnswer } from '../../state/useApp.ts';
import { useMay } from '../../state/useMay.ts';
import type { ViewProps } from '../viewProps.ts';
import { AddHolder } from './HolderDialogs.tsx';
import css from './Holders.module.css';

/** As many as are looked through before somebody types. */
const SHOWN = 200;
/** ms after the last key before main is asked */
const TYPED_MS = 150;

/** Everybody that assets are issued to, with how much they hold. */
export function Holders({ address }: ViewProps<'holders'>) {
  const [text, setText] = useState(address.query.text ?? '');
  const [inactive, setInactive] = useState(false);
  const [adding, setAdding] = useState(false);
  const [asked] = useDebouncedValue(text.trim(), TYPED_MS);
  const { value, refused } = useAnswer('holder.list', {
    limit: SHOWN,
    ...(asked === '' ? {} : { text: asked }),
    ...(inactive ? {} : { active: true }),
  });
  const adds = useMay('holder.add');
  const { holders } = words;
  const rows = value?.rows ?? [];
  const more = (value?.total ?? rows.length) - rows.length;
  return (
    <Page
      title={holders.title}
      aside={value?.total !== undefined && <span role="status">{holders.count(value.total)}</span>}
      actions={adds && <Button onClick={() => setAdding(true)}>{holders.addOne}</Button>}
    >
      <div className={css.tools}>
        <TextInput
          className={css.search}
          aria-label={holders.search}
          placeholder={holders.search}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Checkbox
          label={holders.inactive}
          checked={inactive}
          onChange={(event) => setInactive(event.currentTarget.checked)}
        />
      </div>
      <Refused refused={refused} />
      {!value && !refused && <Busy />}
      {value && rows.length === 0 && (
        <Empty
          {...(asked === '' ? { title: holders.none, hint: holders.noneHint } : { title: holders.noMatch(asked) })}
        />
      )}
      {rows.length > 0 && (
        <div className={css.room}>
          <section className="panel" aria-label={holders.title}>
            <table className={css.table}>
              <thead>
                <tr>
                  <th scope="col">{holders.fields.name}</th>
                  <th scope="col">{holders.fields.organisation}</th>
                  <th scope="col">{holders.fields.reference}</th>
                  <th scope="col">{holders.fields.contact}</th>
                  <th scope="col" className={css.number}>
                    {holders.holding}
                  </th>
                  <th scope="col">
                    <span className="only-heard">{holders.overdue}</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => (
                  <Line key={row.holderId} row={row} />
                ))}
              </tbody>
            </table>
            {more > 0 && <p className="quiet">{holders.more(more)}</p>}
          </section>
        </div>
      )}
      {adding && <AddHolder onClose={() => setAdding(false)} />}
    </Page>
  );
}

function Line({ row }: { readonly row: HolderRow }) {
  const { name, organisation, reference, contact, active, holding, overdue } = row;
  const { holders } = words;
  return (
    <tr>
      <td>
        <a className={css.name} href={to('holder', { name })}>
          {name}
        </a>{' '}
        {!active && <span className="chip">{holders.deactivated}</span>}
      </td>
      <td>{organisation}</td>
      <td>{reference}</td>
      <td>{contact}</td>
      <td className={css.number}>{holding.toLocaleString('en')}</td>
      <td>
        {overdue > 0 && (
          <span className="chip" data-tone="bad">
            {holders.overdueCount(overdue)}
          </span>
        )}
      </td>
    </tr>
  );
}
