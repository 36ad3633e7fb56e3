import type { HolderAnswer } from '../../../shared/contract/answers.ts';
import { words } from '../../../shared/uiWords.ts';
import { Busy } from '../../parts/Busy.tsx';
import { Empty } from '../../parts/Empty.tsx';
import { Page } from '../../parts/Page.tsx';
import { Refused } from '../../parts/Refused.tsx';
import { When } from '../../parts/When.tsx';
import { to } from '../../routes.ts';
import { useAllRows } from '../../state/useAllRows.ts';
import { useAnswer } from '../../state/useApp.ts';
import type { ViewProps } from '../viewProps.ts';
import css from './Holders.module.css';

/** One holder: who it is, what they have in hand, and what ever passed through their hands. */
export function Holder({ address }: ViewProps<'holder'>) {
  const { name } = address.params;
  const { value, refused } = useAnswer('holder.get', { name });
  const say = words.holders;
  return (
    <Page
      title={value?.name ?? name}
      aside={
        value && (
          <>
            {!value.active && <span className="chip">{say.inactive}</span>}
            {value.corrected && <span className="chip">{say.corrected}</span>}
            <a href={to('receipts', undefined, { holder: value.name })}>{say.receipts}</a>
          </>
        )
      }
    >
      <Refused refused={refused} />
      {!value && !refused && <Busy />}
      {value && (
        <>
          <Facts holder={value} />
          <InHand holder={value} />
          <Through name={value.name} />
        </>
      )}
    </Page>
  );
}

function Facts({ holder }: { readonly holder: HolderAnswer }) {
  const say = words.holders;
  const facts = [
    [say.reference, holder.reference],
    [say.organisation, holder.organisation],
    [say.contact, holder.contact],
  ] as const;
  return (
    <dl className={css.facts}>
      {facts.map(([label, text]) =>
        text === null ? null : (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{text}</dd>
          </div>
        ),
      )}
    </dl>
  );
}

function InHand({ holder: { assets } }: { readonly holder: HolderAnswer }) {
  const say = words.holders;
  return (
    <section aria-label={say.inHandLabel}>
      <h2 className={css.heading}>{say.inHand(assets.length)}</h2>
      {assets.length > 0 && (
        <div className={`panel ${css.panel}`}>
          <table className={css.list} aria-label={say.inHandLabel}>
            <thead>
              <tr>
                <th scope="col">{say.asset}</th>
                <th scope="col">{say.model}</th>
                <th scope="col">{say.since}</th>
                <th scope="col">{say.due}</th>
              </tr>
            </thead>
            <tbody>
              {assets.map(({ tag, model, since, dueAt }) => (
                <tr key={tag}>
                  <td>
                    <a className={`tag ${css.open}`} href={to('asset', { tag })}>
                      {tag}
                    </a>
                  </td>
                  <td>{model}</td>
                  <td>
                    <When at={since} />
                  </td>
                  <td>{dueAt === null ? say.noDue : <Due at={dueAt} />}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

function Due({ at }: { readonly at: string }) {
  if (Date.parse(at) >= Date.now()) return <When at={at} />;
  return (
    <span className="chip" data-tone="bad">
      {words.holders.overdue} <When at={at} />
    </span>
  );
}

function Through({ name }: { readonly name: string }) {
  const say = words.holders;
  const { rows } = useAllRows('holder.history', { name, limit: 500 });
  return (
    <section aria-label={say.through}>
      <h2 className={css.heading}>{say.through}</h2>
      {!rows && <Busy />}
      {rows?.length === 0 && <Empty title={say.throughEmpty} />}
      {rows && rows.length > 0 && (
        <div className={`panel ${css.panel}`}>
          <table className={css.list} aria-label={say.through}>
            <thead>
              <tr>
                <th scope="col">{say.asset}</th>
                <th scope="col">{say.from}</th>
                <th scope="col">{say.until}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map(({ tag, from, to: until, openedBy }) => (
                <tr key={`${tag} ${openedBy}`}>
                  <td>
                    <a className={`tag ${css.open}`} href={to('asset', { tag }, { event: openedBy })}>
                      {tag}
                    </a>
                  </td>
                  <td>
                    <When at={from} />
                  </td>
                  <td>{until === null ? say.still : <When at={until} />}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
