import type { CrossingRow } from '../../../shared/contract/assignmentAnswers.ts';
import { DAY_MS } from '../../../shared/time.ts';
import { words } from '../../../shared/uiWords.ts';
import { When } from '../../parts/When.tsx';
import { Why } from '../../parts/Why.tsx';
import { useAnswer } from '../../state/useApp.ts';
import { useNow } from '../../state/useNow.ts';
import css from './Assignments.module.css';

const say = words.assignments.threshold;
/** Older notices are told on the page of thresholds alone. */
const NEWS_MS = 7 * DAY_MS;
const NEWS = 3;

/** Who reached the threshold or fell below it, the newest first. */
export function Crossings({ rows }: { readonly rows: readonly CrossingRow[] }) {
  return (
    <section className="panel" aria-label={say.notices}>
      <h2>{say.notices}</h2>
      {rows.length === 0 && <p className="quiet">{say.noNotices}</p>}
      <ul className={css.lines}>
        {rows.map(({ eventId, recipient, reached, completed, threshold, at }) => (
          <li key={eventId} className={css.line}>
            <span className={reached ? 'ok' : 'bad'}>
              <span aria-hidden="true">{reached ? '▲ ' : '▼ '}</span>
              {(reached ? say.reachedBy : say.lostBy)(recipient, completed, threshold)}
            </span>
            <span className={css.second}>
              <When at={at} /> <Why fact={say.crossed} eventId={eventId} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The last few of the past week: what coordinators are told where they look anyway. */
export function LatestCrossings() {
  const { value } = useAnswer('threshold.crossings', { limit: NEWS });
  const now = useNow();
  const news = value?.rows.filter(({ at }) => now - Date.parse(at) < NEWS_MS) ?? [];
  return news.length === 0 ? null : <Crossings rows={news} />;
}
