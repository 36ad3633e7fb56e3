import { words } from '../../../../shared/uiWords.ts';
import { custodyWords } from '../../../frame/custodyWords.ts';
import { When } from '../../../parts/When.tsx';
import css from './Acts.module.css';
import type { Preview, Stand } from './usePreview.ts';

/** What a command would change, asset by asset: who has it before and after, and where it belongs. */
export function Consequence({ preview }: { readonly preview: Preview }) {
  const { before, after, settled } = preview;
  const tags = [...new Set([...before, ...after].map(({ tag }) => tag))];
  const rows = tags.flatMap((tag) =>
    changesOf(
      before.find((stand) => stand.tag === tag),
      after.find((stand) => stand.tag === tag),
    ).map((change) => ({ tag, ...change })),
  );
  const { consequence } = words.assets.acts;
  const several = tags.length > 1;
  return (
    <section className={css.consequence} aria-label={consequence.label} aria-live="polite" data-settled={settled}>
      <h3>{consequence.label}</h3>
      {rows.length === 0 ? (
        <p className="quiet">{consequence.nothing}</p>
      ) : (
        <table className={css.changes}>
          <thead>
            <tr>
              {several && <th scope="col">{consequence.asset}</th>}
              <th scope="col">{consequence.what}</th>
              <th scope="col">{consequence.before}</th>
              <th scope="col">{consequence.after}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ tag, what, from, to }) => (
              <tr key={`${tag} ${what}`}>
                {several && <td className="tag">{tag}</td>}
                <td>{what}</td>
                <td>{from === words.assets.acts.none ? from : <del>{from}</del>}</td>
                <td>{to === words.assets.acts.none ? to : <ins>{to}</ins>}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

type Shown = React.ReactNode;

function changesOf(before: Stand | undefined, after: Stand | undefined) {
  const { consequence, none } = words.assets.acts;
  const custody = (stand: Stand | undefined): string => (stand ? custodyWords(stand) : none);
  const home = (stand: Stand | undefined): string =>
    stand?.home ? words.custody.inSlot(stand.home.case, stand.home.slot) : none;
  const due = (stand: Stand | undefined): Shown => (stand?.dueAt ? <When at={stand.dueAt} /> : none);
  const lines: readonly { readonly what: string; readonly from: Shown; readonly to: Shown; readonly same: boolean }[] =
    [
      {
        what: consequence.custody,
        from: custody(before),
        to: custody(after),
        same: custody(before) === custody(after),
      },
      { what: consequence.home, from: home(before), to: home(after), same: home(before) === home(after) },
      { what: consequence.due, from: due(before), to: due(after), same: before?.dueAt === after?.dueAt },
    ];
  return lines.filter(({ same, from, to }) => !same && from !== to);
}
