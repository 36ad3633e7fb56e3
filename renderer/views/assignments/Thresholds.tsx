import { words } from '../../../shared/uiWords.ts';
import { Busy } from '../../parts/Busy.tsx';
import { Refused } from '../../parts/Refused.tsx';
import { When } from '../../parts/When.tsx';
import { Why } from '../../parts/Why.tsx';
import { useAllRows } from '../../state/useAllRows.ts';
import { useAnswer } from '../../state/useApp.ts';
import css from './Assignments.module.css';
import { Crossings } from './Crossings.tsx';

const say = words.assignments.threshold;

/** How many completed assignments everybody has against the threshold, and each time it was crossed. */
export function Thresholds() {
  const { rows, refused } = useAllRows('threshold.list', { limit: 200 });
  const { value: crossings } = useAnswer('threshold.crossings', { limit: 100 });
  if (!rows) return refused ? <Refused refused={refused} /> : <Busy />;
  const [first] = rows;
  return (
    <div className={css.columns}>
      <section className="panel" aria-label={say.title}>
        <h2>{say.title}</h2>
        {first && (
          <p className="quiet">
            {say.lead(first.threshold)} <Why fact={say.title} of={{ entityType: 'setting' }} field="threshold" />
          </p>
        )}
        <table className={css.table}>
          <thead>
            <tr>
              <th scope="col">{say.recipient}</th>
              <th scope="col">{say.count}</th>
              <th scope="col">{say.state}</th>
              <th scope="col">{say.crossed}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ recipient, completed, threshold, reached, crossedAt }) => (
              <tr key={recipient}>
                <td>{recipient}</td>
                <td>
                  <div className={css.count}>
                    <span>
                      {say.of(completed, threshold)} {completed > 0 && whyOf(say.count, recipient, 'completed')}
                    </span>
                    <span className={css.bar} aria-hidden="true">
                      <span style={{ width: `${Math.min(100, (100 * completed) / threshold)}%` }} />
                    </span>
                  </div>
                </td>
                <td>
                  {reached ? (
                    <span className="chip" data-tone="ok">
                      {say.reached}
                    </span>
                  ) : (
                    <span className="quiet">{say.notReached}</span>
                  )}
                </td>
                <td>
                  {crossedAt === null ? (
                    <span className="quiet">{say.never}</span>
                  ) : (
                    <>
                      <When at={crossedAt} /> {whyOf(say.crossed, recipient, 'crossed')}
                    </>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <Crossings rows={crossings?.rows ?? []} />
    </div>
  );
}

const whyOf = (fact: string, recipient: string, field: string) => (
  <Why fact={`${fact}, ${recipient}`} of={{ entityType: 'operator', entity: recipient }} field={field} />
);
