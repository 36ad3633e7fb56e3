import { Button } from '@mantine/core';
import { useState } from 'react';
import { z } from 'zod';
import type { AuditRow } from '../../../shared/contract/trailAnswers.ts';
import { words } from '../../../shared/uiWords.ts';
import { When } from '../../parts/When.tsx';
import { Why } from '../../parts/Why.tsx';
import { useAnswer } from '../../state/useApp.ts';
import css from './Case.module.css';
import { type SealPair, sealsOf } from './sealsOf.ts';

/** Seals shown before somebody asks for more. */
const FIRST = 8;
const sealData = z.object({ seal: z.string() });

interface SealLogProps {
  readonly trail: readonly AuditRow[] | undefined;
  readonly onWhy: (eventId: string) => void;
}

/** Every seal of the case: its number, who put it on and when, who broke it, and which number was read then. */
export function SealLog({ trail, onWhy }: SealLogProps) {
  const [all, setAll] = useState(false);
  if (!trail) return null;
  const seals = sealsOf(trail);
  const { sealLog, history } = words.case;
  return (
    <section className="panel" aria-label={sealLog.title}>
      <h2>{sealLog.title}</h2>
      {seals.length === 0 ? (
        <p className="quiet">{sealLog.none}</p>
      ) : (
        <table className={css.table}>
          <thead>
            <tr>
              <th scope="col">{sealLog.number}</th>
              <th scope="col">{sealLog.applied}</th>
              <th scope="col">{sealLog.broken}</th>
            </tr>
          </thead>
          <tbody>
            {seals.slice(0, all ? seals.length : FIRST).map((pair) => (
              <SealLine key={pair.applied.eventId} pair={pair} onWhy={onWhy} />
            ))}
          </tbody>
        </table>
      )}
      {!all && seals.length > FIRST && <Button onClick={() => setAll(true)}>{history.more}</Button>}
    </section>
  );
}

interface SealLineProps extends Pick<SealLogProps, 'onWhy'> {
  readonly pair: SealPair;
}

function SealLine({ pair: { applied, broken }, onWhy }: SealLineProps) {
  const number = useSeal(applied.eventId);
  const read = useSeal(broken?.eventId ?? null);
  const { sealLog } = words.case;
  return (
    <tr>
      <td className="tag">{number}</td>
      <td>
        <Step row={applied} fact={`${sealLog.applied}, ${number ?? ''}`} onWhy={onWhy} />
      </td>
      <td>
        {broken ? <Step row={broken} fact={`${sealLog.broken}, ${number ?? ''}`} onWhy={onWhy} /> : <b>{sealLog.on}</b>}
        {read !== null && number !== null && read !== number && (
          <div>
            <span className="chip" data-tone="warn">
              {sealLog.other(read)}
            </span>
          </div>
        )}
      </td>
    </tr>
  );
}

interface StepProps extends Pick<SealLogProps, 'onWhy'> {
  readonly row: AuditRow;
  readonly fact: string;
}

function Step({ row: { eventId, occurredAt, actor, note }, fact, onWhy }: StepProps) {
  return (
    <>
      <When at={occurredAt} /> <Why fact={fact} eventId={eventId} onWhy={onWhy} />
      <div className="small quiet">
        {words.case.sealLog.by(actor ?? words.asset.system)}
        {note && ` · ${note}`}
      </div>
    </>
  );
}

/** The number that an event of sealing or unsealing says; the trail keeps what changed, not what was read. */
function useSeal(eventId: string | null): string | null {
  const { value } = useAnswer('event.get', eventId === null ? null : { eventId });
  return value ? (sealData.safeParse(value.data).data?.seal ?? null) : null;
}
