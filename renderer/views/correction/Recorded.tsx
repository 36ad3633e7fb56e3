import { words } from '../../../shared/uiWords.ts';
import { moment } from '../../format.ts';
import { to } from '../../routes.ts';
import { ByWhom } from '../asset/ByWhom.tsx';
import { EventChange } from '../asset/EventChange.tsx';
import { EventWhen } from '../asset/EventWhen.tsx';
import { Fact, Facts } from '../asset/Facts.tsx';
import { kindOf } from './aboutEvent.ts';
import css from './Correction.module.css';
import type { Target } from './draft.ts';
import { fieldsOf, recordedValue } from './fields.ts';
import { valueWords } from './valueWords.ts';

const { dialog, fields } = words.correction;
/** When it happened and what it is about stand above the fields. */
const TOLD_ABOVE: readonly string[] = ['occurredAt', 'asset', 'tag', 'code'];

/** An event as it stands in the record, what was said of it, and the versions before it. */
export function Recorded({ target: { event, versions } }: { readonly target: Target }) {
  const { type, occurredAt, recordedAt, occurredOffset, entity, receipt, correctionReason } = event;
  const known = fieldsOf(type).flatMap((field) => {
    const value = recordedValue(event, field.name);
    if (TOLD_ABOVE.includes(field.name) || value === null || value === '') return [];
    return [{ name: field.name, text: valueWords(field.name, value, occurredOffset) }];
  });
  const earlier = versions.slice(0, -1);
  return (
    <section aria-label={dialog.recorded}>
      <h3>{dialog.recorded}</h3>
      <Facts>
        <Fact name={dialog.what}>{kindOf(event)}</Fact>
        <Fact name={dialog.about}>{entity && <span className="tag">{entity}</span>}</Fact>
        <Fact name={dialog.happened}>
          <EventWhen at={occurredAt} offset={occurredOffset} />
        </Fact>
        <Fact name={dialog.by}>{dialog.byWhom(moment(recordedAt), event.actor ?? words.asset.system)}</Fact>
        {known.map(({ name, text }) => (
          <Fact key={name} name={fields[name]}>
            {text}
          </Fact>
        ))}
        <Fact name={dialog.receipt}>{receipt && <a href={to('receipt', { receipt })}>{receipt}</a>}</Fact>
        <Fact name={dialog.reasonThen}>{correctionReason && `“${correctionReason}”`}</Fact>
      </Facts>
      <FlagNote target={{ event }} />
      {earlier.length > 0 && (
        <div className={css.chain}>
          <p className="small quiet">{dialog.chain(versions.length)}</p>
          <ol>
            {earlier.map((version) => (
              <li key={version.eventId}>
                <b>{kindOf(version)}</b> <EventWhen at={version.occurredAt} offset={version.occurredOffset} />
                <EventChange event={version} />
                <ByWhom actor={version.actor} actorRole={version.actorRole} />
              </li>
            ))}
          </ol>
        </div>
      )}
    </section>
  );
}

/** What a technician said is mistaken. */
export function FlagNote({ target: { event } }: { readonly target: Pick<Target, 'event'> }) {
  const { flag } = event;
  if (!flag) return null;
  return (
    <p className={css.flag}>
      <span aria-hidden="true">⚑</span> {dialog.flagged(flag.flaggedBy ?? words.asset.system, moment(flag.flaggedAt))} “
      {flag.note}” <span className="quiet">{dialog.flagAnswered}</span>
    </p>
  );
}
