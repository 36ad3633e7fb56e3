import { type KeyboardEvent, useEffect, useRef } from 'react';
import { words } from '../../../../shared/uiWords.ts';
import { moment } from '../../../format.ts';
import { TickText, useRoom, useWheel } from '../../asset/timeline/Chart.tsx';
import { type TimeView, ticksOf } from '../../asset/timeline/scale.ts';
import { shortened } from '../../asset/timeline/shortened.ts';
import css from './CaseOverTime.module.css';
import type { SlotLane, SlotStay } from './lanes.ts';

interface LaneChartProps {
  readonly lanes: readonly SlotLane[];
  readonly view: TimeView;
  /** ms */
  readonly now: number;
  /** the slot whose stays are listed */
  readonly slot: number;
  /** the event that opened the stay that was chosen */
  readonly current: string | null;
  /** of the whole, for who does not see it */
  readonly label: string;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onZoom: (closer: boolean, about: number) => void;
  readonly onPan: (share: number) => void;
  readonly onChoose: (stay: SlotStay) => void;
  readonly onShow: (stay: SlotStay) => void;
}

/** rem */
const LANE = 1.5;
const AXIS = 1.5;
/** rem between two ticks at least */
const TICK = 6;
/** px; a shorter stay is drawn this wide, because it was there */
const THINNEST = 2;
/** rem; what a character of a tag takes, and what stands under a tick, at most */
const LETTER = 0.42;
const LABEL = 2.75;

/** The stays in every slot as bars, a lane for each slot. The list below says the same of one slot in words. */
export function LaneChart(props: LaneChartProps) {
  const { lanes, view, now, slot, current, label, onKeyDown, onZoom, onPan, onChoose, onShow } = props;
  const box = useRef<HTMLDivElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const { width, rem } = useRoom(box);
  useWheel(box, view, onZoom, onPan);
  const x = (at: number): number => ((at - view.from) / (view.to - view.from)) * width;
  const height = lanes.length * LANE * rem;
  useEffect(() => {
    scroller.current?.querySelector(`[data-lane-slot="${slot}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [slot]);
  return (
    <div className={css.chart}>
      {/* biome-ignore lint/a11y/useSemanticElements: it takes keys as a whole, which no element of its own does */}
      <div
        className={css.scroller}
        ref={scroller}
        role="group"
        aria-label={label}
        title={words.case.time.keys}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it takes keys, and scrolls
        tabIndex={0}
        onKeyDown={onKeyDown}
      >
        <div className={css.names} aria-hidden="true">
          {lanes.map((lane) => (
            <span key={lane.slot} data-lane-slot={lane.slot} data-current={lane.slot === slot || undefined}>
              {lane.slot}
            </span>
          ))}
        </div>
        <div ref={box} className={css.plot}>
          <svg width={width} height={height} aria-hidden="true">
            {ticksOf(view, Math.floor(width / (TICK * rem))).map(({ at }) => (
              <line key={at} x1={x(at)} x2={x(at)} y2={height} className={css.tickLine} />
            ))}
            <rect y={(slot - 1) * LANE * rem} width={width} height={LANE * rem} className={css.lane} />
            {lanes.flatMap(({ stays, slot: lane }) =>
              stays
                .filter((stay) => stay.to >= view.from && stay.from <= view.to)
                .map((stay) => {
                  const left = Math.max(0, x(stay.from));
                  const room = Math.max(THINNEST, Math.min(width, x(stay.to)) - left);
                  const { tag, from, to, openedBy } = stay.span;
                  return (
                    // A svg of its own cuts off what does not fit.
                    // biome-ignore lint/a11y/useKeyWithClickEvents: for the mouse; the list below has buttons for the same
                    <svg
                      key={openedBy + from}
                      x={Math.min(left, width - THINNEST)}
                      y={(lane - 1) * LANE * rem}
                      width={room}
                      height={LANE * rem}
                      className={css.bar}
                      data-current={openedBy === current || undefined}
                      onClick={() => onChoose(stay)}
                      onDoubleClick={() => onShow(stay)}
                    >
                      <title>{`${tag} · ${moment(from)} – ${to === null ? words.asset.timeline.now : moment(to)}`}</title>
                      <rect x={0.5} y={2} width={Math.max(1, room - 1)} height={LANE * rem - 4} rx={room > 6 ? 3 : 0} />
                      <text x={6} y={(LANE * rem) / 2} dominantBaseline="central">
                        {shortened(tag, Math.floor((room - 10) / (LETTER * rem)), 'end')}
                      </text>
                    </svg>
                  );
                }),
            )}
            {now <= view.to && <line x1={x(now)} x2={x(now)} y2={height} className={css.now} />}
          </svg>
        </div>
      </div>
      <svg width={width} height={AXIS * rem} className={css.axis} aria-hidden="true">
        {ticksOf(view, Math.floor(width / (TICK * rem))).map((tick) => (
          <TickText
            key={tick.at}
            x={x(tick.at)}
            y={AXIS * rem * 0.7}
            rightmost={x(tick.at) > width - LABEL * rem}
            tick={tick}
          />
        ))}
      </svg>
    </div>
  );
}
