import { Button } from '@mantine/core';
import { DAY_MS, HOUR_MS } from '../../shared/time.ts';
import { words } from '../../shared/uiWords.ts';
import { backToNow, lookBack, useAsOf } from '../state/asOf.ts';
import { looksBack } from '../state/asOfSlice.ts';
import { useAnswer, useApp } from '../state/useApp.ts';
import { useOperatorRole } from '../state/useMay.ts';
import css from './AsOf.module.css';
import { MomentField } from './MomentField.tsx';

/** The hour at which a day's work is over, local time. */
const EVENING = 18;

/** ms since 1970 UTC */
export function yesterdayEvening(): number {
  const day = new Date(Date.now() - DAY_MS);
  return day.setHours(EVENING, 0, 0, 0);
}

/** Chooses the moment that the window shows; an admin also what was known by when. */
export function AsOfForm({ onDone }: { readonly onDone: () => void }) {
  const asOf = useAsOf();
  const admin = useOperatorRole() === 'admin';
  const eventId = useApp(({ place }) => place?.query.event ?? null);
  const { value: event } = useAnswer('event.get', eventId === null ? null : { eventId });
  const say = words.asOf;

  function choose(at: number): void {
    lookBack({ ...asOf, at });
    onDone();
  }

  return (
    <div className={css.form}>
      <h2>{say.title}</h2>
      <p className="quiet">{say.lead}</p>
      <fieldset className={css.picks} aria-label={say.picks} style={{ border: 0, margin: 0, padding: 0 }}>
        <Button data-autofocus onClick={() => choose(Date.now() - HOUR_MS)}>
          {say.pick.hour}
        </Button>
        <Button onClick={() => choose(yesterdayEvening())}>{say.pick.evening}</Button>
        <Button onClick={() => choose(Date.now() - 7 * DAY_MS)}>{say.pick.week}</Button>
        {event && <Button onClick={() => choose(Date.parse(event.occurredAt) - 1)}>{say.pick.before}</Button>}
      </fieldset>
      <MomentField label={say.at} from={asOf.at} submit={say.show} onChoose={choose} />
      {admin && (
        <div className={css.part}>
          <MomentField
            label={say.knownAt}
            hint={say.knownHint}
            from={asOf.knownAt}
            submit={say.knownShow}
            onChoose={(knownAt) => {
              lookBack({ ...asOf, knownAt });
              onDone();
            }}
          />
          {asOf.knownAt !== null && (
            <Button
              onClick={() => {
                lookBack({ ...asOf, knownAt: null });
                onDone();
              }}
            >
              {say.knownAll}
            </Button>
          )}
        </div>
      )}
      {looksBack(asOf) && (
        <Button
          variant="filled"
          onClick={() => {
            backToNow();
            onDone();
          }}
        >
          {say.backToNow}
        </Button>
      )}
    </div>
  );
}
