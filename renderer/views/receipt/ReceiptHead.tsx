import type { ReactNode } from 'react';
import type { NamedEvent } from '../../../shared/contract/answers.ts';
import type { FrozenReceipt } from '../../../shared/contract/frozenReceipt.ts';
import { words } from '../../../shared/uiWords.ts';
import { When } from '../../parts/When.tsx';
import css from './Receipt.module.css';
import { zoned } from './zoned.ts';

interface ReceiptHeadProps {
  readonly frozen: FrozenReceipt;
  readonly event: NamedEvent;
}

const { receipt: says } = words;
/** Written down this much later than it happened, it says so: ms. */
const LATE_MS = 60_000;

/** The number, the two sides, and when and where: what a receipt is known by. */
export function ReceiptHead({ frozen, event }: ReceiptHeadProps) {
  const { kind, receipt, organisation, operator, operatorRole, place, purpose, dueAt, broughtBy } = frozen;
  const holder = [frozen.holder, frozen.holderReference, frozen.holderOrganisation];
  const receiver = [frozen.to, frozen.toReference, frozen.toOrganisation];
  const store = [organisation];
  const { from, into } = {
    issue: { from: store, into: holder },
    return: { from: holder, into: store },
    transfer: { from: holder, into: receiver },
  }[kind];
  const late = Date.parse(event.recordedAt) - Date.parse(event.occurredAt) > LATE_MS;
  return (
    <header className={css.head}>
      <div className={css.title}>
        <h2>{says.heading[kind]}</h2>
        <span className={css.organisation}>{organisation}</span>
        <span className={`tag ${css.number}`}>{receipt}</span>
      </div>
      <div className={css.sides}>
        <Side label={says.from} names={from} />
        <span className={css.arrow} aria-hidden="true">
          →
        </span>
        <Side label={says.to} names={into} />
      </div>
      <dl className={css.facts}>
        <Fact name={says.happened}>{zoned(event.occurredAt, event.occurredOffset)}</Fact>
        <Fact name={says.recorded}>
          {zoned(event.recordedAt, event.occurredOffset)}
          {late && <span className="warn"> {says.late}</span>}
        </Fact>
        <Fact name={says.recordedBy}>
          {operator} · {words.roles[operatorRole]}
        </Fact>
        {broughtBy && <Fact name={says.broughtBy}>{broughtBy}</Fact>}
        {place && <Fact name={says.place}>{place}</Fact>}
        {purpose && <Fact name={says.purpose}>{purpose}</Fact>}
        {dueAt && (
          <Fact name={says.due}>
            <b>{zoned(dueAt, event.occurredOffset, true)}</b>{' '}
            <span className={css.screenOnly}>
              (<When at={dueAt} />)
            </span>
          </Fact>
        )}
      </dl>
    </header>
  );
}

function Side({ label, names }: { readonly label: string; readonly names: readonly (string | null | undefined)[] }) {
  const [name, ...about] = names.filter(Boolean);
  return (
    <div className={css.side}>
      <span className={css.label}>{label}</span>
      <b>{name}</b>
      {about.length > 0 && <span className={css.second}>{about.join(' · ')}</span>}
    </div>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className={css.fact}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
