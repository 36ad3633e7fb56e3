import type { AuditRow } from '../../../shared/contract/trailAnswers.ts';
import { words } from '../../../shared/uiWords.ts';
import { addressOfFound } from '../../frame/found.ts';
import { When } from '../../parts/When.tsx';
import { to } from '../../routes.ts';
import { withMoment } from '../../state/asOfSlice.ts';
import css from './Audit.module.css';
import { Diff } from './Diff.tsx';

const say = words.audit;
const tones = { created: 'ok', updated: 'accent', deleted: 'bad' } as const;
const eventNames: Readonly<Record<string, string>> = { ...words.asset.events, ...say.events };
const LATE_MS = 60_000;

interface AuditEntryProps {
  readonly row: AuditRow;
  /** from 1 */
  readonly position: number;
  /** -1: not known yet */
  readonly total: number;
}

/** One change: what, of which thing, by whom, when, and field by field. */
export function AuditEntry({ row, position, total }: AuditEntryProps) {
  const { seq, at, occurredAt, actor, actorRole, action, entityType, entity, type, changes, note } = row;
  const href = addressOf(row);
  const then = href === null ? null : asOfThen(row, href);
  const name = entity ?? say.entities[entityType];
  const corrects = row.supersedesEventId !== null;
  const heading = `audit-${seq}`;
  return (
    <article
      className={css.entry}
      data-event={row.eventId}
      aria-labelledby={heading}
      aria-posinset={position}
      aria-setsize={total}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the articles of a feed are walked with the keyboard
      tabIndex={0}
    >
      <div className={css.who}>
        <When at={at} />
        <span>
          {actor ?? say.system} {actorRole && <span className="quiet small">{words.roles[actorRole]}</span>}
        </span>
        <span className="quiet small">#{seq.toLocaleString('en')}</span>
      </div>
      <div className={css.what}>
        <h2 id={heading} className={css.head}>
          <span className="chip" data-tone={tones[action]}>
            {say.actions[action]}
          </span>
          <span>{eventNames[type] ?? type}</span>
          <span className="quiet">{say.entities[entityType]}</span>
          {entity !== null &&
            (href === null ? (
              <span className="tag">{name}</span>
            ) : (
              <a className="tag" href={href}>
                {name}
              </a>
            ))}
        </h2>
        {corrects && row.correctionReason !== null && (
          <p className={css.correction}>{say.corrects(row.correctionReason)}</p>
        )}
        {Math.abs(Date.parse(at) - Date.parse(occurredAt)) > LATE_MS && (
          <p className="quiet small">
            {say.occurred} <When at={occurredAt} />
          </p>
        )}
        <Diff changes={changes} />
        {then !== null && (
          <p className="small">
            <a href={then}>{say.asOfThen}</a>
          </p>
        )}
        {note !== null && note !== row.correctionReason && (
          <p className="small">
            <span className="quiet">{say.note}:</span> {note}
          </p>
        )}
      </div>
    </article>
  );
}

/** The thing as it stood once this had happened; null: what is no thing in custody is always shown as it is. */
function asOfThen({ entityType, occurredAt }: AuditRow, href: string): string | null {
  const inCustody = entityType === 'asset' || entityType === 'case' || entityType === 'holder';
  return inCustody ? withMoment(href, { at: Date.parse(occurredAt), knownAt: null }) : null;
}

/** The view of the thing; null: no view shows things of its kind. */
function addressOf({ entityType, entity, entityId }: AuditRow): string | null {
  if (entityType === 'assignment') return to('assignment', { assignmentId: entityId });
  if (entity === null) return null;
  if (entityType === 'asset' || entityType === 'case' || entityType === 'holder') {
    return addressOfFound({ kind: entityType, title: entity });
  }
  return entityType === 'handover' ? addressOfFound({ kind: 'receipt', title: entity }) : null;
}
