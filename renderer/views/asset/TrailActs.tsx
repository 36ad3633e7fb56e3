import { useState } from 'react';
import type { NamedEvent } from '../../../shared/contract/answers.ts';
import type { AuditRow } from '../../../shared/contract/trailAnswers.ts';
import { isCorrectable } from '../../../shared/decide/correctable.ts';
import { words } from '../../../shared/uiWords.ts';
import { moment } from '../../format.ts';
import { askQuery } from '../../state/useApp.ts';
import { useMay } from '../../state/useMay.ts';
import { openCorrection } from '../correction/openCorrection.ts';

/** What can be done with an entry of a trail, and the entry that is being flagged. */
export function useTrailActs() {
  const corrects = useMay('event.correct');
  const flags = useMay('event.flag');
  const [flagged, flag] = useState<NamedEvent | null>(null);
  return { corrects, flags, any: corrects || flags, flagged, flag };
}

interface TrailActsProps {
  readonly row: AuditRow;
  /** what its kind is called */
  readonly what: string;
  readonly acts: ReturnType<typeof useTrailActs>;
}

/** Corrects an entry of a case or a holder, or flags it as mistaken. */
export function TrailActs({ row, what, acts: { corrects, flags, flag } }: TrailActsProps) {
  if (!isCorrectable(row.type)) return null;
  const says = [what, moment(row.occurredAt)] as const;
  async function flagIt(): Promise<void> {
    const answer = await askQuery('event.get', { eventId: row.eventId });
    if (answer.ok) flag(answer.value);
  }
  return (
    <>
      {corrects && (
        <button
          type="button"
          className="quiet-act"
          aria-label={words.correction.correctOf(...says)}
          onClick={() => openCorrection([row.eventId])}
        >
          {words.correction.correct}
        </button>
      )}
      {flags && (
        <button
          type="button"
          className="quiet-act"
          aria-label={words.asset.flagOf(...says)}
          onClick={() => void flagIt()}
        >
          {words.asset.flag}
        </button>
      )}
    </>
  );
}
