import { Button } from '@mantine/core';
import type { EventAnswer } from '../../../shared/contract/answers.ts';
import { isCorrectable } from '../../../shared/decide/correctable.ts';
import { words } from '../../../shared/uiWords.ts';
import { moment } from '../../format.ts';
import { to } from '../../routes.ts';
import { useAnswer } from '../../state/useApp.ts';
import { ByWhom } from '../asset/ByWhom.tsx';
import { EventChange } from '../asset/EventChange.tsx';
import { EventWhen } from '../asset/EventWhen.tsx';
import { eventLine, kindOf } from './aboutEvent.ts';
import css from './Flags.module.css';
import { openCorrection } from './openCorrection.ts';

interface FlagRowProps {
  /** of the event that was flagged */
  readonly eventId: string;
  /** may whoever looks answer it? */
  readonly answers: boolean;
  readonly onDismiss: () => void;
}

const { flags } = words.correction;

/** One flag: what was flagged, by whom, and what is said to be mistaken about it; and the two answers to it. */
export function FlagRow({ eventId, answers, onDismiss }: FlagRowProps) {
  const { value: event } = useAnswer('event.get', { eventId });
  if (!event) return null;
  const { flag, entity } = event;
  const line = eventLine(event);
  const href = addressOf(event);
  return (
    <li className={`panel ${css.flag}`} aria-label={line}>
      <div className={css.said}>
        <p className={css.note}>
          <span aria-hidden="true">⚑</span> “{flag?.note}”
        </p>
        <span className="small quiet">
          {flag && flags.by(flag.flaggedBy ?? words.asset.system, moment(flag.flaggedAt))}
        </span>
      </div>
      <div className={css.event}>
        <div>
          <b>{kindOf(event)}</b>{' '}
          {href === null ? (
            <span className="tag">{entity}</span>
          ) : (
            <a className="tag" href={href}>
              {entity}
            </a>
          )}{' '}
          <EventWhen at={event.occurredAt} offset={event.occurredOffset} />
        </div>
        <EventChange event={event} />
        <ByWhom actor={event.actor} actorRole={event.actorRole} />
      </div>
      {answers && (
        <div className={css.acts}>
          {isCorrectable(event.type) && (
            <Button variant="filled" aria-label={flags.correctOf(line)} onClick={() => openCorrection([eventId])}>
              {flags.correct}
            </Button>
          )}
          <Button aria-label={flags.dismissOf(line)} onClick={onDismiss}>
            {flags.dismiss}
          </Button>
        </div>
      )}
    </li>
  );
}

/** Where the flagged entry is shown; null: nowhere by itself. */
function addressOf({ streamType, entity, eventId }: EventAnswer): string | null {
  if (entity === null) return null;
  switch (streamType) {
    case 'asset':
      return to('asset', { tag: entity }, { event: eventId });
    case 'case':
      return to('case', { code: entity });
    case 'holder':
      return to('holder', { name: entity });
    case 'handover':
      return to('receipt', { receipt: entity });
    default:
      return null;
  }
}
