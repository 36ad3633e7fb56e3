import type { NamedEvent } from '../../../shared/contract/answers.ts';
import { words } from '../../../shared/uiWords.ts';
import { bytes } from '../../format.ts';
import { Busy } from '../../parts/Busy.tsx';
import { Refused } from '../../parts/Refused.tsx';
import { When } from '../../parts/When.tsx';
import { Why } from '../../parts/Why.tsx';
import { useAnswer } from '../../state/useApp.ts';
import css from './Admin.module.css';
import { Fact, Facts } from './AdminFacts.tsx';
import { CopyButton } from './CopyButton.tsx';
import { StoreCheck } from './StoreCheck.tsx';

/** With less than this a day of work may fill the disk. */
const LITTLE_ROOM = 500_000_000;

/** The store as a file and as a chain; and the check of all of it. */
export function StoreSection() {
  const { value: info, refused } = useAnswer('store.info', {});
  const { value: health } = useAnswer('store.health', {});
  const { store } = words.admin;
  const path = typeof info?.path === 'string' ? info.path : '';
  const own = info?.heads.find(({ deviceId }) => deviceId === info.device?.deviceId) ?? info?.heads[0];
  return (
    <>
      <p className={css.lead}>{store.lead}</p>
      <Refused refused={refused} />
      {!info && !refused && <Busy />}
      <div className={css.pages}>
        <StoreCheck />
        {info && (
          <section className={`panel ${css.panel}`} aria-label={store.facts}>
            <h2>{store.facts}</h2>
            <Facts>
              <Fact name={store.path}>
                <span className={css.code}>{path}</span>
                <CopyButton text={path} what={store.path} />
              </Fact>
              <Fact name={store.size}>{bytes(info.sizes.bytes)}</Fact>
              <Fact name={store.free}>{health && <Free free={health.freeBytes} />}</Fact>
              <Fact name={store.events}>{info.lastSeq.toLocaleString('en')}</Fact>
              {own && (
                <Fact name={store.heads}>
                  <span>{store.head(own.seq)}</span>
                  <span className={css.code}>{own.hash}</span>
                  <CopyButton text={own.hash} what={store.heads} />
                </Fact>
              )}
              <Fact name={store.witnessed}>
                {info.witnessed ? <Recorded fact={store.witnessed} event={info.witnessed} /> : store.witnessedNever}
              </Fact>
              <Fact name={store.verified}>{health && <Verified event={health.verified} />}</Fact>
              <Fact name={store.backup}>
                {health && (health.backup ? <Recorded fact={store.backup} event={health.backup} /> : store.backupNever)}
              </Fact>
              <Fact name={store.schema}>{info.schemaVersion}</Fact>
              <Fact name={store.storeId}>
                <span className={css.code}>{info.storeId}</span>
                <CopyButton text={info.storeId} what={store.storeId} />
              </Fact>
            </Facts>
          </section>
        )}
      </div>
    </>
  );
}

/** When it was recorded, and the entry that says so. */
function Recorded({ fact, event }: { readonly fact: string; readonly event: NamedEvent }) {
  return (
    <span>
      <When at={event.recordedAt} /> <Why fact={fact} eventId={event.eventId} />
    </span>
  );
}

function Free({ free }: { readonly free: number | null }) {
  const { freeUnknown, low } = words.admin.store;
  if (free === null) return freeUnknown;
  return (
    <>
      {bytes(free)}
      {free < LITTLE_ROOM && (
        <span className="chip" data-tone="bad">
          {low}
        </span>
      )}
    </>
  );
}

/** As the record knows it: when, by whom, with what outcome. */
function Verified({ event }: { readonly event: NamedEvent | null }) {
  const { verifiedNever, verifiedBy, verifiedGood, bad } = words.admin.store;
  if (!event) return verifiedNever;
  const { findings } = event.data;
  return (
    <>
      <Recorded fact={words.admin.store.verified} event={event} />
      {event.actor && <span>{verifiedBy(event.actor)}</span>}
      <span className="chip" data-tone={findings === 0 ? 'ok' : 'bad'}>
        {findings === 0 ? verifiedGood : bad(Number(findings), '').replace(/, checked $/, '')}
      </span>
    </>
  );
}
