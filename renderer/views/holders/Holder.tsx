import { Button, Menu } from '@mantine/core';
import { useState } from 'react';
import type { HolderAnswer } from '../../../shared/contract/answers.ts';
import type { Change } from '../../../shared/event.ts';
import { words } from '../../../shared/uiWords.ts';
import { moment } from '../../format.ts';
import { Busy } from '../../parts/Busy.tsx';
import { Page } from '../../parts/Page.tsx';
import { Refused } from '../../parts/Refused.tsx';
import { When } from '../../parts/When.tsx';
import { Why } from '../../parts/Why.tsx';
import { to } from '../../routes.ts';
import { useAllRows } from '../../state/useAllRows.ts';
import { useAnswer } from '../../state/useApp.ts';
import { useMay } from '../../state/useMay.ts';
import { Fact, Facts } from '../asset/Facts.tsx';
import { Trail } from '../asset/Trail.tsx';
import { wantedFrom, wantedNext } from '../asset/useWantedRow.ts';
import type { ViewProps } from '../viewProps.ts';
import { ChangeHolder, DeactivateHolder } from './HolderDialogs.tsx';
import css from './Holders.module.css';
import { HoldsNow } from './HoldsNow.tsx';
import { PassedThrough } from './PassedThrough.tsx';

/** One holder: what they hold, what passed through their hands, and what was recorded of them. */
export function Holder({ address }: ViewProps<'holder'>) {
  const { name } = address.params;
  const { value, refused } = useAnswer('holder.get', { name });
  if (!value) {
    return (
      <Page title={name}>
        <Refused refused={refused} />
        {!refused && <Busy />}
      </Page>
    );
  }
  const { event } = address.query;
  return <Whole key={event ?? ''} holder={value} event={event} />;
}

/** @param event  an entry to show, from the address */
function Whole({ holder, event }: { readonly holder: HolderAnswer; readonly event: string | undefined }) {
  const { holderId, name, reference, organisation, contact, active, corrected, overdue, addedAt, assets } = holder;
  const [wish, setWish] = useState<HolderWish | null>(null);
  const { rows: trail } = useAllRows('audit.list', {
    entityType: 'holder',
    entityId: holderId,
    order: 'desc',
    limit: 200,
  });
  const { holders } = words;
  const [wanted, setWanted] = useState(wantedFrom(event));
  const behind = (fact: string, field: string) => (
    <Why
      fact={fact}
      of={{ entityType: 'holder', entity: name }}
      field={field}
      onWhy={(eventId) => setWanted((last) => wantedNext(last, eventId))}
    />
  );
  return (
    <Page
      title={name}
      aside={
        <>
          {organisation && <span>{organisation}</span>}
          {!active && (
            <span>
              <span className="chip">{holders.deactivated}</span> {behind(holders.deactivated, 'active')}
            </span>
          )}
          {corrected && <span className="chip">{words.asset.correctedMark}</span>}
          {overdue > 0 && (
            <span className="chip" data-tone="bad">
              {holders.overdueCount(overdue)}
            </span>
          )}
        </>
      }
      actions={<Actions holder={holder} onWish={setWish} />}
    >
      <div className={css.room}>
        <div className={css.columns}>
          <section className="panel" aria-label={holders.facts}>
            <h2>{holders.facts}</h2>
            <Facts>
              <Fact name={holders.fields.name} aside={behind(holders.fields.name, 'name')}>
                {name}
              </Fact>
              <Fact name={holders.fields.reference} aside={behind(holders.fields.reference, 'reference')}>
                {reference}
              </Fact>
              <Fact name={holders.fields.organisation} aside={behind(holders.fields.organisation, 'organisation')}>
                {organisation}
              </Fact>
              <Fact name={holders.fields.contact} aside={behind(holders.fields.contact, 'contact')}>
                {contact}
              </Fact>
              <Fact name={holders.added} aside={behind(holders.added, 'added')}>
                <When at={addedAt} />
              </Fact>
              <Fact name={words.rail.receipts}>
                <a href={to('receipts', undefined, { holder: name })}>{holders.receipts}</a>
              </Fact>
            </Facts>
          </section>
          <div className={css.main}>
            <HoldsNow assets={assets} />
            <PassedThrough name={name} />
            <Trail
              title={holders.history.title}
              trail={trail}
              events={holders.history.events}
              fieldName={(field) => holders.history.fields[field] ?? field}
              valueText={valueText}
              wanted={wanted}
            />
          </div>
        </div>
      </div>
      {wish === 'change' && <ChangeHolder holder={holder} onClose={() => setWish(null)} />}
      {wish === 'deactivate' && <DeactivateHolder holder={holder} onClose={() => setWish(null)} />}
    </Page>
  );
}

type HolderWish = 'change' | 'deactivate';

interface ActionsProps {
  readonly holder: HolderAnswer;
  readonly onWish: (wish: HolderWish) => void;
}

function Actions({ holder: { name, active, assets }, onWish }: ActionsProps) {
  const hands = useMay('handover.commit');
  const changes = useMay('holder.change');
  const { actions } = words.holders;
  return (
    <>
      {hands && active && (
        <Button component="a" variant="filled" href={to('issue', undefined, { holder: name })}>
          {actions.issue}
        </Button>
      )}
      {hands && assets.length > 0 && (
        <>
          <Button component="a" href={to('return', undefined, { holder: name })}>
            {actions.takeBack}
          </Button>
          <Button component="a" href={to('transfer', undefined, { holder: name })}>
            {actions.transfer}
          </Button>
        </>
      )}
      <Button component="a" href={to('report', { report: 'holder' }, { holder: name })}>
        {words.reports.of}
      </Button>
      {changes && (
        <Menu withinPortal={false}>
          <Menu.Target>
            <Button aria-label={actions.moreOf(name)}>{actions.more}</Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => onWish('change')}>{actions.change}</Menu.Item>
            {active && (
              <Menu.Item className="bad" onClick={() => onWish('deactivate')}>
                {actions.deactivate}
              </Menu.Item>
            )}
          </Menu.Dropdown>
        </Menu>
      )}
    </>
  );
}

function valueText({ field }: Change, value: unknown): string {
  if (typeof value === 'boolean') return value ? words.holders.history.yes : words.holders.history.no;
  if (field === 'occurredAt' && typeof value === 'string') return moment(value);
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
