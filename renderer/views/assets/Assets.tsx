import { Button, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useEffect, useRef, useState } from 'react';
import type { AssetRow } from '../../../shared/contract/trailAnswers.ts';
import { words } from '../../../shared/uiWords.ts';
import { notify } from '../../parts/notify.ts';
import { Page } from '../../parts/Page.tsx';
import { go, to } from '../../routes.ts';
import { showAddress } from '../../state/asOf.ts';
import { askQuery } from '../../state/useApp.ts';
import { useMay } from '../../state/useMay.ts';
import type { ViewProps } from '../viewProps.ts';
import css from './Assets.module.css';
import { AssetTable } from './AssetTable.tsx';
import { Bulk } from './Bulk.tsx';
import type { BulkAct, Ticked } from './bulkCommands.ts';
import { ColumnsMenu } from './ColumnsMenu.tsx';
import { isFiltered, queryOf, requestOf, stateOf, type TableState } from './tableState.ts';
import { takeUp } from './takeUp.ts';
import { ViewsMenu } from './ViewsMenu.tsx';

/** As many as one answer brings, and one act takes. */
const MOST_TICKED = 1000;
/** ms after the last key before main is asked */
const TYPED_MS = 150;

/** Every asset, as a table that is filtered, sorted and looked through in ways that can be kept. */
export function Assets({ address }: ViewProps<'assets'>) {
  const [from, setFrom] = useState(address);
  const [state, setState] = useState<TableState>(() => stateOf(address.query));
  const [ticked, setTicked] = useState<ReadonlyMap<string, Ticked>>(new Map());
  const [act, setAct] = useState<BulkAct | null>(null);
  const [asked] = useDebouncedValue(state, TYPED_MS);
  const [total, setTotal] = useState<number | undefined>(undefined);
  const area = useRef<HTMLDivElement>(null);
  const adds = useMay('asset.add');
  const { assets } = words;

  // A link to another way of looking at the same table.
  if (from !== address) {
    setFrom(address);
    setState(stateOf(address.query));
  }

  // The address leads to a form that was not sent: once for each time that it is gone to.
  useEffect(() => {
    const { unsent } = address.query;
    if (unsent === undefined) return;
    let left = false;
    void takeUp(unsent).then((begun) => {
      if (left) return;
      showAddress(to('assets'));
      if (begun === null || begun.rows.length === 0) return;
      const { rows, of } = begun;
      setTicked(new Map(rows.map((row) => [row.tag, row])));
      if (rows.length === of) setAct(begun.act);
      else notify(words.assets.bulk.notAll(rows.length, of), 'warn');
    });
    return () => {
      left = true;
    };
  }, [address]);

  function change(some: Partial<TableState>): void {
    setState((all) => {
      const next = { ...all, ...some };
      stayAt(next);
      return next;
    });
  }
  /** Everything that is shown now, in its order; so many that they still go together in one act. */
  async function tickAll(): Promise<void> {
    const answer = await askQuery('asset.list', { ...requestOf(asked), limit: MOST_TICKED });
    if (!answer.ok) return;
    const { rows, total: all = rows.length } = answer.value;
    setTicked(new Map(rows.map((row) => [row.tag, row])));
    if (all > rows.length) notify(assets.bulk.most(rows.length, all), 'warn');
  }
  // What can be done to the ticked goes with the ticks: the keys go back to where they were set.
  function clear(): void {
    setTicked(new Map());
    area.current?.querySelector<HTMLElement>('[role="grid"]')?.focus();
  }
  function open(row: AssetRow, index: number): void {
    stayAt(state, index);
    go(to('asset', { tag: row.tag }));
  }

  return (
    <Page
      title={assets.title}
      aside={total !== undefined && <span role="status">{assets.count(total, isFiltered(asked))}</span>}
      actions={
        adds && (
          <>
            <Button component="a" href={to('import')}>
              {words.imports.entry}
            </Button>
            <Button component="a" href={to('addAsset')}>
              {assets.addOne}
            </Button>
          </>
        )
      }
    >
      <div className={css.whole} ref={area}>
        <div className={css.tools}>
          <TextInput
            className={css.search}
            aria-label={assets.search}
            placeholder={assets.search}
            value={state.text}
            onChange={(event) => change({ text: event.currentTarget.value })}
          />
          {isFiltered(state) && (
            <Button onClick={() => change({ text: '', filters: {} })}>{assets.clearFilters}</Button>
          )}
          <ViewsMenu state={state} onChoose={change} />
          <ColumnsMenu columns={state.columns} onChange={(columns) => change({ columns })} />
        </div>
        {ticked.size > 0 && <Bulk ticked={ticked} act={act} onAct={setAct} onClear={clear} />}
        <AssetTable
          state={state}
          request={requestOf(asked)}
          first={Number(address.query.row) || 0}
          ticked={ticked}
          onTick={setTicked}
          onTickAll={() => void tickAll()}
          onChange={change}
          onOpen={open}
          onTotal={setTotal}
        />
      </div>
    </Page>
  );
}

/** The address says what is shown, and where, so that coming back shows it again; it is no step of its own. */
function stayAt(state: TableState, index?: number): void {
  const query = { ...queryOf(state), ...(index ? { row: String(index) } : {}) };
  showAddress(to('assets', undefined, query));
}
