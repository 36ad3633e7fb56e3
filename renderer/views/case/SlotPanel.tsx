import { Button, Menu } from '@mantine/core';
import type { SlotRow } from '../../../shared/contract/answers.ts';
import { words } from '../../../shared/uiWords.ts';
import { When } from '../../parts/When.tsx';
import { Why } from '../../parts/Why.tsx';
import { to } from '../../routes.ts';
import { useMay } from '../../state/useMay.ts';
import { useNow } from '../../state/useNow.ts';
import { Fact, Facts } from '../asset/Facts.tsx';
import css from './Case.module.css';
import { SlotMenuItems, type SlotWish } from './SlotMenuItems.tsx';
import { tileText, whereIs } from './tileText.ts';

interface SlotPanelProps {
  readonly code: string;
  readonly row: SlotRow;
  readonly onMove: () => void;
  readonly onWish: (wish: SlotWish) => void;
}

/** The slot that was walked to: what is in it, what belongs there, and what can be done about it. */
export function SlotPanel({ code, row, onMove, onWish }: SlotPanelProps) {
  const { slot, label, occupant, homeAsset } = row;
  const { look, mark, says } = tileText(row, useNow());
  const moves = useMay('asset.move');
  const vacates = useMay('slot.vacate');
  const places = useMay('asset.place');
  const said = words.case.slot;
  const away = homeAsset && homeAsset.tag !== occupant?.tag ? homeAsset : null;
  return (
    <section className="panel" aria-label={said.title(slot)}>
      <div className={css.panelHead}>
        <h2>{said.title(slot)}</h2>
        {label && (
          <span className="quiet">
            {label}{' '}
            <Why
              fact={`${words.asset.slotLabel}, ${label}`}
              of={{ entityType: 'case', entity: code }}
              field={`labels.${slot}`}
            />
          </span>
        )}
        {look !== 'in_place' && (
          <span className="chip" data-tone={toneOf(look)}>
            {mark || words.case.map.marks[look]}
          </span>
        )}
      </div>
      <p className="only-heard" role="status">
        {says}
      </p>
      {!occupant && !homeAsset && <p className="quiet">{said.empty}</p>}
      {occupant && (
        <Facts>
          <Fact name={said.inIt} aside={why(said.inIt, occupant)}>
            <a className="tag" href={to('asset', { tag: occupant.tag })}>
              {occupant.tag}
            </a>
          </Fact>
          <Fact name={words.asset.model} aside={detail(words.asset.model, occupant, 'model')}>
            {occupant.model}
          </Fact>
          <Fact name={words.asset.serial} aside={detail(words.asset.serial, occupant, 'serial')}>
            {occupant.serial}
          </Fact>
          <Fact name={words.asset.condition} aside={detail(words.asset.condition, occupant, 'condition')}>
            {occupant.condition && (words.assets.conditions[occupant.condition] ?? occupant.condition)}
          </Fact>
          <Fact name={words.asset.since} aside={why(words.asset.since, occupant)}>
            <When at={occupant.since} />
          </Fact>
          <Fact name={words.asset.home} aside={detail(words.asset.home, occupant, 'home')}>
            {look === 'wrong_home' &&
              (occupant.home ? (
                <a href={to('case', { code: occupant.home.case }, { slot: String(occupant.home.slot) })}>
                  {words.custody.inSlot(occupant.home.case, occupant.home.slot)}
                </a>
              ) : (
                words.assets.acts.none
              ))}
          </Fact>
        </Facts>
      )}
      {away && (
        <Facts>
          <Fact name={said.belongs} aside={detail(said.belongs, away, 'home')}>
            <a className="tag" href={to('asset', { tag: away.tag })}>
              {away.tag}
            </a>
          </Fact>
          <Fact name={words.asset.model} aside={detail(words.asset.model, away, 'model')}>
            {away.model}
          </Fact>
          <Fact name={said.where} aside={why(said.where, away)}>
            {whereIs(away)}
          </Fact>
          <Fact name={words.asset.since} aside={why(words.asset.since, away)}>
            <When at={away.since} />
          </Fact>
          <Fact name={words.asset.due} aside={away.dueAt && why(words.asset.due, away)}>
            {away.dueAt && <When at={away.dueAt} />}
          </Fact>
        </Facts>
      )}
      <div className={css.buttons}>
        {occupant && moves && (
          <Button onClick={onMove} rightSection={<kbd>{said.moveKey}</kbd>}>
            {said.move}
          </Button>
        )}
        {away?.status === 'holder' && places && (
          <Button component="a" href={to('return', undefined, { tag: away.tag })}>
            {said.takeBack}
          </Button>
        )}
        {!occupant && !away && places && <Button onClick={() => onWish({ act: 'fill' })}>{said.place}</Button>}
        {occupant && vacates && (
          <Button
            color="red"
            onClick={() => onWish({ act: 'vacate', tag: occupant.tag })}
            rightSection={<kbd>{said.vacateKey}</kbd>}
          >
            {said.vacate}
          </Button>
        )}
        <Menu position="bottom-start" withinPortal={false}>
          <Menu.Target>
            <Button aria-label={said.moreOf(occupant?.tag ?? away?.tag ?? said.title(slot))}>{said.more}</Button>
          </Menu.Target>
          <Menu.Dropdown>
            <SlotMenuItems code={code} row={row} onWish={onWish} />
          </Menu.Dropdown>
        </Menu>
      </div>
    </section>
  );
}

const why = (fact: string, { tag, openedBy }: { readonly tag: string; readonly openedBy: string }) => (
  <Why fact={`${fact}, ${tag}`} of={{ entityType: 'asset', entity: tag }} eventId={openedBy} />
);

const detail = (fact: string, { tag }: { readonly tag: string }, field: string) => (
  <Why fact={`${fact}, ${tag}`} of={{ entityType: 'asset', entity: tag }} field={field} />
);

const toneOf = (look: ReturnType<typeof tileText>['look']): string | undefined =>
  (
    ({ out: 'accent', overdue: 'bad', lost: 'bad', wrong_home: 'warn', elsewhere: 'warn' }) as Readonly<
      Record<string, string>
    >
  )[look];
