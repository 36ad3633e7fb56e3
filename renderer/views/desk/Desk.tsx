import { useMemo } from 'react';
import type { HandoverKind } from '../../../shared/contract/commands.ts';
import { words } from '../../../shared/uiWords.ts';
import { Busy } from '../../parts/Busy.tsx';
import { Empty } from '../../parts/Empty.tsx';
import { Page } from '../../parts/Page.tsx';
import { Refused } from '../../parts/Refused.tsx';
import { useAnswer } from '../../state/useApp.ts';
import { useMay } from '../../state/useMay.ts';
import { Acceptance } from './Acceptance.tsx';
import { missingOf, partyStates } from './acceptances.ts';
import { Commit } from './Commit.tsx';
import { ConditionOfAll } from './ConditionOfAll.tsx';
import css from './Desk.module.css';
import { DiscardAll } from './DiscardAll.tsx';
import { Happened } from './Happened.tsx';
import { fingerprintOf, handoverForm, namesMissing } from './handoverForm.ts';
import { LastScan } from './LastScan.tsx';
import { Particulars } from './Particulars.tsx';
import { QueueTable } from './QueueTable.tsx';
import { Summary } from './Summary.tsx';
import { useChecks } from './useChecks.ts';
import { useCommit } from './useCommit.ts';
import { useDeskScans } from './useDeskScans.ts';
import { useDraft, useDraftsRead, useOperator } from './useDraft.ts';
import { Waiting } from './Waiting.tsx';

export const Issue = () => <Desk key="issue" kind="issue" />;
export const Return = () => <Desk key="return" kind="return" />;
export const Transfer = () => <Desk key="transfer" kind="transfer" />;

/** The one desk of issue, return and transfer: who, what was scanned, acceptance, and the deliberate commit. */
function Desk({ kind }: { readonly kind: HandoverKind }) {
  const writes = useMay('handover.commit');
  const read = useDraftsRead();
  return (
    <Page
      title={words.desk.titles[kind]}
      aside={writes && words.desk.lead}
      actions={writes && read && <Happened kind={kind} />}
    >
      {!writes ? <Empty title={words.desk.queue.reader} /> : read ? <OpenDesk kind={kind} /> : <Busy />}
    </Page>
  );
}

function OpenDesk({ kind }: { readonly kind: HandoverKind }) {
  const operator = useOperator();
  const [draft, change] = useDraft(kind);
  const { value: queue, refused } = useAnswer('queue.get', { kind });
  const { lines, whole, cases } = useChecks(kind, queue?.rows, draft);
  const { last, take } = useDeskScans({ kind, draft, change });
  const ready = useMemo(() => lines.filter((line) => line.refused === null && line.tag !== null), [lines]);
  const form = useMemo(() => handoverForm(kind, draft, ready), [kind, draft, ready]);
  const fingerprint = form && fingerprintOf(form);
  const parties = partyStates(kind, draft, ready, operator?.name ?? '', fingerprint);
  const { commit, busy, refused: commitRefused } = useCommit({ draft, change, lines, form, parties });
  const fresh = last?.lines.length === 1 ? (last.lines[0]?.item ?? null) : null;
  const props = { kind, draft, change };

  return (
    <div className={css.room}>
      <Particulars {...props} />
      <div className={css.desk} data-empty={lines.length === 0}>
        <div className={css.list}>
          {queue && <Waiting kind={kind} rows={queue.rows} />}
          <LastScan kind={kind} last={last} lines={lines} onEnter={take} />
          <Refused refused={refused} />
          {!queue && !refused && <Busy />}
          {queue?.rows.length === 0 && (
            <Empty title={words.desk.queue.emptyTitle[kind]} hint={words.desk.queue.emptyHint[kind]} />
          )}
          {lines.length > 0 && (
            <section className={`panel ${css.queue}`} aria-label={words.desk.queue.label(kind)}>
              <QueueTable {...props} lines={lines} fresh={fresh} />
              <div className={css.foot}>
                <ConditionOfAll {...props} lines={lines} />
                <DiscardAll kind={kind} lines={lines.length} />
              </div>
            </section>
          )}
        </div>
        {lines.length > 0 && (
          <div className={css.side}>
            <Summary kind={kind} lines={lines} ready={ready} contents={cases} />
            <Acceptance {...props} parties={parties} fingerprint={fingerprint} items={ready.length} />
            <Commit
              kind={kind}
              ready={ready.length}
              blocked={lines.length - ready.length}
              unnamed={namesMissing(kind, draft)}
              missing={missingOf(parties)}
              refused={commitRefused ?? whole[0] ?? null}
              busy={busy}
              onCommit={() => void commit()}
            />
          </div>
        )}
      </div>
    </div>
  );
}
