import type { HistoryRow } from '../../../shared/contract/answers.ts';
import { words } from '../../../shared/uiWords.ts';
import { When } from '../../parts/When.tsx';
import { useAnswer } from '../../state/useApp.ts';
import css from './Asset.module.css';
import { eventWords } from './eventWords.ts';

/** What was recorded of an asset, the newest first; what was corrected stays in its place, struck through. */
export function AssetHistory({ tag }: { readonly tag: string }) {
  const { value } = useAnswer('asset.history', { tag, order: 'desc', limit: 200 });
  return (
    <section className="panel" aria-label={words.asset.history}>
      <h2>{words.asset.history}</h2>
      <table className={css.history}>
        <thead>
          <tr>
            <th>{words.asset.happened}</th>
            <th>{words.asset.what}</th>
            <th>{words.asset.recorded}</th>
            <th>{words.asset.by}</th>
          </tr>
        </thead>
        <tbody>
          {value?.rows.map((row) => (
            <Line key={row.eventId} row={row} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Line({ row }: { readonly row: HistoryRow }) {
  const { occurredAt, recordedAt, actor, actorRole, effective, correctionReason } = row;
  return (
    <tr data-effective={effective}>
      <td>
        <span>
          <When at={occurredAt} />
        </span>
      </td>
      <td>
        <span>{eventWords(row)}</span>{' '}
        {!effective && (
          <b className="chip" data-tone="bad">
            {words.asset.corrected}
          </b>
        )}
        {correctionReason !== null && <div className="small quiet">{words.asset.correction(correctionReason)}</div>}
      </td>
      <td>
        <span className="quiet">
          <When at={recordedAt} />
        </span>
      </td>
      <td>
        <span>{actor ?? words.asset.system}</span>
        {actorRole && <div className="small quiet">{words.roles[actorRole]}</div>}
      </td>
    </tr>
  );
}
