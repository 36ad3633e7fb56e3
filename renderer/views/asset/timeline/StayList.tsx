import { useEffect, useRef } from 'react';
import { words } from '../../../../shared/uiWords.ts';
import { duration, moment } from '../../../format.ts';
import { custodyWords } from '../../../frame/custodyWords.ts';
import { When } from '../../../parts/When.tsx';
import { Why } from '../../../parts/Why.tsx';
import type { Stay } from './bars.ts';
import css from './Timeline.module.css';

interface StayListProps {
  readonly stays: readonly Stay[];
  readonly current: string | null;
  readonly onShow: (stay: Stay) => void;
  readonly onWhy: (eventId: string) => void;
}

/** Every stay in words, the latest first; each leads to its place in the chart and to the entry that began it. */
export function StayList({ stays, current, onShow, onWhy }: StayListProps) {
  const body = useRef<HTMLTableSectionElement>(null);
  const { timeline, why } = words.asset;
  useEffect(() => {
    if (current !== null) body.current?.querySelector('[data-current]')?.scrollIntoView({ block: 'nearest' });
  }, [current]);
  return (
    <div className={css.list}>
      <table aria-label={timeline.list}>
        <thead>
          <tr>
            <th scope="col">{timeline.stay}</th>
            <th scope="col">{timeline.from}</th>
            <th scope="col">{timeline.how}</th>
            <th scope="col">
              <span className="only-heard">{why}</span>
            </th>
          </tr>
        </thead>
        <tbody ref={body}>
          {stays.toReversed().map((stay) => {
            const { span, from, to } = stay;
            const where = custodyWords(span);
            return (
              <tr
                key={span.openedBy + span.from}
                data-current={span.openedBy === current || undefined}
                data-gap={span.gap || undefined}
              >
                <td>
                  <button
                    type="button"
                    className={css.stay}
                    aria-label={`${where}. ${timeline.show(where, moment(from))}`}
                    onClick={() => onShow(stay)}
                  >
                    {where}
                  </button>{' '}
                  {span.gap && (
                    <span className="chip" data-tone="bad">
                      {timeline.gap}
                    </span>
                  )}
                </td>
                <td>
                  <When at={from} />
                </td>
                <td>{duration(to - from)}</td>
                <td>
                  <Why fact={`${where}, ${moment(from)}`} eventId={span.openedBy} onWhy={onWhy} />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
