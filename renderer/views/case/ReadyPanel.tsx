import type { CaseAnswer } from '../../../shared/contract/answers.ts';
import type { AuditRow } from '../../../shared/contract/trailAnswers.ts';
import { words } from '../../../shared/uiWords.ts';
import { When } from '../../parts/When.tsx';
import { Why } from '../../parts/Why.tsx';
import { useAnswer } from '../../state/useApp.ts';
import css from './Case.module.css';

interface Line {
  readonly text: string;
  /** holds the case back; `aside` says more of the line above; `note` holds nothing back */
  readonly is: 'good' | 'bad' | 'aside' | 'note';
  /** the event that it comes from */
  readonly eventId?: string | null;
  /** or the field of the case that the line says */
  readonly field?: string;
}

interface ReadyPanelProps {
  readonly box: CaseAnswer;
  /** of the case itself, the newest first */
  readonly trail: readonly AuditRow[] | undefined;
  readonly onWhy: (eventId: string) => void;
}

const SIGNS: Readonly<Record<Line['is'], string>> = { good: '✓', bad: '✗', aside: '', note: '·' };

/** Can this case leave? Each condition with whether it is met, and what stands in its way. */
export function ReadyPanel({ box, trail, onWhy }: ReadyPanelProps) {
  const { value: settings } = useAnswer('settings.get', {});
  const { readyToShip, retired, lastCheck } = box;
  const checked = trail?.find(({ type, occurredAt }) => type === 'CASE_CHECKED' && occurredAt === lastCheck?.at);
  const wasSealed = trail?.some(({ type }) => type === 'CASE_UNSEALED') ?? false;
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
        {linesOf(box, settings?.sealRequired ?? false, wasSealed).map(({ text, is, eventId = null, field }) => (
          <li key={text} data-is={is}>
            <span aria-hidden="true">{SIGNS[is]}</span>
            <span>
              {text}{' '}
              {field === undefined ? (
                <Why fact={text} eventId={eventId} onWhy={onWhy} />
              ) : (
                <Why fact={text} of={{ entityType: 'case', entity: box.code }} field={field} onWhy={onWhy} />
              )}
            </span>
          </li>
        ))}
        <li data-is="note">
          <span aria-hidden="true">{SIGNS.note}</span>
          <span>
            {ready.lastCheck}:{' '}
            {lastCheck ? (
              <>
                <When at={lastCheck.at} />, {ready.checkFound(lastCheck.missing, lastCheck.extra)}{' '}
                <Why fact={ready.lastCheck} eventId={checked?.eventId ?? null} onWhy={onWhy} />
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

/** @param wasSealed  so that it has no seal comes from an entry too */
function linesOf(box: CaseAnswer, sealRequired: boolean, wasSealed: boolean): readonly Line[] {
  const { home, inPlace, out, overdue, lost, wrongHome, seal, sealedBy } = box;
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
      ? {
          text: sealRequired ? ready.unsealed : ready.unsealedFree,
          is: sealRequired ? 'bad' : 'note',
          ...(wasSealed && { field: 'seal' }),
        }
      : { text: ready.sealed(seal), is: 'good', eventId: sealedBy },
    ...some(wrongHome, ready.wrongHome, 'note'),
  ];
}
