import { words } from '../../shared/uiWords.ts';
import { Empty } from '../parts/Empty.tsx';
import { Page } from '../parts/Page.tsx';
import { to } from '../routes.ts';

/** An address that leads nowhere. */
export function NotFound() {
  return (
    <Page title={words.notFound.title}>
      <Empty title={words.notFound.hint}>
        <a href={to('board')}>{words.notFound.toBoard}</a>
      </Empty>
    </Page>
  );
}
