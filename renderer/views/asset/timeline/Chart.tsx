import { type KeyboardEvent, useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import { words } from '../../../../shared/uiWords.ts';
import { moment } from '../../../format.ts';
import { custodyWords } from '../../../frame/custodyWords.ts';
import { type Bar, barsOf, lanes, type Stay } from './bars.ts';
import { type Tick, type TimeView, ticksOf } from './scale.ts';
import { shortened } from './shortened.ts';
import css from './Timeline.module.css';

interface ChartProps {
  readonly stays: readonly Stay[];
  readonly view: TimeView;
  readonly now: number;
  /** the event that opened the stay that was chosen */
  readonly current: string | null;
  /** of the whole; default: how many stays there are, and that the list beside it says the same */
  readonly label?: string;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onZoom: (closer: boolean, about: number) => void;
  /** @param share  of what is shown */
  readonly onPan: (share: number) => void;
  readonly onChoose: (stay: Stay) => void;
  readonly onShow: (stay: Stay) => void;
}

/** rem */
const LANE = 1.875;
const GAP = 0.25;
const AXIS = 1.5;
/** rem between two ticks at least */
const TICK = 6;
/** rem; what a letter in a bar takes, and what stands under a tick, at most */
const LETTER = 0.41;
const LABEL = 2.75;

/** The stays as bars, a lane for slots, one for holders, one for nobody. The list beside it says the same in words. */
export function Chart(props: ChartProps) {
  const { stays, view, now, current, label, onKeyDown, onZoom, onPan, onChoose, onShow } = props;
  /** id of the pattern of gaps; others may stand in the same window */
  const hatch = `hatch${useId().replace(/\W/g, '')}`;
  const box = useRef<HTMLDivElement>(null);
  const { width, rem } = useRoom(box);
  useWheel(box, view, onZoom, onPan);
  const height = (lanes.length * (LANE + GAP) + AXIS) * rem;
  const bars = width > 0 ? barsOf(stays, view, width) : [];
  const x = (at: number): number => ((at - view.from) / (view.to - view.from)) * width;
  const { timeline } = words.asset;
  return (
    <div className={css.chart}>
      <div className={css.lanes} aria-hidden="true">
        {lanes.map((lane) => (
          <span key={lane}>{timeline.lanes[lane]}</span>
        ))}
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: it takes keys as a whole, which no element of its own does */}
      <div
        ref={box}
        className={css.plot}
        role="group"
        aria-label={`${label ?? timeline.chart(stays.length)} ${timeline.keys}`}
        title={timeline.keys}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it takes keys
        tabIndex={0}
        onKeyDown={onKeyDown}
      >
        <svg width={width} height={height} aria-hidden="true">
          <defs>
            <pattern id={hatch} width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
              <rect width="8" height="8" className={css.hatchGround} />
              <rect width="3" height="8" className={css.hatchLine} />
            </pattern>
          </defs>
          {ticksOf(view, Math.floor(width / (TICK * rem))).map((tick) => (
            <g key={tick.at} transform={`translate(${x(tick.at)} 0)`}>
              <line y2={height - AXIS * rem + 4} className={css.tickLine} />
              <TickText x={0} y={height - 0.35 * rem} rightmost={x(tick.at) > width - LABEL * rem} tick={tick} />
            </g>
          ))}
          {bars.map((bar) => (
            <BarShape
              key={bar.span.openedBy + bar.span.from}
              bar={bar}
              y={lanes.indexOf(bar.lane) * (LANE + GAP) * rem}
              height={LANE * rem}
              rem={rem}
              current={bar.span.openedBy === current}
              hatch={hatch}
              onChoose={onChoose}
              onShow={onShow}
            />
          ))}
          {now <= view.to && <line x1={x(now)} x2={x(now)} y2={height - AXIS * rem} className={css.now} />}
        </svg>
      </div>
    </div>
  );
}

interface BarShapeProps {
  readonly bar: Bar;
  readonly y: number;
  readonly height: number;
  readonly rem: number;
  readonly current: boolean;
  readonly hatch: string;
  readonly onChoose: (stay: Stay) => void;
  readonly onShow: (stay: Stay) => void;
}

function BarShape({ bar, y, height, rem, current, hatch, onChoose, onShow }: BarShapeProps) {
  const { span, lane, x, width } = bar;
  const text = span.gap ? words.asset.timeline.gap : custodyWords(span);
  const shown = shortened(text, Math.floor((width - 12) / (LETTER * rem)));
  const says = `${custodyWords(span)} · ${moment(span.from)} – ${span.to === null ? words.asset.timeline.now : moment(span.to)}`;
  return (
    // A svg of its own cuts off what does not fit.
    // biome-ignore lint/a11y/useKeyWithClickEvents: for the mouse; the list beside it has buttons for the same
    <svg
      x={x}
      y={y}
      width={width}
      height={height}
      className={css.bar}
      data-lane={lane}
      data-gap={span.gap || undefined}
      data-current={current || undefined}
      onClick={() => onChoose(bar)}
      onDoubleClick={() => onShow(bar)}
    >
      <title>{says}</title>
      <rect
        x={0.5}
        y={0.5}
        width={Math.max(1, width - 1)}
        height={height - 1}
        rx={width > 6 ? 3 : 0}
        {...(span.gap ? { style: { fill: `url(#${hatch})` } } : {})}
      />
      {shown !== '' && (
        <>
          {span.gap && <rect x={4} y={height / 2 - 9} width={30} height={18} className={css.textGround} />}
          <text x={7} y={height / 2} dominantBaseline="central">
            {shown}
          </text>
        </>
      )}
    </svg>
  );
}

const formats: Readonly<Record<Tick['says'], Intl.DateTimeFormat>> = {
  time: new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' }),
  day: new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' }),
  month: new Intl.DateTimeFormat('en-GB', { month: 'short' }),
  year: new Intl.DateTimeFormat('en-GB', { year: 'numeric' }),
};

interface TickTextProps {
  readonly tick: Tick;
  /** px */
  readonly x: number;
  readonly y: number;
  /** has it no room to its right? */
  readonly rightmost: boolean;
}

/** What stands under a tick, to its right; at the end of the chart to its left. */
export function TickText({ tick: { at, says }, x, y, rightmost }: TickTextProps) {
  return (
    <text x={rightmost ? x - 3 : x + 3} y={y} textAnchor={rightmost ? 'end' : 'start'} className={css.tickText}>
      {formats[says].format(at)}
    </text>
  );
}

/** How wide the chart is, px, and how large text is. */
export function useRoom(box: React.RefObject<HTMLDivElement | null>) {
  const [room, setRoom] = useState({ width: 0, rem: 16 });
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const measure = (): void => {
      const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
      setRoom({ width: element.clientWidth, rem });
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [box]);
  return room;
}

/** Ctrl and the wheel zoom where the pointer is, the wheel sideways goes sideways; else the page scrolls on. */
export function useWheel(
  box: React.RefObject<HTMLDivElement | null>,
  view: TimeView,
  onZoom: ChartProps['onZoom'],
  onPan: ChartProps['onPan'],
): void {
  const latest = useRef({ view, onZoom, onPan });
  latest.current = { view, onZoom, onPan };
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    // React listens passively, and could not keep the page from scrolling or zooming.
    const wheel = (event: WheelEvent): void => {
      const { from, to } = latest.current.view;
      const { left, width } = element.getBoundingClientRect();
      if (event.ctrlKey) {
        event.preventDefault();
        latest.current.onZoom(event.deltaY < 0, from + ((event.clientX - left) / width) * (to - from));
      } else if (event.deltaX !== 0 || event.shiftKey) {
        event.preventDefault();
        latest.current.onPan((event.deltaX || event.deltaY) / width);
      }
    };
    element.addEventListener('wheel', wheel, { passive: false });
    return () => element.removeEventListener('wheel', wheel);
  }, [box]);
}
