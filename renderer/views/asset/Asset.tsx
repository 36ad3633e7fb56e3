import { words } from '../../../shared/uiWords.ts';
import { custodyWords } from '../../frame/custodyWords.ts';
import { Busy } from '../../parts/Busy.tsx';
import { Page } from '../../parts/Page.tsx';
import { Refused } from '../../parts/Refused.tsx';
import { When } from '../../parts/When.tsx';
import { to } from '../../routes.ts';
import { useAnswer } from '../../state/useApp.ts';
import type { ViewProps } from '../views.tsx';
import css from './Asset.module.css';
import { AssetHistory } from './AssetHistory.tsx';

/** One asset: what it is, where it is and since when, and what was recorded of it. */
export function Asset({ address }: ViewProps<'asset'>) {
  const { tag } = address.params;
  const { value, refused } = useAnswer('asset.get', { tag });
  if (!value) {
    return (
      <Page title={tag} mono>
        <Refused refused={refused} />
        {!refused && <Busy />}
      </Page>
    );
  }
  const { status, case: code, since, dueAt, home, attributes } = value;
  const overdue = dueAt !== null && Date.parse(dueAt) < Date.now();
  const facts = [
    [words.asset.model, value.model],
    [words.asset.serial, value.serial],
    [words.asset.barcode, value.barcode],
    [words.asset.manufacturer, value.manufacturer],
    [words.asset.category, value.category],
    [words.asset.condition, value.condition],
    [words.asset.notes, value.notes],
    ...Object.entries(attributes),
  ].filter(([, fact]) => fact);
  return (
    <Page
      title={value.tag}
      mono
      aside={
        <span className="chip" data-tone={status === 'slot' ? 'ok' : status === 'lost' || overdue ? 'bad' : 'warn'}>
          {words.asset.status[status]}
          {status === 'slot' || status === 'holder' ? ` ${custodyWords(value)}` : ''}
        </span>
      }
    >
      <div className={css.columns}>
        <section className="panel" aria-label={words.asset.facts}>
          <h2>{words.asset.facts}</h2>
          <dl className={css.facts}>
            <dt>{words.asset.where}</dt>
            <dd>{code === null ? custodyWords(value) : <a href={to('case', { code })}>{custodyWords(value)}</a>}</dd>
            <dt>{words.asset.since}</dt>
            <dd>
              <When at={since} />
            </dd>
            {dueAt !== null && (
              <>
                <dt>{words.asset.due}</dt>
                <dd className={overdue ? 'bad' : undefined}>
                  <When at={dueAt} /> {overdue && words.asset.overdue}
                </dd>
              </>
            )}
            {home && (
              <>
                <dt>{words.asset.home}</dt>
                <dd>
                  <a href={to('case', { code: home.case })}>{words.custody.inSlot(home.case, home.slot)}</a>
                </dd>
              </>
            )}
            {facts.map(([name, fact]) => (
              <div key={name} className={css.pair}>
                <dt>{name}</dt>
                <dd>{fact}</dd>
              </div>
            ))}
          </dl>
        </section>
        <AssetHistory tag={value.tag} />
      </div>
    </Page>
  );
}
