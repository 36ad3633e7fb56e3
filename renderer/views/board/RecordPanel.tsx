import { words } from '../../../shared/uiWords.ts';
import { When } from '../../parts/When.tsx';
import { useLooksBack } from '../../state/asOf.ts';
import { useAnswer } from '../../state/useApp.ts';
import css from './Board.module.css';

/** The record itself: how long it is, and how much of it somebody outside this laptop has seen. */
export function RecordPanel() {
  const { value } = useAnswer('store.info', {});
  // It has no past: it tells how far the record goes.
  const past = useLooksBack();
  if (!value || past) return null;
  const { record } = words.board;
  const { witnessed, lastSeq } = value;
  return (
    <section className="panel" aria-label={record.title}>
      <h2 className={css.panelHead}>{record.title}</h2>
      <div className={css.list}>
        <div className={css.item}>
          <span>{record.events}</span>
          <b>{lastSeq.toLocaleString('en')}</b>
        </div>
        <div className={css.item}>
          <span>{record.witnessed}</span>
          <b>{witnessed ? <When at={witnessed.recordedAt} /> : record.never}</b>
          {!witnessed && <span className={css.second}>{record.neverHint}</span>}
        </div>
      </div>
    </section>
  );
}
