import type { HolderAnswer } from '../../../shared/contract/answers.ts';
import { words } from '../../../shared/uiWords.ts';
import { duration } from '../../format.ts';
import { When } from '../../parts/When.tsx';
import { Why } from '../../parts/Why.tsx';
import { to } from '../../routes.ts';
import { useNow } from '../../state/useNow.ts';
import css from './Holders.module.css';

/** What a holder has in hand: what is due first stands first, what has no date last. */
export function HoldsNow({ assets }: Pick<HolderAnswer, 'assets'>) {
  const { now } = words.holders;
  const ordered = assets.toSorted(
    (a, b) => (a.dueAt ?? '~').localeCompare(b.dueAt ?? '~') || a.tag.localeCompare(b.tag),
  );
  return (
    <section className="panel" aria-label={now.title}>
      <div className={css.head}>
        <h2>{now.title}</h2>
        {assets.length > 0 && <span className="quiet">{assets.length.toLocaleString('en')}</span>}
      </div>
      {assets.length === 0 ? (
        <p className="quiet">{now.none}</p>
      ) : (
        <table className={css.table}>
          <thead>
            <tr>
              <th scope="col">{words.asset.tag}</th>
              <th scope="col">{words.asset.model}</th>
              <th scope="col">{words.asset.serial}</th>
              <th scope="col">{now.since}</th>
              <th scope="col">{now.due}</th>
              <th scope="col">
                <span className="only-heard">{words.asset.why}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {ordered.map(({ tag, model, serial, since, dueAt, openedBy }) => (
              <tr key={tag}>
                <td>
                  <a className="tag" href={to('asset', { tag })}>
                    {tag}
                  </a>
                </td>
                <td>{model}</td>
                <td>{serial}</td>
                <td>
                  <When at={since} />
                </td>
                <td>{dueAt && <Due at={dueAt} />}</td>
                <td>
                  <Why fact={tag} of={{ entityType: 'asset', entity: tag }} eventId={openedBy} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function Due({ at }: { readonly at: string }) {
  const late = useNow() - Date.parse(at);
  return (
    <>
      <When at={at} />{' '}
      {late > 0 && (
        <span className="chip" data-tone="bad">
          {words.holders.now.late(duration(late))}
        </span>
      )}
    </>
  );
}
