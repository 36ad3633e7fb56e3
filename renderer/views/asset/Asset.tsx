import { useState } from 'react';
import type { AssetAnswer, HistoryRow, SpanRow } from '../../../shared/contract/answers.ts';
import { words } from '../../../shared/uiWords.ts';
import { custodyWords } from '../../frame/custodyWords.ts';
import { Busy } from '../../parts/Busy.tsx';
import { Page } from '../../parts/Page.tsx';
import { Refused } from '../../parts/Refused.tsx';
import { useAllRows } from '../../state/useAllRows.ts';
import { useAnswer } from '../../state/useApp.ts';
import { useNow } from '../../state/useNow.ts';
import { AssignmentsOf } from '../assignments/AssignmentsOf.tsx';
import { HISTORY_PAGE, SPANS_PAGE } from '../firstAnswers.ts';
import type { ViewProps } from '../viewProps.ts';
import css from './Asset.module.css';
import { AssetActions } from './AssetActions.tsx';
import { AssetFacts } from './AssetFacts.tsx';
import { AssetHistory } from './AssetHistory.tsx';
import { AssetAct } from './acts/AssetAct.tsx';
import type { ActName } from './acts/assetActs.ts';
import { entriesOf } from './history.ts';
import { Timeline } from './timeline/Timeline.tsx';
import { wantedFrom, wantedNext } from './useWantedRow.ts';

/** One asset: what it is, where it is and since when, where it was, and what was recorded of it. */
export function Asset({ address }: ViewProps<'asset'>) {
  const { tag } = address.params;
  const { value, refused } = useAnswer('asset.get', { tag });
  // Asked for together: what it went through does not wait for what it is.
  const { rows: spans } = useAllRows('asset.spans', { tag, limit: SPANS_PAGE });
  const { rows } = useAllRows('asset.history', { tag, limit: HISTORY_PAGE });
  if (!value) {
    return (
      <Page title={tag} mono>
        <Refused refused={refused} />
        {!refused && <Busy />}
      </Page>
    );
  }
  // A link to another entry of the same asset begins anew at that entry.
  return (
    <Whole
      key={address.query.event ?? ''}
      asset={value}
      spans={spans}
      rows={rows}
      event={address.query.event ?? null}
    />
  );
}

interface WholeProps {
  readonly asset: AssetAnswer;
  /** undefined: on their way */
  readonly spans: readonly SpanRow[] | undefined;
  readonly rows: readonly HistoryRow[] | undefined;
  /** an event to show, from the address */
  readonly event: string | null;
}

/** Of where it is, as on the board and in the table. */
const tones: Readonly<Record<string, string>> = { slot: 'ok', holder: 'accent', lost: 'bad' };

function Whole({ asset, spans, rows, event }: WholeProps) {
  const { tag, status, dueAt, model, corrected } = asset;
  const [act, setAct] = useState<ActName | null>(null);
  const [wanted, setWanted] = useState(wantedFrom(event ?? undefined));
  const entries = rows ? entriesOf(rows, tag) : null;
  const now = useNow();
  const overdue = dueAt !== null && Date.parse(dueAt) < now;
  const want = (eventId: string): void => setWanted((last) => wantedNext(last, eventId));
  return (
    <Page
      title={tag}
      mono
      aside={
        <>
          {model && <span>{model}</span>}
          <span className="chip" data-tone={overdue ? 'bad' : (tones[status] ?? 'warn')}>
            {words.asset.status[status]}
            {status === 'slot' || status === 'holder' ? ` ${custodyWords(asset)}` : ''}
          </span>
          {corrected && <span className="chip">{words.asset.correctedMark}</span>}
        </>
      }
      actions={<AssetActions asset={asset} onAct={setAct} />}
    >
      <div className={css.room}>
        <div className={css.columns}>
          <AssetFacts asset={asset} onWhy={want} />
          <div className={css.main}>
            {spans && <Timeline spans={spans} onWhy={want} />}
            {entries && <AssetHistory tag={tag} entries={entries} wanted={wanted} onWant={want} />}
            {(!spans || !entries) && <Busy />}
            <AssignmentsOf concerns={tag} />
          </div>
        </div>
      </div>
      {act && <AssetAct act={act} tag={tag} onClose={() => setAct(null)} />}
    </Page>
  );
}
