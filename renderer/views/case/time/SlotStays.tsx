import { words } from '../../../../shared/uiWords.ts';
import { duration, moment } from '../../../format.ts';
import { When } from '../../../parts/When.tsx';
import { Why } from '../../../parts/Why.tsx';
import { to as addressTo } from '../../../routes.ts';
import css from './CaseOverTime.module.css';
import type { SlotStay } from './lanes.ts';

interface SlotStaysProps {
  readonly slot: number;
  readonly stays: readonly SlotStay[];
  readonly current: string | null;
  readonly onShow: (stay: SlotStay) => void;
}

/** What was in one slot, the latest first; each leads to its place in the chart, to the asset then, and to the event. */
export function SlotStays({ slot, stays, current, onShow }: SlotStaysProps) {
  const { time } = words.case;
  return (
    <div className={css.stays}>
      <h3>{time.slot(slot)}</h3>
      {stays.length === 0 ? (
        <p className="quiet">{time.empty}</p>
      ) : (
        <table className={css.table}>
          <thead>
            <tr>
              <th scope="col">{words.asset.tag}</th>
              <th scope="col">{time.came}</th>
              <th scope="col">{time.went}</th>
              <th scope="col">{time.stayed}</th>
              <th scope="col">
                <span className="only-heard">{words.asset.why}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {stays.toReversed().map((stay) => {
              const { tag, from, to, openedBy } = stay.span;
              return (
                <tr key={openedBy + from} data-current={openedBy === current || undefined}>
                  <td>
                    <a className="tag" href={addressTo('asset', { tag }, { at: from })}>
                      {tag}
                    </a>
                  </td>
                  <td>
                    <button
                      type="button"
                      className={css.show}
                      aria-label={time.find(tag, moment(from))}
                      onClick={() => onShow(stay)}
                    >
                      <When at={from} />
                    </button>
                  </td>
                  <td>{to === null ? <b>{time.still}</b> : <When at={to} />}</td>
                  <td>{duration(stay.to - stay.from)}</td>
                  <td>
                    <Why
                      fact={`${tag}, ${moment(from)}`}
                      of={{ entityType: 'asset', entity: tag }}
                      eventId={openedBy}
                    />
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
    </div>
  );
}
