import { Button } from '@mantine/core';
import { words } from '../../shared/uiWords.ts';
import { Empty } from '../parts/Empty.tsx';
import { Page } from '../parts/Page.tsx';
import { backToNow } from '../state/asOf.ts';

/** In place of a view that only records, while the window looks back. */
export function PresentOnly() {
  const { title, hint } = words.asOf.presentOnly;
  return (
    <Page title={title}>
      <Empty title={hint}>
        <Button variant="filled" onClick={backToNow}>
          {words.asOf.backToNow}
        </Button>
      </Empty>
    </Page>
  );
}
