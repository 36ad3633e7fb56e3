import { Button, Group } from '@mantine/core';
import { words } from '../../shared/uiWords.ts';
import { moment } from '../format.ts';
import type { KeptForm } from './useKeptForm.ts';

/** Says of a form that its text was brought back from before, and lets it go. */
export function KeptNote({ kept: { since, discard } }: { readonly kept: KeptForm }) {
  return (
    <div role="status" className="live">
      {since !== null && (
        <Group gap="xs" justify="space-between">
          <span className="quiet">{words.drafts.kept(moment(since))}</span>
          <Button variant="subtle" onClick={discard}>
            {words.drafts.discard}
          </Button>
        </Group>
      )}
    </div>
  );
}
