import { Button } from '@mantine/core';
import { useState } from 'react';
import { words } from '../../../shared/uiWords.ts';
import { Busy } from '../../parts/Busy.tsx';
import { Empty } from '../../parts/Empty.tsx';
import { Page } from '../../parts/Page.tsx';
import { Refused } from '../../parts/Refused.tsx';
import { useAllRows } from '../../state/useAllRows.ts';
import { useMay } from '../../state/useMay.ts';
import { DismissFlag } from './DismissFlag.tsx';
import { FlagRow } from './FlagRow.tsx';
import css from './Flags.module.css';

const { flags } = words.correction;
/** Flags drawn at first. */
const FIRST = 50;

/** What technicians say is mistaken and nobody has answered: each is corrected, or answered why it stands. */
export function Flags() {
  const { rows, refused } = useAllRows('exceptions.list', { kind: 'flag', limit: 200 });
  const answers = useMay('event.dismiss_flag');
  const [all, setAll] = useState(false);
  const [dismissing, setDismissing] = useState<string | null>(null);
  if (!rows) {
    return (
      <Page title={flags.title}>
        <Refused refused={refused} />
        {!refused && <Busy />}
      </Page>
    );
  }
  return (
    <Page title={flags.title} aside={<span>{flags.lead}</span>}>
      {rows.length === 0 ? (
        <Empty title={flags.empty} hint={flags.emptyHint} />
      ) : (
        <ul className={css.flags}>
          {rows.slice(0, all ? rows.length : FIRST).map((row) => (
            <FlagRow
              key={row.eventId}
              eventId={row.eventId}
              answers={answers}
              onDismiss={() => setDismissing(row.eventId)}
            />
          ))}
        </ul>
      )}
      {!all && rows.length > FIRST && <Button onClick={() => setAll(true)}>{flags.more}</Button>}
      {dismissing && <DismissFlag eventId={dismissing} onClose={() => setDismissing(null)} />}
    </Page>
  );
}
