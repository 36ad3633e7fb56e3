import { Button } from '@mantine/core';
import { type KeyboardEvent, useState } from 'react';
import type { SpanRow } from '../../../../shared/contract/answers.ts';
import { words } from '../../../../shared/uiWords.ts';
import { useNow } from '../../../state/useNow.ts';
import { type Stay, staysOf, wholeOf } from './bars.ts';
import { Chart } from './Chart.tsx';
import { StayList } from './StayList.tsx';
import { around, panned, type TimeView, zoomed } from './scale.ts';
import css from './Timeline.module.css';

interface TimelineProps {
  readonly spans: readonly SpanRow[];
  readonly onWhy: (eventId: string) => void;
}

const CLOSER = 0.5;
const FURTHER = 2;
const SIDEWAYS = 0.25;

/** Where an asset was, over time: its stays by slot and holder, and the time that nobody answers for. */
export function Timeline({ spans, onWhy }: TimelineProps) {
  // Of the moment at which it was opened: a chart that creeps along with the clock cannot be pointed at.
  const shown = useNow();
  const [now] = useState(shown);
  const [chosen, setChosen] = useState<TimeView | null>(null);
  const [current, setCurrent] = useState<string | null>(null);
  const { timeline } = words.asset;
  const stays = staysOf(spans, Math.max(now, ...spans.map(({ from }) => Date.parse(from))));
  const whole = wholeOf(stays, now);
  const view = chosen ?? whole;
  const gaps = spans.filter(({ gap }) => gap).length;
  const zoom = (factor: number, about = (view.from + view.to) / 2): void =>
    setChosen(zoomed(view, whole, factor, about));
  const pan = (share: number): void => setChosen(panned(view, whole, share));

  const keys: Readonly<Record<string, () => void>> = {
    '+': () => zoom(CLOSER),
    '=': () => zoom(CLOSER),
    '-': () => zoom(FURTHER),
    ArrowLeft: () => pan(-SIDEWAYS),
    ArrowRight: () => pan(SIDEWAYS),
    Home: () => setChosen(null),
  };
  function keyDown(event: KeyboardEvent): void {
    const does = event.ctrlKey || event.altKey || event.metaKey ? undefined : keys[event.key];
    if (!does) return;
    event.preventDefault();
    does();
  }
  function show(stay: Stay): void {
    setCurrent(stay.span.openedBy);
    setChosen(around(stay, whole));
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
