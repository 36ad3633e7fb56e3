import { type ChangeKind, type ComparedRow, changeKinds } from '../../../shared/contract/trailAnswers.ts';
import { words } from '../../../shared/uiWords.ts';
import { custodyWords } from '../../frame/custodyWords.ts';
import { When } from '../../parts/When.tsx';
import { to as addressTo } from '../../routes.ts';
import { useAsOf } from '../../state/asOf.ts';
import { asOfQuery } from '../../state/asOfSlice.ts';
import { eventKind } from '../asset/eventWords.ts';
import css from './Compare.module.css';

const say = words.compare;

interface ComparedGroupsProps {
  /** by kind */
  readonly rows: readonly ComparedRow[];
  readonly counts: Readonly<Partial<Record<ChangeKind, number>>>;
  readonly from: string;
  readonly to: string | null;
}

/** What changed, a table for each kind of change. */
export function ComparedGroups({ rows, counts, from, to }: ComparedGroupsProps) {
  return changeKinds.map((kind) => {
    const ofKind = rows.filter((row) => row.kind === kind);
    if (ofKind.length === 0) return null;
    const title = say.group(kind, counts[kind] ?? ofKind.length);
    return (
      <section key={kind} className="panel" aria-label={say.kinds[kind]}>
        <h2>{title}</h2>
        <table className={css.table}>
          <thead>
            <tr>
              <th scope="col">{say.asset}</th>
              <th scope="col">{say.before}</th>
              <th scope="col">{say.after}</th>
              <th scope="col">{say.between}</th>
            </tr>
          </thead>
          <tbody>
            {ofKind.map((row) => (
              <Row key={row.tag} row={row} from={from} to={to} />
            ))}
          </tbody>
        </table>
      </section>
    );
  });
}

interface RowProps extends Pick<ComparedGroupsProps, 'from' | 'to'> {
  readonly row: ComparedRow;
}

function Row({ row: { tag, model, before, after, events, eventCount }, from, to }: RowProps) {
  return (
    <tr>
      <td>
        <a className="tag" href={addressTo('asset', { tag })}>
          {tag}
        </a>
        <div className="quiet small">{model}</div>
      </td>
      <td>
        <Side side={before} tag={tag} at={from} />
      </td>
      <td>
        <Side side={after} tag={tag} at={to} />
      </td>
      <td>
        <ol className={css.events}>
          {eventCount > events.length && <li className="quiet">{say.earlier(eventCount - events.length)}</li>}
          {events.map(({ eventId, type, occurredAt, actor }) => (
            <li key={eventId}>
              <a href={addressTo('asset', { tag }, { event: eventId })}>{eventKind(type)}</a>{' '}
              <span className="quiet small">
                <When at={occurredAt} />
                {actor !== null && ` · ${actor}`}
              </span>
            </li>
          ))}
        </ol>
      </td>
    </tr>
  );
}

/** Where it was, which leads to the asset as of that moment. @param at  RFC 3339; null: now */
function Side({
  side,
  tag,
  at,
}: {
  readonly side: ComparedRow['before'];
  readonly tag: string;
  readonly at: string | null;
}) {
  const { knownAt } = useAsOf();
  if (side === null) return <span className="quiet">{say.notThere}</span>;
  return (
    <>
      <a href={addressTo('asset', { tag }, at === null ? {} : asOfQuery({ at: Date.parse(at), knownAt }))}>
        {custodyWords({ ...side })}
      </a>
      <div className="quiet small">
        {say.since} <When at={side.since} />
      </div>
    </>
  );
}
