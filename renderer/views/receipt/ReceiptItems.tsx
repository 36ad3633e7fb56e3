import { type FrozenItem, type FrozenReceipt, returnedTo } from '../../../shared/contract/frozenReceipt.ts';
import type { HandoverAnswer } from '../../../shared/contract/trailAnswers.ts';
import { words } from '../../../shared/uiWords.ts';
import { custodyWords } from '../../frame/custodyWords.ts';
import { Why } from '../../parts/Why.tsx';
import { to } from '../../routes.ts';
import css from './Receipt.module.css';

type AssetEvent = HandoverAnswer['assetEvents'][number];

interface ReceiptItemsProps {
  readonly frozen: FrozenReceipt;
  readonly assetEvents: readonly AssetEvent[];
}

const { receipt: says } = words;

/** Every item as it was frozen, numbered x of n. What was corrected since, and what came before, is marked beside it. */
export function ReceiptItems({ frozen: { kind, items }, assetEvents }: ReceiptItemsProps) {
  const eventOf = new Map(assetEvents.map((event) => [event.streamId, event]));
  const noted = items.some(({ note }) => note);
  return (
    <section>
      <h3 className={css.section}>{says.itemsOf(items.length)}</h3>
      <div className={css.scroll}>
        <table className={css.items}>
          <thead>
            <tr>
              <th scope="col">{says.item}</th>
              <th scope="col">{says.asset}</th>
              <th scope="col">{says.description}</th>
              <th scope="col">{says.serial}</th>
              <th scope="col">{says.origin}</th>
              {kind === 'return' && <th scope="col">{says.goes}</th>}
              <th scope="col">{says.condition}</th>
              {noted && <th scope="col">{says.note}</th>}
            </tr>
          </thead>
          <tbody>
            {items.map((item) => {
              const event = eventOf.get(item.assetId);
              return (
                <tr key={item.assetId} data-corrected={event !== undefined && !event.effective}>
                  <td className={css.of}>{says.xOf(item.item, item.of)}</td>
                  <td>
                    <a className="tag" href={to('asset', { tag: item.tag })}>
                      {item.tag}
                    </a>
                    {event && (
                      <>
                        {' '}
                        <Why
                          fact={`${says.xOf(item.item, item.of)}, ${item.tag}`}
                          of={{ entityType: 'asset', entity: event.tag ?? item.tag }}
                          eventId={event.eventId}
                        />
                      </>
                    )}
                    <Marks event={event} />
                  </td>
                  <td>{[item.model, item.manufacturer].filter(Boolean).join(', ')}</td>
                  <td className="tag">{item.serial}</td>
                  <td>{placed(custodyWords(item.from), kind === 'return' ? null : item)}</td>
                  {kind === 'return' && <td>{goes(item, event)}</td>}
                  <td>{item.condition}</td>
                  {noted && <td>{item.note}</td>}
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </section>
  );
}

const placed = (place: string, item: FrozenItem | null): string =>
  item?.slotLabel ? `${place} (${item.slotLabel})` : place;

/** Where a return put it, as its event said when the receipt was made. */
function goes(item: FrozenItem, event: AssetEvent | undefined): string {
  const slot = event && returnedTo.safeParse(event.data).data?.slot;
  return slot ? placed(words.custody.inSlot(slot.case, slot.slot), item) : says.unplaced;
}

/** What was corrected since, by which reason; and whether anybody accounts for the time before. */
function Marks({ event }: { readonly event: AssetEvent | undefined }) {
  const correction = event?.chain.at(-1);
  const gap = event?.previous?.gap === true;
  if (!correction && !gap) return null;
  const reason = correction?.correctionReason ?? '';
  return (
    <>
      {correction && (
        <span className={css.mark}>
          {correction.type === 'EVENT_VOIDED' ? says.voided(reason) : says.correctedBecause(reason)}
        </span>
      )}
      {gap && <span className={css.gap}>{says.gapBefore}</span>}
    </>
  );
}
