import { Button } from '@mantine/core';
import type { PackContents } from '../../../shared/pack/packContents.ts';
import { words } from '../../../shared/uiWords.ts';
import { spaced } from '../../../shared/uiWordsPack.ts';
import { CopyButton } from '../admin/CopyButton.tsx';
import css from './SavedPack.module.css';
import { sizeText } from './sizeText.ts';

interface SavedPackProps {
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly pack: PackContents;
  readonly onShow: () => void;
}

const say = words.reports;

/** A custody pack that was made: what is in it, by what it is known again, and whose it is. */
export function SavedPack({ file, bytes, sha256, pack, onShow }: SavedPackProps) {
  const { files, events, whole, device, fingerprint, noPdf } = pack;
  return (
    <section className={css.pack} aria-label={say.formats.pack}>
      <div className={css.head} role="status">
        <div>
          <strong>{say.saved(file)}</strong>
          <div className="quiet small">{say.savedFacts(say.pack.facts(events, whole), sizeText(bytes))}</div>
          {noPdf !== null && <div className="small">{say.pack.noPdf(noPdf)}</div>}
        </div>
        <Button onClick={onShow}>{say.show}</Button>
      </div>
      <dl className={css.facts}>
        <dt>{say.pack.files}</dt>
        <dd>
          <ul className={css.files}>
            {files.map(({ name, bytes: size }) => (
              <li key={name}>
                <span className="tag">{name}</span> <span className="quiet small">{sizeText(size)}</span>
              </li>
            ))}
          </ul>
        </dd>
        <dt>{say.pack.sha}</dt>
        <dd className={css.code}>
          <span>{sha256}</span>
          <CopyButton text={sha256} what={say.pack.sha} />
        </dd>
        <dt>{say.pack.fingerprint}</dt>
        <dd>
          <div className={css.code}>
            <b>{spaced(fingerprint)}</b>
            <CopyButton text={spaced(fingerprint)} what={say.pack.fingerprint} />
          </div>
          <p className="quiet small">{say.pack.fingerprintHint(device)}</p>
        </dd>
      </dl>
    </section>
  );
}
