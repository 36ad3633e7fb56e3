import { useState } from 'react';
import type { SpanRow } from '../../../../shared/contract/answers.ts';
import { words } from '../../../../shared/uiWords.ts';
import { useNow } from '../../../state/useNow.ts';
import { type Stay, staysOf, wholeOf } from './bars.ts';
import { Chart } from './Chart.tsx';
import { StayList } from './StayList.tsx';
import { around } from './scale.ts';
import css from './Timeline.module.css';
import { TimeTools } from './TimeTools.tsx';
import { CLOSER, FURTHER, useTimeView } from './useTimeView.ts';

interface TimelineProps {
  readonly spans: readonly SpanRow[];
  readonly onWhy: (eventId: string) => void;
}

/** Where an asset was, over time: its stays by slot and holder, and the time that nobody answers for. */
export function Timeline({ spans, onWhy }: TimelineProps) {
  // Of the moment at which it was opened: a chart that creeps along with the clock cannot be pointed at.
  const shown = useNow();
  const [now] = useState(shown);
  const [current, setCurrent] = useState<string | null>(null);
  const { timeline } = words.asset;
  const stays = staysOf(spans, Math.max(now, ...spans.map(({ from }) => Date.parse(from))));
  const whole = wholeOf(stays, now);
  const viewing = useTimeView(whole);
  const { view, zoom, pan, keyDown, setView } = viewing;
  const gaps = spans.filter(({ gap }) => gap).length;
  function show(stay: Stay): void {
    setCurrent(stay.span.openedBy);
    setView(around(stay, whole));
  }

  return (
    <section className="panel" aria-label={timeline.title}>
      <div className={css.head}>
        <h2>{timeline.title}</h2>
        {stays.length > 0 && (
          <span className="chip" data-tone={gaps > 0 ? 'bad' : 'ok'}>
            {gaps > 0 ? timeline.gaps(gaps) : timeline.noGaps}
          </span>
        )}
        <TimeTools viewing={viewing} className={css.tools} />
      </div>
      {stays.length === 0 ? (
        <p className="quiet">{timeline.none}</p>
      ) : (
        <div className={css.columns}>
          <Chart
            stays={stays}
            view={view}
            now={now}
            current={current}
            onKeyDown={keyDown}
            onZoom={(closer, about) => zoom(closer ? CLOSER ** 0.5 : FURTHER ** 0.5, about)}
            onPan={pan}
            onChoose={({ span }) => setCurrent(span.openedBy)}
            onShow={show}
          />
          <StayList stays={stays} current={current} onShow={show} onWhy={onWhy} />
        </div>
      )}
    </section>
  );
}
