import { Button } from '@mantine/core';
import { type KeyboardEvent, useState } from 'react';
import { words } from '../../../../shared/uiWords.ts';
import { around, panned, type TimeView, zoomed } from '../../asset/timeline/scale.ts';
import css from './CaseOverTime.module.css';
import { LaneChart } from './LaneChart.tsx';
import type { SlotLane, SlotStay } from './lanes.ts';
import { SlotStays } from './SlotStays.tsx';

interface SlotTimesProps {
  readonly lanes: readonly SlotLane[];
  /** ms */
  readonly now: number;
  /** the slot to begin at */
  readonly wanted: number;
}

const CLOSER = 0.5;
const FURTHER = 2;
const SIDEWAYS = 0.25;

/** A lane for each slot over one axis of time, and the stays of the slot that was chosen, in words. */
export function SlotTimes({ lanes, now, wanted }: SlotTimesProps) {
  const [chosen, setChosen] = useState<TimeView | null>(null);
  const [slot, setSlot] = useState(wanted);
  const [current, setCurrent] = useState<string | null>(null);
  const first = Math.min(now - 60_000, ...lanes.flatMap(({ stays }) => stays.map(({ from }) => from)));
  const whole: TimeView = { from: first, to: now + (now - first) * 0.01 };
  const view = chosen ?? whole;
  const { time } = words.case;
  const { timeline } = words.asset;
  const zoom = (factor: number, about = (view.from + view.to) / 2): void =>
    setChosen(zoomed(view, whole, factor, about));
  const pan = (share: number): void => setChosen(panned(view, whole, share));
  const walk = (by: number): void => setSlot(Math.min(lanes.length, Math.max(1, slot + by)));

  const keys: Readonly<Record<string, () => void>> = {
    '+': () => zoom(CLOSER),
    '=': () => zoom(CLOSER),
    '-': () => zoom(FURTHER),
    ArrowLeft: () => pan(-SIDEWAYS),
    ArrowRight: () => pan(SIDEWAYS),
    ArrowUp: () => walk(-1),
    ArrowDown: () => walk(1),
    Home: () => setChosen(null),
  };
  function keyDown(event: KeyboardEvent): void {
    const does = event.ctrlKey || event.altKey || event.metaKey ? undefined : keys[event.key];
    if (!does) return;
    event.preventDefault();
    does();
  }
  function choose(stay: SlotStay): void {
    setSlot(stay.slot);
    setCurrent(stay.span.openedBy);
  }
  function show(stay: SlotStay): void {
    choose(stay);
    setChosen(around(stay, whole));
  }

  return (
    <div className={css.times}>
      <div className={css.tools}>
        <Button aria-label={timeline.earlier} onClick={() => pan(-SIDEWAYS)} disabled={view.from <= whole.from}>
          ‹
        </Button>
        <Button aria-label={timeline.later} onClick={() => pan(SIDEWAYS)} disabled={view.to >= whole.to}>
          ›
        </Button>
        <Button aria-label={timeline.zoomOut} onClick={() => zoom(FURTHER)} disabled={chosen === null}>
          −
        </Button>
        <Button aria-label={timeline.zoomIn} onClick={() => zoom(CLOSER)}>
          +
        </Button>
        <Button onClick={() => setChosen(null)} disabled={chosen === null}>
          {timeline.all}
        </Button>
      </div>
      <LaneChart
        lanes={lanes}
        view={view}
        now={now}
        slot={slot}
        current={current}
        label={`${time.chart(lanes.length)} ${time.keys}`}
        onKeyDown={keyDown}
        onZoom={(closer, about) => zoom(closer ? CLOSER : FURTHER, about)}
        onPan={pan}
        onChoose={choose}
        onShow={show}
      />
      <SlotStays slot={slot} stays={lanes[slot - 1]?.stays ?? []} current={current} onShow={show} />
    </div>
  );
}
