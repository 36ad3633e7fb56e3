import { Button } from '@mantine/core';
import type { Refused as RefusedAnswer } from '../../../shared/ipc/contract.ts';
import { words } from '../../../shared/uiWords.ts';
import { refusalSentence } from '../../format.ts';
import { to } from '../../routes.ts';
import css from './Preview.module.css';

interface ClashesProps {
  /** CLASHES_WITH_HISTORY, one for each later record */
  readonly clashes: readonly RefusedAnswer[];
  /** takes the clashing event into the same correction */
  readonly onTogether: (eventId: string) => void;
}

const { preview } = words.correction;

/** The later records that a correction would make illegal: each leads to its entry, or is corrected along with it. */
export function Clashes({ clashes, onTogether }: ClashesProps) {
  if (clashes.length === 0) return null;
  return (
    <section className={css.clashes} aria-label={preview.clash}>
      <b>{preview.clash}</b>
      <ul>
        {clashes.map((clash) => {
          const { eventId } = clash.details;
          const href = addressOf(clash.details);
          return (
            <li key={String(eventId)}>
              {refusalSentence(clash)}
              <div className={css.fixes}>
                {href !== null && <a href={href}>{preview.show}</a>}
                {typeof eventId === 'string' && (
                  <Button size="compact-sm" onClick={() => onTogether(eventId)}>
                    {preview.together}
                  </Button>
                )}
              </div>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** Where the clashing record is shown; null: nowhere. */
function addressOf({ tag, case: code, holder, eventId }: RefusedAnswer['details']): string | null {
  if (typeof tag === 'string') return to('asset', { tag }, typeof eventId === 'string' ? { event: eventId } : {});
  if (typeof code === 'string') return to('case', { code });
  return typeof holder === 'string' ? to('holder', { name: holder }) : null;
}
