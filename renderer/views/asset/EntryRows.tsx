import { Button, Checkbox } from '@mantine/core';
import { useState } from 'react';
import type { NamedEvent } from '../../../shared/contract/answers.ts';
import { DAY_MS } from '../../../shared/time.ts';
import { words } from '../../../shared/uiWords.ts';
import { moment } from '../../format.ts';
import { to } from '../../routes.ts';
import { useMay } from '../../state/useMay.ts';
import { openCorrection } from '../correction/openCorrection.ts';
import css from './AssetHistory.module.css';
import { ByWhom } from './ByWhom.tsx';
import { EventChange } from './EventChange.tsx';
import { EventWhen } from './EventWhen.tsx';
import { eventKind } from './eventWords.ts';
import type { Flagging, HistoryEntry } from './history.ts';

interface EntryRowsProps {
  /** of the asset whose history this is */
  readonly tag: string;
  readonly entry: HistoryEntry;
  /** the event that somebody asked for */
  readonly wanted: string | null;
  readonly onFlag: (event: NamedEvent) => void;
  /** the entries ticked to be corrected together; null: none are asked for */
  readonly ticked: ReadonlySet<string> | null;
  readonly onTick: (eventId: string, along: boolean) => void;
}

/** One thing that happened: as it was first written down, struck through if it was corrected, and what holds instead. */
export function EntryRows({ tag, entry, wanted, onFlag, ticked, onTick }: EntryRowsProps) {
  const { versions, flags, openFlag } = entry;
  const [whole, setWhole] = useState(false);
  const flagging = useMay('event.flag');
  const correcting = useMay('event.correct');
  const last = versions.at(-1);
  // What was asked for is shown, even in the middle of a chain.
  const open = whole || versions.slice(1, -1).some(({ eventId }) => eventId === wanted);
  const shown = open ? versions : versions.filter((_, i) => i === 0 || i === versions.length - 1);
  return (
    <tbody className={css.entry} data-chain={versions.length > 1 || undefined}>
      {shown.map((event, i) => {
        const holds = event === last && event.type !== 'EVENT_VOIDED' && event.tag === tag;
        const says = [eventKind(event.type), moment(event.occurredAt)] as const;
        return (
          <tr
            key={event.eventId}
            tabIndex={-1}
            data-event={event.eventId}
            data-wanted={event.eventId === wanted || undefined}
            data-struck={event !== last || undefined}
            data-instead={i > 0 || undefined}
          >
            <td>
              <span className="only-heard">
                {event !== last ? words.asset.superseded : i > 0 ? words.asset.instead : ''}
              </span>
              <EventWhen at={event.occurredAt} offset={event.occurredOffset} />
            </td>
            <td>
              <span className={css.kind}>{eventKind(event.type)}</span> <Marks event={event} last={last} tag={tag} />
              {event === last && flags.length > 0 && <Flags flags={flags} open={openFlag !== null} />}
              {event === last && versions.length > 2 && (
                <div>
                  <Button size="compact-sm" aria-expanded={open} onClick={() => setWhole(!open)}>
                    {open ? words.asset.chainHide : words.asset.chain(versions.length)}
                  </Button>
                </div>
              )}
            </td>
            <td>
              <EventChange event={event} />
            </td>
            <td>
              <EventWhen at={event.recordedAt} offset={event.occurredOffset} />
              <ByWhom actor={event.actor} actorRole={event.actorRole} />
              <Doubts event={event} />
            </td>
            <td className={css.acts}>
              {holds && correcting && ticked && (
                <Checkbox
                  className={css.tick ?? ''}
                  aria-label={words.correction.tick(...says)}
                  checked={ticked.has(event.eventId)}
                  onChange={({ currentTarget }) => onTick(event.eventId, currentTarget.checked)}
                />
              )}
              {holds && correcting && !ticked && (
                <button
                  type="button"
                  className="quiet-act"
                  aria-label={words.correction.correctOf(...says)}
                  onClick={() => openCorrection([event.eventId])}
                >
                  {words.correction.correct}
                </button>
              )}
              {holds && flagging && openFlag === null && !ticked && (
                <button
                  type="button"
                  className="quiet-act"
                  aria-label={words.asset.flagOf(...says)}
                  onClick={() => onFlag(event)}
                >
                  {words.asset.flag}
                </button>
              )}
            </td>
          </tr>
        );
      })}
    </tbody>
  );
}

interface MarksProps {
  readonly event: NamedEvent;
  readonly last: NamedEvent | undefined;
  readonly tag: string;
}

function Marks({ event, last, tag }: MarksProps) {
  const elsewhere = event.tag !== null && event.tag !== tag;
  return (
    <>
      {event === last && event.supersedesEventId !== null && event.type !== 'EVENT_VOIDED' && (
        <b className="chip" data-tone="bad">
          {words.asset.corrected}
        </b>
      )}
      {elsewhere && (
        <a className={css.elsewhere} href={to('asset', { tag: event.tag ?? '' }, { event: event.eventId })}>
          {event === last ? words.asset.movedTo(event.tag ?? '') : words.asset.movedFrom(event.tag ?? '')}
        </a>
      )}
    </>
  );
}

function Flags({ flags, open }: { readonly flags: readonly Flagging[]; readonly open: boolean }) {
  return (
    <ul className={css.flagged}>
      {flags.map(({ flag, dismissal }, i) => (
        <li key={flag.eventId}>
          <span aria-hidden="true">⚑</span> {words.asset.flagged(flag.actor ?? words.asset.system)},{' '}
          <EventWhen at={flag.recordedAt} offset={flag.occurredOffset} />: “{flag.note}” –{' '}
          {dismissal
            ? `${words.asset.flagAnswered(dismissal.actor ?? words.asset.system)}: “${reasonOf(dismissal)}”`
            : open && i === flags.length - 1
              ? words.asset.flagOpen
              : words.asset.flagClosed}
        </li>
      ))}
    </ul>
  );
}

const reasonOf = ({ data }: NamedEvent): string => (typeof data.reason === 'string' ? data.reason : '');

/** Why its time is to be taken with care. */
function Doubts({ event: { occurredAt, recordedAt, clockSuspect } }: { readonly event: NamedEvent }) {
  const late = Date.parse(recordedAt) - Date.parse(occurredAt) > DAY_MS;
  return (
    <>
      {late && <div className="small warn">{words.asset.late}</div>}
      {clockSuspect && <div className="small warn">{words.asset.clock}</div>}
    </>
  );
}
