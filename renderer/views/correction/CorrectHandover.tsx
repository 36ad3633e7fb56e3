import { Button } from '@mantine/core';
import type { HandoverAnswer } from '../../../shared/contract/trailAnswers.ts';
import { isCorrectable } from '../../../shared/decide/correctable.ts';
import { words } from '../../../shared/uiWords.ts';
import { useMay } from '../../state/useMay.ts';
import { openCorrection } from './openCorrection.ts';

/** On a receipt: corrects what it handed over, all of it in one act. The receipt itself stays as it was accepted. */
export function CorrectHandover({ answer }: { readonly answer: HandoverAnswer }) {
  const may = useMay('event.correct');
  const standing = answer.assetEvents.flatMap((event) => {
    const last = event.chain.at(-1) ?? event;
    return isCorrectable(last.type) ? [last.eventId] : [];
  });
  if (!may || standing.length === 0) return null;
  return <Button onClick={() => openCorrection(standing)}>{words.correction.correctReceipt}</Button>;
}
