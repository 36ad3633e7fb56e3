import { Button } from '@mantine/core';
import { words } from '../../../shared/uiWords.ts';
import { to } from '../../routes.ts';
import css from './Import.module.css';
import { ImportsSoFar } from './ImportsSoFar.tsx';

/** At the admin's desk: what was imported so far, and the way to another import. */
export function ImportSection() {
  return (
    <div className={css.stack}>
      <div className={css.row}>
        <Button component="a" variant="filled" href={to('import')}>
          {words.imports.entry}
        </Button>
      </div>
      <ImportsSoFar />
    </div>
  );
}
