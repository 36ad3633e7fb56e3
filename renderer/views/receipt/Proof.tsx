import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import type { NamedEvent } from '../../../shared/contract/answers.ts';
import { words } from '../../../shared/uiWords.ts';
import { Why } from '../../parts/Why.tsx';
import { useApp } from '../../state/useApp.ts';
import css from './Receipt.module.css';
import { zoned } from './zoned.ts';

const { receipt: says } = words;

/** Where this receipt stands in the log, for who wants to check it; and what it is not. */
export function Proof({ event }: { readonly event: NamedEvent }) {
  const who = useApp(({ session }) => (session?.status === 'signed-in' ? session.operator.name : ''));
  const facts = [
    [says.event, event.eventId],
    [says.sequence, event.seq.toLocaleString('en')],
    [says.chain, event.hash],
    [says.device, event.deviceId],
  ] as const;
  const now = usePrintedAt();
  return (
    <footer className={css.proof}>
      <h3 className={css.section}>{says.proof}</h3>
      <dl>
        {facts.map(([name, fact]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className="tag">
              {fact} {name === says.event && <Why fact={name} eventId={event.eventId} />}
            </dd>
          </div>
        ))}
      </dl>
      <p>{says.notOfficial}</p>
      <p className={css.paperOnly}>{says.printed(zoned(now.toISOString(), -now.getTimezoneOffset()), who)}</p>
    </footer>
  );
}

/** The moment at which the page is printed, put onto it before it goes. */
function usePrintedAt(): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const renew = (): void => flushSync(() => setNow(new Date()));
    window.addEventListener('beforeprint', renew);
    return () => window.removeEventListener('beforeprint', renew);
  }, []);
  return now;
}
