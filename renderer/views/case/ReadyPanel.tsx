import type { CaseAnswer } from '../../../shared/contract/answers.ts';
import { words } from '../../../shared/uiWords.ts';
import { When } from '../../parts/When.tsx';
import { useAnswer } from '../../state/useApp.ts';
import css from './Case.module.css';

interface Line {
  readonly text: string;
  /** holds the case back; `aside` says more of the line above; `note` holds nothing back */
  readonly is: 'good' | 'bad' | 'aside' | 'note';
}

const SIGNS: Readonly<Record<Line['is'], string>> = { good: '✓', bad: '✗', aside: '', note: '·' };

/** Can this case leave? Each condition with whether it is met, and what stands in its way. */
export function ReadyPanel({ box }: { readonly box: CaseAnswer }) {
  const { value: settings } = useAnswer('settings.get', {});
  const { readyToShip, retired, lastCheck } = box;
  const { ready } = words.case;
  if (retired) return null;
  return (
    <section className="panel" aria-label={ready.title}>
      <div className={css.panelHead}>
        <h2>{ready.title}</h2>
        <span className="chip" data-tone={readyToShip ? 'ok' : 'warn'}>
          {readyToShip ? ready.yes : ready.no}
        </span>
      </div>
      <ul className={css.conditions}>
        {linesOf(box, settings?.sealRequired ?? false).map(({ text, is }) => (
          <li key={text} data-is={is}>
            <span aria-hidden="true">{SIGNS[is]}</span>
            {text}
          </li>
        ))}
        <li data-is="note">
          <span aria-hidden="true">{SIGNS.note}</span>
          <span>
            {ready.lastCheck}:{' '}
            {lastCheck ? (
              <>
                <When at={lastCheck.at} />, {ready.checkFound(lastCheck.missing, lastCheck.extra)}
              </>
            ) : (
              ready.never
            )}
          </span>
        </li>
      </ul>
    </section>
  );
}

function linesOf(box: CaseAnswer, sealRequired: boolean): readonly Line[] {
  const { home, inPlace, out, overdue, lost, wrongHome, seal } = box;
  const { ready } = words.case;
  const elsewhere = home - inPlace - out - lost;
  const some = (n: number, text: (n: number) => string, is: Line['is']): readonly Line[] =>
    n > 0 ? [{ text: text(n), is }] : [];
  return [
    home === 0
      ? { text: ready.noHome, is: 'bad' }
      : { text: ready.home(inPlace, home), is: inPlace === home ? 'good' : 'bad' },
    ...some(out, ready.out, 'aside'),
    ...some(overdue, ready.overdue, 'aside'),
    ...some(lost, ready.lost, 'aside'),
    ...some(elsewhere, ready.elsewhere, 'aside'),
    seal === null
      ? { text: sealRequired ? ready.unsealed : ready.unsealedFree, is: sealRequired ? 'bad' : 'note' }
      : { text: ready.sealed(seal), is: 'good' },
    ...some(wrongHome, ready.wrongHome, 'note'),
  ];
}
