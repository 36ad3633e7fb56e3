import { Button } from '@mantine/core';
import { words } from '../../../../shared/uiWords.ts';
import type { TimeViewing } from './useTimeView.ts';

/** The buttons that move a time view; the same as its keys. */
export function TimeTools({
  viewing,
  className,
}: {
  readonly viewing: TimeViewing;
  readonly className: string | undefined;
}) {
  const { whole, view, isAll, earlier, later, closer, further, all } = viewing;
  const { timeline } = words.asset;
  return (
    <div className={className}>
      <Button aria-label={timeline.earlier} onClick={earlier} disabled={view.from <= whole.from}>
        ‹
      </Button>
      <Button aria-label={timeline.later} onClick={later} disabled={view.to >= whole.to}>
        ›
      </Button>
      <Button aria-label={timeline.zoomOut} onClick={further} disabled={isAll}>
        −
      </Button>
      <Button aria-label={timeline.zoomIn} onClick={closer}>
        +
      </Button>
      <Button onClick={all} disabled={isAll}>
        {timeline.all}
      </Button>
    </div>
  );
}
