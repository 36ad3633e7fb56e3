import { Button } from '@mantine/core';
import { useState } from 'react';
import { words } from '../../../shared/uiWords.ts';
import { to } from '../../routes.ts';
import { useMay } from '../../state/useMay.ts';
import css from './Import.module.css';
import { ImportsSoFar } from './ImportsSoFar.tsx';
import { startOver, useImport } from './importStore.ts';
import { UndoDialog } from './UndoDialog.tsx';

/** What was recorded, and the way back. */
export function DoneStep() {
  const { recorded, kind, fileName } = useImport();
  const [undoing, setUndoing] = useState(false);
  const undoes = useMay('import.undo');
  const { done, confirm } = words.imports;
  if (!recorded) return null;
  const { counts, batch } = recorded.summary;
  return (
    <>
      <section className={`panel ${css.stack}`} aria-label={done.title}>
        <h2>{done.title}</h2>
        <div role="status">
          <ul className={css.outcome}>
            {counts.added > 0 && <li>{confirm.added(kind, counts.added)}</li>}
            {counts.changed > 0 && <li>{confirm.changed(kind, counts.changed)}</li>}
            {counts.casesAdded > 0 && <li>{confirm.cases(counts.casesAdded)}</li>}
            {counts.errors + counts.skipped > 0 && <li>{confirm.errors(counts.errors + counts.skipped)}</li>}
          </ul>
        </div>
        <div className={css.row}>
          <Button component="a" variant="filled" href={kind === 'assets' ? to('assets') : to('holders')}>
            {kind === 'assets' ? done.open : done.openHolders}
          </Button>
          <Button onClick={startOver}>{done.next}</Button>
          {undoes && batch !== null && (
            <Button color="red" onClick={() => setUndoing(true)}>
              {done.undo}
            </Button>
          )}
        </div>
      </section>
      {undoing && batch !== null && (
        <UndoDialog
          batch={batch}
          file={fileName}
          onClose={(undone) => {
            setUndoing(false);
            if (undone) startOver();
          }}
        />
      )}
      <ImportsSoFar />
    </>
  );
}
