import type { NamedEvent } from '../../../shared/contract/answers.ts';
import { words } from '../../../shared/uiWords.ts';
import css from './AssetHistory.module.css';
import { changesOf, eventRemarks } from './eventWords.ts';

/** What an event changed, before → after, and what it says besides. */
export function EventChange({ event }: { readonly event: NamedEvent }) {
  const { custody, fields } = changesOf(event);
  const remarks = eventRemarks(event);
  return (
    <>
      {custody && (
        <div>
          {custody.before !== null && (
            <>
              <span className={`quiet ${short(custody.before)}`}>{custody.before}</span> <Arrow />{' '}
            </>
          )}
          <b className={short(custody.after)}>{custody.after ?? words.assets.acts.none}</b>
        </div>
      )}
      {fields.length > 0 && (
        <div className={css.fields}>
          {fields.map(({ field, name, before, after }) => (
            <span key={field}>
              <span className="quiet">{name}</span> {before !== null && <del>{before}</del>}{' '}
              {after !== null && <ins>{after}</ins>}
            </span>
          ))}
        </div>
      )}
      {remarks.length > 0 && <div className="small quiet">{remarks.join(' · ')}</div>}
      {event.note && <div className="small quiet">“{event.note}”</div>}
      {event.correctionReason && <div className={css.reason}>{words.asset.correction(event.correctionReason)}</div>}
    </>
  );
}

/** A slot or a short name is not torn apart at the end of a line. */
const short = (text: string | null): string => ((text ?? '').length <= 18 ? (css.whole ?? '') : '');

function Arrow() {
  return <span aria-hidden="true">→</span>;
}
