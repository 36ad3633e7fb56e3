import { Button, TextInput } from '@mantine/core';
import { useDeferredValue, useState } from 'react';
import type { CaseRow } from '../../../shared/contract/answers.ts';
import { words } from '../../../shared/uiWords.ts';
import { Busy } from '../../parts/Busy.tsx';
import { Empty } from '../../parts/Empty.tsx';
import { Page } from '../../parts/Page.tsx';
import { Refused } from '../../parts/Refused.tsx';
import { to } from '../../routes.ts';
import { useAllRows } from '../../state/useAllRows.ts';
import { appStore, useAnswer, useApp } from '../../state/useApp.ts';
import { useMay } from '../../state/useMay.ts';
import { WaitingForMe } from '../assignments/Waiting.tsx';
import css from './Board.module.css';
import { CaseGrid } from './CaseGrid.tsx';
import { Legend } from './Legend.tsx';
import { Overdue } from './Overdue.tsx';
import { Problems } from './Problems.tsx';
import { RecordPanel } from './RecordPanel.tsx';
import { Stats } from './Stats.tsx';

/** Fewer cases than this are looked through quicker than searched. */
const MANY = 12;

/** What is where, what should be back, and what cannot be proven; kept up to date by itself. */
export function Board() {
  const { rows, refused } = useAllRows('case.list', { retired: false, limit: 200 });
  const { value: assets } = useAnswer('asset.list', { limit: 1 });
  const adds = useMay('case.add');
  const [text, setText] = useState('');
  const asked = useDeferredValue(text.trim().toLowerCase());
  const matching = rows?.filter((row) => named(row).includes(asked));
  return (
    <Page
      title={words.board.title}
      aside={
        <>
          {assets && rows && words.board.summary(assets.total ?? 0, rows.length)}
          <WaitingForMe />
        </>
      }
      actions={
        <>
          {rows && rows.length > MANY && (
            <TextInput
              aria-label={words.board.filter}
              placeholder={words.board.filter}
              value={text}
              onChange={(event) => setText(event.currentTarget.value)}
            />
          )}
          {adds && (
            <Button component="a" href={to('addCase')}>
              {words.case.add.title}
            </Button>
          )}
        </>
      }
    >
      <Refused refused={refused} />
      {!rows && !refused && <Busy />}
      {rows && <Stats rows={rows} />}
      <div className={css.board}>
        <div className={css.cases}>
          {rows?.length === 0 && <NoCases />}
          {matching && rows && rows.length > 0 && matching.length === 0 && (
            <Empty title={words.board.noMatch(text.trim())} />
          )}
          {matching && matching.length > 0 && <CaseGrid rows={matching} />}
          {rows && rows.length > 0 && <Legend />}
        </div>
        <div className={css.side}>
          <Overdue />
          <Problems />
          <RecordPanel />
        </div>
      </div>
    </Page>
  );
}

const named = ({ code, name, place }: CaseRow): string => `${code} ${name ?? ''} ${place ?? ''}`.toLowerCase();

function NoCases() {
  const adds = useMay('case.add');
  const sample = useApp(({ store }) => store?.state === 'open' && store.sample !== null);
  const { start } = words.admin;
  if (!adds) return <Empty title={words.board.noCases} hint={words.board.noCasesHintReader} />;
  return (
    <Empty title={words.board.noCases} hint={words.board.noCasesHint}>
      <Button component="a" href={to('addCase')} variant="filled">
        {start.firstCase}
      </Button>
      <Button component="a" href={to('import')}>
        {start.import}
      </Button>
      {!sample && <Button onClick={() => void appStore.getState().openStore('sample')}>{start.sample}</Button>}
    </Empty>
  );
}
