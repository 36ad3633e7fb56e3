import { words } from '../../../shared/uiWords.ts';
import { Page } from '../../parts/Page.tsx';
import { PackCheck } from './PackCheck.tsx';

/** Checking a custody pack, for who is signed in. */
export function CheckPack() {
  return (
    <Page title={words.packCheck.title} aside={words.packCheck.lead}>
      <PackCheck />
    </Page>
  );
}
