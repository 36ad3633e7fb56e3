import { type ExceptionKind, exceptionKinds } from '../../../shared/contract/trailAnswers.ts';
import { words } from '../../../shared/uiWords.ts';
import { Busy } from '../../parts/Busy.tsx';
import { Empty } from '../../parts/Empty.tsx';
import { Page } from '../../parts/Page.tsx';
import { to } from '../../routes.ts';
import { useAnswer } from '../../state/useApp.ts';
import type { ViewProps } from '../viewProps.ts';
import css from './Exceptions.module.css';
import { KindList } from './KindList.tsx';
import { Row } from './Row.tsx';

/** As many of each kind as are shown while all kinds are. */
const FEW = 3;

/** Everything that cannot be proven, by kind: why each stands here, and the act that would settle it. */
export function Exceptions({ address }: ViewProps<'exceptions'>) {
  const chosen = exceptionKinds.find((kind) => kind === address.query.kind) ?? null;
  const { value } = useAnswer('exceptions.list', { limit: 1 });
  const { exceptions } = words;
  const total = value?.total;
  return (
    <Page title={exceptions.title} aside={total !== undefined && <span role="status">{exceptions.count(total)}</span>}>
      <p className={css.lead}>{exceptions.lead}</p>
      {!value && <Busy />}
      {total === 0 && <Empty title={exceptions.none} hint={exceptions.noneHint} />}
      {total !== undefined && total > 0 && (
        <div className={css.page}>
          <nav aria-label={exceptions.kindsLabel}>
            <ul className={css.kinds}>
              <li>
                <a
                  className={`nav-entry ${css.kind}`}
                  href={to('exceptions')}
                  aria-current={chosen === null ? 'page' : undefined}
                >
                  {exceptions.all} <span>{total.toLocaleString('en')}</span>
                </a>
              </li>
              {exceptionKinds.map((kind) => (
                <KindLink key={kind} kind={kind} chosen={chosen === kind} />
              ))}
            </ul>
          </nav>
          <div className={css.list}>
            {chosen === null ? (
              exceptionKinds.map((kind) => <FewOf key={kind} kind={kind} />)
            ) : (
              <section className={css.whole} aria-label={exceptions.listLabel}>
                <p className="quiet">{exceptions.hints[chosen]}</p>
                <KindList key={chosen} kind={chosen} />
              </section>
            )}
          </div>
        </div>
      )}
    </Page>
  );
}

/** How many there are of a kind; kinds without any are left out. */
function KindLink({ kind, chosen }: { readonly kind: ExceptionKind; readonly chosen: boolean }) {
  const { value } = useAnswer('exceptions.list', { kind, limit: FEW });
  const n = value?.total ?? 0;
  if (n === 0 && !chosen) return null;
  return (
    <li>
      <a
        className={`nav-entry ${css.kind}`}
        href={to('exceptions', undefined, { kind })}
        aria-current={chosen ? 'page' : undefined}
      >
        {words.exceptions.kinds[kind]} <span>{n.toLocaleString('en')}</span>
      </a>
    </li>
  );
}

function FewOf({ kind }: { readonly kind: ExceptionKind }) {
  const { value } = useAnswer('exceptions.list', { kind, limit: FEW });
  if (!value || value.rows.length === 0) return null;
  const { rows, total = rows.length } = value;
  const { exceptions } = words;
  return (
    <section className={`panel ${css.few}`} aria-label={exceptions.kinds[kind]}>
      <h2>
        {exceptions.kinds[kind]} <span className="quiet">{total.toLocaleString('en')}</span>
      </h2>
      <p className="quiet">{exceptions.hints[kind]}</p>
      <ul className={css.plain}>
        {rows.map((row) => (
          <li key={row.eventId}>
            <Row row={row} />
          </li>
        ))}
      </ul>
      {total > rows.length && (
        <a className={css.more} href={to('exceptions', undefined, { kind })}>
          {exceptions.openAll}
        </a>
      )}
    </section>
  );
}
