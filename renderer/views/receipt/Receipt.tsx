import { Button } from '@mantine/core';
import { frozenReceipt } from '../../../shared/contract/frozenReceipt.ts';
import { words } from '../../../shared/uiWords.ts';
import { Busy } from '../../parts/Busy.tsx';
import { Page } from '../../parts/Page.tsx';
import { Refused } from '../../parts/Refused.tsx';
import { to } from '../../routes.ts';
import { useAnswer } from '../../state/useApp.ts';
import { CorrectHandover } from '../correction/CorrectHandover.tsx';
import type { ViewProps } from '../viewProps.ts';
import { Accepted } from './Accepted.tsx';
import { JustDone } from './JustDone.tsx';
import { Proof } from './Proof.tsx';
import css from './Receipt.module.css';
import { ReceiptCases } from './ReceiptCases.tsx';
import { ReceiptHead } from './ReceiptHead.tsx';
import { ReceiptItems } from './ReceiptItems.tsx';

const { receipt: says } = words;

/** One receipt as it was frozen, with a mark on whatever was corrected since; the same on the screen and on paper. */
export function Receipt({ address }: ViewProps<'receipt'>) {
  const { params, query } = address;
  const { value, refused } = useAnswer('handover.get', { receipt: params.receipt });
  if (!value) {
    return (
      <Page title={says.one(params.receipt)}>
        <Refused refused={refused} />
        {!refused && <Busy />}
      </Page>
    );
  }
  const frozen = frozenReceipt.parse(value.event.data);
  const { kind, receipt } = frozen;
  return (
    <Page
      title={says.one(receipt)}
      aside={
        <>
          <span className="chip" data-tone="accent">
            {says.kinds[kind]}
          </span>
          {value.corrected && (
            <span className="chip" data-tone="bad">
              {says.corrected}
            </span>
          )}
        </>
      }
      actions={
        <>
          <CorrectHandover answer={value} />
          <Button component="a" href={to('report', { report: 'receipt' }, { receipt })}>
            {words.reports.of}
          </Button>
          <Button component="a" href={to('labels', undefined, { of: 'receipts', names: receipt })}>
            {words.labels.one}
          </Button>
          <Button title={says.printHint} onClick={() => window.print()}>
            {says.print}
          </Button>
        </>
      }
    >
      {query.done !== undefined && (
        <JustDone kind={kind} items={frozen.items.length} staying={Number(query.done)} others={query.with} />
      )}
      <article className={css.paper}>
        <ReceiptHead frozen={frozen} event={value.event} />
        {value.corrected && (
          <p className={css.corrected} role="note">
            <b>{says.corrected}.</b> {says.correctedHint(value.correctedEvents.length)}
          </p>
        )}
        <ReceiptItems frozen={frozen} assetEvents={value.assetEvents} />
        <ReceiptCases frozen={frozen} />
        <Accepted frozen={frozen} offset={value.event.occurredOffset} />
        <Proof event={value.event} />
      </article>
    </Page>
  );
}
