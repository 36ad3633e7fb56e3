import { Button } from '@mantine/core';
import type { Refused as RefusedAnswer } from '../../../shared/ipc/contract.ts';
import { words } from '../../../shared/uiWords.ts';
import { refusalSentence } from '../../format.ts';
import { to } from '../../routes.ts';
import css from './Preview.module.css';

interface ClashesProps {
  /** CLASHES_WITH_HISTORY, one for each later record */
  readonly clashes: readonly RefusedAnswer[];
  /** takes clashing events into the same correction */
  readonly onTogether: (eventIds: readonly string[]) => void;
}

const { preview } = words.correction;
/** Clashes told one by one. */
const NAMED = 8;

/** The later records that a correction would make illegal: each leads to its entry, or is corrected along with it. */
export function Clashes({ clashes, onTogether }: ClashesProps) {
  if (clashes.length === 0) return null;
  const ids = clashes.flatMap(({ details }) => (typeof details.eventId === 'string' ? [details.eventId] : []));
  return (
    <section className={css.clashes} aria-label={preview.clash}>
      <b>{preview.clash}</b>
      <ul>
        {clashes.slice(0, NAMED).map((clash) => {
          const { eventId } = clash.details;
          const href = addressOf(clash.details);
          return (
            <li key={String(eventId)}>
              {refusalSentence(clash)}
              <div className={css.fixes}>
                {href !== null && <a href={href}>{preview.show}</a>}
                {typeof eventId === 'string' && (
                  <Button size="compact-sm" onClick={() => onTogether([eventId])}>
                    {preview.together}
                  </Button>
                )}
              </div>
            </li>
          );
        })}
      </ul>
      {clashes.length > NAMED && <p>{preview.moreClashes(clashes.length - NAMED)}</p>}
      {ids.length > 1 && (
        <Button size="compact-sm" onClick={() => onTogether(ids)}>
          {preview.togetherAll(ids.length + 1)}
        </Button>
      )}
    </section>
  );
}

/** Where the clashing record is shown; null: nowhere. */
function addressOf({ tag, case: code, holder, eventId }: RefusedAnswer['details']): string | null {
  if (typeof tag === 'string') return to('asset', { tag }, typeof eventId === 'string' ? { event: eventId } : {});
  if (typeof code === 'string') return to('case', { code });
  return typeof holder === 'string' ? to('holder', { name: holder }) : null;
}
