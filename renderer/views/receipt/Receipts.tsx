import { Button } from '@mantine/core';
import { useState } from 'react';
import { type HandoverKind, handoverKind } from '../../../shared/contract/commands.ts';
import type { HandoverRow } from '../../../shared/contract/trailAnswers.ts';
import { words } from '../../../shared/uiWords.ts';
import { Busy } from '../../parts/Busy.tsx';
import { Empty } from '../../parts/Empty.tsx';
import { Page } from '../../parts/Page.tsx';
import { Refused } from '../../parts/Refused.tsx';
import { When } from '../../parts/When.tsx';
import { go, to } from '../../routes.ts';
import { useAnswer } from '../../state/useApp.ts';
import { Choice } from '../desk/Choice.tsx';
import { HolderPicker } from '../desk/HolderPicker.tsx';
import type { ViewProps } from '../viewProps.ts';
import css from './Receipts.module.css';

/** Receipts that one page more brings. */
const STEP = 50;
/** The most that one question answers. */
const MOST = 1000;

const { list, ...says } = words.receipt;
const KINDS = [
  { value: 'all', label: list.all },
  ...handoverKind.options.map((value) => ({ value, label: says.kinds[value] })),
] as const;

/** All receipts, the newest first; by kind and by holder. The filter stands in the address, so that "back" finds it. */
export function Receipts({ address }: ViewProps<'receipts'>) {
  const { query } = address;
  const kind = handoverKind.safeParse(query.kind).data;
  const holder = query.holder ?? '';
  const [shown, setShown] = useState(STEP);
  const { value, refused } = useAnswer('handover.list', {
    limit: shown,
    ...(kind ? { kind } : {}),
    ...(holder === '' ? {} : { holder }),
  });

  function filter(next: { readonly kind?: HandoverKind | undefined; readonly holder?: string }): void {
    const asked = { kind, holder, ...next };
    setShown(STEP);
    go(
      to('receipts', undefined, {
        ...(asked.kind ? { kind: asked.kind } : {}),
        ...(asked.holder === '' ? {} : { holder: asked.holder }),
      }),
    );
  }

  const filtered = kind !== undefined || holder !== '';
  return (
    <Page title={says.title}>
      <div className={css.filters}>
        <Choice
          label={list.kind}
          options={KINDS}
          value={kind ?? 'all'}
          onChange={(chosen) => filter({ kind: chosen === 'all' ? undefined : chosen })}
        />
        <div className={css.holder}>
          <HolderPicker label={list.holder} value={holder} onChange={(name) => filter({ holder: name })} mode="find" />
        </div>
      </div>
      <Refused refused={refused} />
      {!value && !refused && <Busy />}
      {value?.rows.length === 0 &&
        (filtered ? <Empty title={list.emptyFiltered} /> : <Empty title={list.empty} hint={list.emptyHint} />)}
      {value && value.rows.length > 0 && (
        <div className={`panel ${css.panel}`}>
          <table className={css.list} aria-label={list.label}>
            <thead>
              <tr>
                <th scope="col">{list.receipt}</th>
                <th scope="col">{list.happened}</th>
                <th scope="col">{list.kind}</th>
                <th scope="col">{list.who}</th>
                <th scope="col">{list.place}</th>
                <th scope="col" className={css.count}>
                  {list.items}
                </th>
                <th scope="col">{list.state}</th>
              </tr>
            </thead>
            <tbody>
              {value.rows.map((row) => (
                <Row key={row.handoverId} row={row} />
              ))}
            </tbody>
          </table>
          {value.next !== null && shown < MOST && (
            <Button variant="subtle" fullWidth onClick={() => setShown(Math.min(MOST, shown * 2))}>
              {list.more}
            </Button>
          )}
        </div>
      )}
    </Page>
  );
}

function Row({ row }: { readonly row: HandoverRow }) {
  const { receipt, kind, holder, to: receiver, operator, occurredAt, place, items, missing, corrected } = row;
  const who = {
    issue: list.arrow(operator, holder ?? ''),
    return: list.arrow(holder ?? '', operator),
    transfer: list.arrow(holder ?? '', receiver ?? ''),
  }[kind];
  const parties: Readonly<Record<string, string | undefined>> = says.parties[kind];
  return (
    <tr>
      <td>
        <a className={`tag ${css.open}`} href={to('receipt', { receipt })}>
          {receipt}
        </a>
      </td>
      <td>
        <When at={occurredAt} />
      </td>
      <td>{says.kinds[kind]}</td>
      <td className={css.wide}>{who}</td>
      <td className={css.wide}>{place}</td>
      <td className={css.count}>{items}</td>
      <td>
        {missing.length === 0 ? (
          <span className="chip" data-tone="ok">
            {list.accepted}
          </span>
        ) : (
          <span className="chip" data-tone="warn" title={missing.map((party) => parties[party] ?? party).join(', ')}>
            {list.missing(missing.length)}
          </span>
        )}{' '}
        {corrected && (
          <span className="chip" data-tone="bad">
            {list.corrected}
          </span>
        )}
      </td>
    </tr>
  );
}
