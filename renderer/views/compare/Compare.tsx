import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ChangeKind } from '../../../shared/contract/trailAnswers.ts';
import { formatInstant } from '../../../shared/time.ts';
import { words } from '../../../shared/uiWords.ts';
import { moment } from '../../format.ts';
import { Busy } from '../../parts/Busy.tsx';
import { Empty } from '../../parts/Empty.tsx';
import { Page } from '../../parts/Page.tsx';
import { Refused } from '../../parts/Refused.tsx';
import { useAsOf } from '../../state/asOf.ts';
import { useAnswer } from '../../state/useApp.ts';
import type { ViewProps } from '../viewProps.ts';
import css from './Compare.module.css';
import { ComparedGroups } from './ComparedGroups.tsx';
import { CompareForm } from './CompareForm.tsx';
import { addressOf, type Compared, comparedIn, requestOf } from './compared.ts';
import { KindFilter } from './KindFilter.tsx';

/** Rows that are shown at first, and the most that one question answers. */
const FIRST = 100;
const MOST = 1000;

const say = words.compare;

/** What was elsewhere at one moment than at another, by kind of change. */
export function Compare({ address }: ViewProps<'compare'>) {
  const compared = comparedIn(address.query);
  const { from, to } = compared;
  const { knownAt } = useAsOf();
  // What was known by a moment goes no further than to it.
  const until = to ?? (knownAt === null ? null : formatInstant(knownAt));
  return (
    <Page title={say.title} aside={from !== null && say.span(moment(from), until === null ? say.now : moment(until))}>
      <div className={css.room}>
        <CompareForm key={`form ${addressOf({ ...compared, kind: null })}`} compared={compared} />
        {from === null ? (
          <Empty title={say.ask} hint={say.askHint} />
        ) : (
          <Changes key={`changes ${addressOf(compared)}`} compared={{ ...compared, from }} />
        )}
      </div>
    </Page>
  );
}

function Changes({ compared }: { readonly compared: Compared & { readonly from: string } }) {
  const [limit, setLimit] = useState(FIRST);
  const all = requestOf({ ...compared, kind: null });
  // The counts are those of all kinds, whichever is shown.
  const { value: counted } = useAnswer('compare', { ...all, limit: 1, sort: 'kind' });
  const { value, refused } = useAnswer('compare', { ...requestOf(compared), limit, sort: 'kind' });
  if (!value) return refused ? <Refused refused={refused} /> : <Busy />;
  const counts: Readonly<Partial<Record<ChangeKind, number>>> = counted?.counts ?? {};
  if (value.rows.length === 0 && compared.kind === null) return <Empty title={say.none} hint={say.noneHint} />;
  return (
    <>
      <p role="status" className={css.count}>
        {say.count(value.total ?? value.rows.length)}
      </p>
      <KindFilter compared={compared} counts={counts} />
      <ComparedGroups rows={value.rows} counts={value.counts ?? {}} from={compared.from} to={compared.to} />
      {value.next !== null &&
        (limit < MOST ? (
          <Button onClick={() => setLimit(Math.min(MOST, limit * 4))}>{say.more}</Button>
        ) : (
          <p className="quiet">{say.most}</p>
        ))}
    </>
  );
}
