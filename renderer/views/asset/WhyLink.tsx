import { words } from '../../../shared/uiWords.ts';
import { to } from '../../routes.ts';
import css from './WhyButton.module.css';

interface WhyLinkProps {
  /** what is asked about, for who hears it out of its place */
  readonly fact: string;
  readonly tag: string;
  /** the event behind it; null: none is known, and nothing is drawn */
  readonly eventId: string | null;
}

/** Leads from a fact in another view to the entry that it comes from, in the history of its asset. */
export function WhyLink({ fact, tag, eventId }: WhyLinkProps) {
  if (eventId === null) return null;
  return (
    <a className={css.why} aria-label={words.asset.whyOf(fact)} href={to('asset', { tag }, { event: eventId })}>
      {words.asset.why}
    </a>
  );
}
