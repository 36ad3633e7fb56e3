import { Button } from '@mantine/core';
import { type KeyboardEvent, useState } from 'react';
import type { SpanRow } from '../../../shared/contract/answers.ts';
import { words } from '../../../shared/uiWords.ts';
import { moment } from '../../format.ts';
import { custodyWords } from '../../frame/custodyWords.ts';
import { staysOf, wholeOf } from '../asset/timeline/bars.ts';
import { Chart } from '../asset/timeline/Chart.tsx';
import { around, panned, type TimeView, zoomed } from '../asset/timeline/scale.ts';
import css from './Preview.module.css';
import { changedTime, type StaysOf } from './stays.ts';

const CLOSER = 0.5;
const SIDEWAYS = 0.25;
/** Stays told in words; the charts show all. */
const TOLD = 8;

const { preview } = words.correction;

/** The custody of one asset as it stands and as it would be, one chart above the other, over the same time. */
export function BeforeAfter({ stays }: { readonly stays: StaysOf }) {
  const { tag, before, after, gone, come } = stays;
  // Of the moment at which it was opened: charts that creep along with the clock cannot be compared.
  const [now] = useState(() => Date.now());
  const [chosen, setChosen] = useState<TimeView | null>(null);
  const latest = Math.max(now, ...[...before, ...after].map(({ from }) => Date.parse(from)));
  const [was, becomes] = [staysOf(before, latest), staysOf(after, latest)];
  const whole = wholeOf([...was, ...becomes], latest);
  const changed = changedTime(stays, latest);
  const length = changed.to - changed.from;
  // With as much again on either side, so that it is seen between what was before and after.
  const near = around({ from: changed.from - length, to: changed.to + length }, whole);
  const view = chosen ?? near;
  const zoom = (factor: number, about = (view.from + view.to) / 2): void =>
    setChosen(zoomed(view, whole, factor, about));
  const pan = (share: number): void => setChosen(panned(view, whole, share));
  const keys: Readonly<Record<string, () => void>> = {
    '+': () => zoom(CLOSER),
    '=': () => zoom(CLOSER),
    '-': () => zoom(1 / CLOSER),
    ArrowLeft: () => pan(-SIDEWAYS),
    ArrowRight: () => pan(SIDEWAYS),
    Home: () => setChosen(whole),
  };
  function keyDown(event: KeyboardEvent): void {
    const does = event.ctrlKey || event.altKey || event.metaKey ? undefined : keys[event.key];
    if (!does) return;
    event.preventDefault();
    does();
  }
  const chart = {
    view,
    now: latest,
    onKeyDown: keyDown,
    onZoom: (closer: boolean, about: number) => zoom(closer ? CLOSER ** 0.5 : CLOSER ** -0.5, about),
    onPan: pan,
    onChoose: () => undefined,
    onShow: ({ from, to }: TimeView) => setChosen(around({ from, to }, whole)),
  };
  const isWhole = view.from === whole.from && view.to === whole.to;
  return (
    <section className={css.stays} aria-label={preview.stays(tag)}>
      <div className={css.staysHead}>
        <h4>{preview.stays(tag)}</h4>
        <Button size="compact-sm" onClick={() => setChosen(isWhole ? null : whole)}>
          {isWhole ? preview.around : preview.whole}
        </Button>
      </div>
      <p className={css.chartTitle}>{preview.before}</p>
      <Chart {...chart} stays={was} current={gone[0]?.openedBy ?? null} label={preview.chartBefore(tag)} />
      <p className={css.chartTitle}>{preview.after}</p>
      <Chart {...chart} stays={becomes} current={come[0]?.openedBy ?? null} label={preview.chartAfter(tag)} />
      <ul className={css.told}>
        {gone.slice(0, TOLD).map((span) => (
          <li key={`- ${span.from} ${span.openedBy}`}>
            <del>{stayWords(span)}</del> <span className="only-heard">{preview.gone}</span>
          </li>
        ))}
        {come.slice(0, TOLD).map((span) => (
          <li key={`+ ${span.from} ${span.openedBy}`}>
            <ins>{stayWords(span)}</ins> <span className="only-heard">{preview.come}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

const stayWords = (span: SpanRow): string =>
  preview.stay(
    span.gap ? `${custodyWords(span)} (${words.asset.timeline.gap})` : custodyWords(span),
    moment(span.from),
    span.to === null ? preview.untilNow : moment(span.to),
  );
