import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ImportRow } from '../../../shared/import/importAnswer.ts';
import { words } from '../../../shared/uiWords.ts';
import { notify } from '../../parts/notify.ts';
import { askQuery } from '../../state/useApp.ts';
import { useMay } from '../../state/useMay.ts';
import { openCorrection } from './openCorrection.ts';

const say = words.correction.import;
/** As many entries as one dialog shows, and one question answers. */
const MOST = 1000;

/** Beside an import: corrects what it recorded, all of it in one act. What is too long for that is undone as a whole. */
export function CorrectImport({ batch, file }: Pick<ImportRow, 'batch' | 'file'>) {
  const may = useMay('event.correct');
  const [asking, setAsking] = useState(false);
  if (!may) return null;

  async function correct(): Promise<void> {
    setAsking(true);
    const answer = await askQuery('audit.list', { batch, order: 'asc', limit: MOST });
    setAsking(false);
    if (!answer.ok) return notify(answer.error.message, 'bad');
    if (answer.value.next !== null) return notify(say.tooLong(MOST), 'warn');
    const entries = answer.value.rows.filter(({ entityType }) => entityType !== 'store');
    openCorrection(entries.map(({ eventId }) => eventId));
  }

  return (
    <Button aria-label={`${say.correct} ${file}`} loading={asking} onClick={() => void correct()}>
      {say.correct}
    </Button>
  );
}
