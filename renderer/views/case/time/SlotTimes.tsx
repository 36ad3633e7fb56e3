import { useState } from 'react';
import { words } from '../../../../shared/uiWords.ts';
import { around, type TimeView } from '../../asset/timeline/scale.ts';
import { TimeTools } from '../../asset/timeline/TimeTools.tsx';
import { CLOSER, FURTHER, useTimeView } from '../../asset/timeline/useTimeView.ts';
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

/** A lane for each slot over one axis of time, and the stays of the slot that was chosen, in words. */
export function SlotTimes({ lanes, now, wanted }: SlotTimesProps) {
  const [slot, setSlot] = useState(wanted);
  const [current, setCurrent] = useState<string | null>(null);
  const first = Math.min(now - 60_000, ...lanes.flatMap(({ stays }) => stays.map(({ from }) => from)));
  const whole: TimeView = { from: first, to: now + (now - first) * 0.01 };
  const { time } = words.case;
  const walk = (by: number): void => setSlot(Math.min(lanes.length, Math.max(1, slot + by)));

  const viewing = useTimeView(whole, { ArrowUp: () => walk(-1), ArrowDown: () => walk(1) });
  const { view, zoom, pan, keyDown, setView } = viewing;
  function choose(stay: SlotStay): void {
    setSlot(stay.slot);
    setCurrent(stay.span.openedBy);
  }
  function show(stay: SlotStay): void {
    choose(stay);
    setView(around(stay, whole));
  }

  return (
    <div className={css.times}>
      <TimeTools viewing={viewing} className={css.tools} />
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
