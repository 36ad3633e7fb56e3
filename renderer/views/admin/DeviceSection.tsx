import type { StoreHealth } from '../../../shared/contract/answers.ts';
import { words } from '../../../shared/uiWords.ts';
import { spaced } from '../../../shared/uiWordsPack.ts';
import { Busy } from '../../parts/Busy.tsx';
import { Empty } from '../../parts/Empty.tsx';
import { Refused } from '../../parts/Refused.tsx';
import { useAnswer } from '../../state/useApp.ts';
import css from './Admin.module.css';
import { Fact, Facts } from './AdminFacts.tsx';
import { CopyButton } from './CopyButton.tsx';

interface PinsProps {
  readonly pins: NonNullable<StoreHealth['device']>['pins'];
  readonly hasCode: boolean;
}

/** Where whose PINs can be checked, and what follows from it. */
function PinsHeld({ pins: { here, anywhere, elsewhere }, hasCode }: PinsProps) {
  const { value: settings } = useAnswer('settings.get', {});
  const { device: text } = words.admin;
  const toBind = hasCode ? text.pinsToBindHint : text.pinsNoCodeHint;
  return (
    <>
      {here > 0 && (
        <span className="chip" data-tone="ok">
          {text.pinsHere(here)}
        </span>
      )}
      {anywhere > 0 && <span className="chip">{text.pinsAnywhere(anywhere)}</span>}
      {elsewhere > 0 && (
        <span className="chip" data-tone="warn">
          {text.pinsElsewhere(elsewhere)}
        </span>
      )}
      {anywhere > 0 && settings && <span className="quiet">{settings.bindPins ? toBind : text.pinsAnywhereHint}</span>}
      {elsewhere > 0 && <span className="quiet">{text.pinsElsewhereHint}</span>}
    </>
  );
}

/** Who this laptop is in the store, and which others wrote into it. */
export function DeviceSection() {
  const { value: health, refused } = useAnswer('store.health', {});
  const { value: info } = useAnswer('store.info', {});
  const { device: text } = words.admin;
  const device = health?.device;
  const others = info?.heads.filter(({ deviceId }) => deviceId !== device?.deviceId) ?? [];
  return (
    <>
      <p className={css.lead}>{text.lead}</p>
      <Refused refused={refused} />
      {!health && !refused && <Busy />}
      {health && !device && <Empty title={text.none} />}
      {device && (
        <section className={`panel ${css.panel}`} aria-label={words.admin.sections.device}>
          <Facts>
            <Fact name={text.host}>{device.host}</Fact>
            <Fact name={text.shortCode}>
              <b className="tag">{device.shortCode}</b>
              <span className="quiet">{text.shortCodeHint}</span>
            </Fact>
            <Fact name={text.fingerprint}>
              <span className={css.code}>{spaced(device.fingerprint)}</span>
              <CopyButton text={spaced(device.fingerprint)} what={text.fingerprint} />
            </Fact>
            <Fact name={text.publicKey}>
              <span className={css.code}>{device.publicKey}</span>
              <CopyButton text={device.publicKey} what={text.publicKey} />
            </Fact>
            <Fact name={text.deviceId}>
              <span className={css.code}>{device.deviceId}</span>
              <CopyButton text={device.deviceId} what={text.deviceId} />
            </Fact>
            <Fact name={text.pins}>
              <PinsHeld pins={device.pins} hasCode={health.recoveryCodeSetAt !== null} />
            </Fact>
            <Fact name={text.keys}>
              <span className="quiet">{text.keysHint}</span>
            </Fact>
          </Facts>
        </section>
      )}
      {info && health && (
        <section className={`panel ${css.panel}`} aria-label={text.others}>
          <h2>{text.others}</h2>
          {others.length === 0 && <p className="quiet">{text.noOthers}</p>}
          {others.length > 0 && (
            <Facts>
              {others.map(({ deviceId, shortCode, seq }) => (
                <Fact key={deviceId} name={shortCode}>
                  <span className={css.code}>{deviceId}</span>
                  <span className="quiet">{words.admin.store.head(seq)}</span>
                </Fact>
              ))}
            </Facts>
          )}
        </section>
      )}
    </>
  );
}
