import type { FrozenAcceptance, FrozenReceipt } from '../../../shared/contract/frozenReceipt.ts';
import { words } from '../../../shared/uiWords.ts';
import { SignatureDrawing } from '../../parts/SignatureDrawing.tsx';
import css from './Receipt.module.css';
import { zoned } from './zoned.ts';

const { receipt: says } = words;

interface AcceptedProps {
  readonly frozen: FrozenReceipt;
  /** minutes from UTC where it happened */
  readonly offset: number;
}

/** Who accepted what, by what means; and who did not. */
export function Accepted({ frozen, offset }: AcceptedProps) {
  const { kind, acceptance, missingAcceptance, terms } = frozen;
  const labels = says.parties[kind];
  return (
    <section className={css.acceptance}>
      <h3 className={css.section}>{says.acceptance}</h3>
      <div className={css.parties}>
        {acceptance.map((one) => (
          <Party key={one.party} label={labels[one.party] ?? one.party} accepted={one} offset={offset} />
        ))}
        {missingAcceptance.map((party) => (
          <div key={party} className={css.party} data-missing>
            <span className={css.label}>{labels[party] ?? party}</span>
            <b className="bad">{says.missing}</b>
            <span className={css.second}>{says.missingHint}</span>
          </div>
        ))}
      </div>
      <div className={css.terms}>
        <b>{says.terms(terms.version)}</b> {terms.text}
        <span className={css.hash}>
          {says.hash} {terms.hash}
        </span>
      </div>
    </section>
  );
}

interface PartyProps {
  readonly label: string;
  readonly accepted: FrozenAcceptance;
  readonly offset: number;
}

function Party({ label, accepted, offset }: PartyProps) {
  const { name, meaning, method, signature, witness, at } = accepted;
  return (
    <div className={css.party}>
      <span className={css.label}>{label}</span>
      <b>{name}</b>
      <span className={css.meaning}>“{meaning}”</span>
      {signature && (
        <div className={css.signature}>
          <SignatureDrawing strokes={signature} label={says.signatureOf(name)} />
        </div>
      )}
      {witness && <span>{says.witness(witness)}</span>}
      <span className={css.second}>
        <span className="ok" aria-hidden="true">
          ✓{' '}
        </span>
        {says.method[method]} · {zoned(at, offset)}
      </span>
    </div>
  );
}
