import { words } from '../../../shared/uiWords.ts';
import css from './WhyButton.module.css';

interface WhyButtonProps {
  /** what is asked about, for who hears it out of its place */
  readonly fact: string;
  /** the event behind it; null: none is known, and nothing is drawn */
  readonly eventId: string | null;
  readonly onWhy: (eventId: string) => void;
}

/** Leads from a fact to the entry that it comes from. */
export function WhyButton({ fact, eventId, onWhy }: WhyButtonProps) {
  if (eventId === null) return null;
  return (
    <button type="button" className={css.why} aria-label={words.asset.whyOf(fact)} onClick={() => onWhy(eventId)}>
      {words.asset.why}
    </button>
  );
}
