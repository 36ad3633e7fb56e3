import type { ReactNode } from 'react';
import type { CheckedPack } from '../../../shared/pack/checkedPack.ts';
import { words } from '../../../shared/uiWords.ts';
import { spaced } from '../../../shared/uiWordsPack.ts';
import { fullMoment } from '../../format.ts';
import { CopyButton } from '../admin/CopyButton.tsx';
import { sizeText } from '../reports/sizeText.ts';
import css from './Pack.module.css';

type Verdict = CheckedPack['statements'][number]['verdict'];

const say = words.packCheck;
/** What matters most comes first. */
const order: readonly Verdict[] = ['broken', 'proven', 'not proven'];
const marks: Readonly<Record<Verdict, string>> = { broken: '✗', proven: '✓', 'not proven': '?' };

/** What the check of a pack came to: in one sentence, then statement by statement, then what the pack says of itself. */
export function PackVerdict({ checked }: { readonly checked: CheckedPack }) {
  const { ok, known, statements, says, sha256, bytes } = checked;
  // Anybody can make a pack in which nothing is broken: it looks good only with a key that is known.
  const verdict: Verdict = known ? 'proven' : ok ? 'not proven' : 'broken';
  return (
    <>
      <div className={css.verdict} data-verdict={verdict} role="status">
        <span className={css.mark} aria-hidden="true">
          {marks[verdict]}
        </span>
        <div>
          <strong>{say.heading[verdict]}</strong>
          <div>{say.headingHint[verdict]}</div>
        </div>
      </div>
      <div className={css.columns}>
        <div className={css.statements}>
          {order.map((verdict) => {
            const texts = statements.filter((one) => one.verdict === verdict).map(({ text }) => text);
            if (texts.length === 0) return null;
            return (
              <section key={verdict} className={css.group} data-verdict={verdict} aria-label={say.verdicts[verdict]}>
                <h2>
                  <span className={css.sign} aria-hidden="true">
                    {marks[verdict]}
                  </span>
                  {say.verdictOf(verdict, texts.length)}
                </h2>
                <ul>
                  {texts.map((text) => (
                    <li key={text}>{text}</li>
                  ))}
                </ul>
              </section>
            );
          })}
        </div>
        <section className={`panel ${css.says}`} aria-label={say.says}>
          <h2>{say.says}</h2>
          <dl>
            {says && (
              <>
                <Fact name={say.organisation}>{says.organisation}</Fact>
                <Fact name={say.about}>
                  {say.report(says.report)}
                  {says.subject !== null && `: ${says.subject}`}
                </Fact>
                <Fact name={say.document}>{says.documentNumber}</Fact>
                <Fact name={say.made}>{say.madeBy(fullMoment(says.madeAt), says.madeBy, says.device)}</Fact>
                <Fact name={say.entries}>{say.entriesIn(says.entries, says.whole)}</Fact>
                <Fact name={say.inIt}>
                  <ul className={css.files}>
                    {says.files.map(({ name, bytes: size }) => (
                      <li key={name}>
                        <span className="tag">{name}</span> <span className="quiet small">{sizeText(size)}</span>
                      </li>
                    ))}
                  </ul>
                </Fact>
                <Fact name={say.signedWith}>
                  <span className={css.code}>{spaced(says.fingerprint)}</span>
                  <CopyButton text={spaced(says.fingerprint)} what={say.signedWith} />
                </Fact>
              </>
            )}
            <Fact name={say.sha}>
              <span className={css.code}>{sha256}</span>
              <CopyButton text={sha256} what={say.sha} /> <span className="quiet small">{sizeText(bytes)}</span>
            </Fact>
          </dl>
        </section>
      </div>
    </>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className={css.fact}>
      <dt>{name}</dt>
      <dd dir="auto">{children}</dd>
    </div>
  );
}
