import { words } from '../../../shared/uiWords.ts';
import { go, to } from '../../routes.ts';
import { askQuery } from '../../state/useApp.ts';
import { entriesOf, eventBehind } from './history.ts';
import css from './WhyButton.module.css';

interface WhyFieldProps {
  /** what is asked about, for who hears it out of its place */
  readonly fact: string;
  readonly tag: string;
  /** as events name it */
  readonly field: string;
}

/** As many entries as one question answers. */
const MOST = 1000;

/** Leads from a detail of an asset, shown elsewhere, to the entry that it comes from; which one, is asked on the click. */
export function WhyField({ fact, tag, field }: WhyFieldProps) {
  async function lead(): Promise<void> {
    const answer = await askQuery('asset.history', { tag, limit: MOST });
    const eventId = answer.ok ? eventBehind(field, entriesOf(answer.value.rows, tag)) : null;
    go(to('asset', { tag }, eventId === null ? {} : { event: eventId }));
  }

  return (
    <button
      type="button"
      className={css.why}
      aria-label={words.asset.whyOf(`${fact}, ${tag}`)}
      onClick={() => void lead()}
    >
      {words.asset.why}
    </button>
  );
}
