import type { AssetAnswer } from '../../../shared/contract/answers.ts';
import { words } from '../../../shared/uiWords.ts';
import { duration } from '../../format.ts';
import { custodyWords } from '../../frame/custodyWords.ts';
import { When } from '../../parts/When.tsx';
import { Why } from '../../parts/Why.tsx';
import { to } from '../../routes.ts';
import { useNow } from '../../state/useNow.ts';
import { detailNames } from './details.ts';
import { Fact, Facts } from './Facts.tsx';

interface AssetFactsProps {
  readonly asset: AssetAnswer;
  readonly onWhy: (eventId: string) => void;
}

/** What is known of an asset now; each fact leads to the entry behind it. */
export function AssetFacts({ asset, onWhy }: AssetFactsProps) {
  const { tag, status, case: code, slot, slotLabel, holder, place, since, dueAt, home, condition, openedBy } = asset;
  const now = useNow();
  const late = dueAt === null ? 0 : now - Date.parse(dueAt);
  const opened = (fact: string) => <Why fact={fact} eventId={openedBy} onWhy={onWhy} />;
  const behind = (fact: string, field: string) => (
    <Why fact={fact} of={{ entityType: 'asset', entity: tag }} field={field} onWhy={onWhy} />
  );
  const ofCase = (fact: string, field: string) =>
    code !== null && <Why fact={fact} of={{ entityType: 'case', entity: code }} field={field} />;
  return (
    <section className="panel" aria-label={words.asset.facts}>
      <h2>{words.asset.facts}</h2>
      <Facts>
        <Fact name={words.asset.where} aside={opened(words.asset.where)}>
          {status === 'slot' && code !== null ? (
            <a href={to('case', { code }, { slot: String(slot) })}>{custodyWords(asset)}</a>
          ) : status === 'holder' && holder !== null ? (
            <a href={to('holder', { name: holder })}>{holder}</a>
          ) : (
            words.asset.status[status]
          )}
        </Fact>
        <Fact name={words.asset.slotLabel} aside={ofCase(words.asset.slotLabel, `labels.${slot}`)}>
          {slotLabel}
        </Fact>
        <Fact name={words.asset.place} aside={ofCase(words.asset.place, 'place')}>
          {place}
        </Fact>
        <Fact name={words.asset.since} aside={opened(words.asset.since)}>
          <When at={since} />
        </Fact>
        <Fact name={words.asset.due} aside={opened(words.asset.due)}>
          {dueAt && (
            <span className={late > 0 ? 'bad' : undefined}>
              <When at={dueAt} /> {late > 0 && `· ${words.asset.overdue(duration(late))}`}
            </span>
          )}
        </Fact>
        <Fact name={words.asset.home} aside={behind(words.asset.home, 'home')}>
          {home && (
            <a href={to('case', { code: home.case }, { slot: String(home.slot) })}>
              {words.custody.inSlot(home.case, home.slot)}
            </a>
          )}
        </Fact>
        <Fact name={words.asset.condition} aside={behind(words.asset.condition, 'condition')}>
          {condition && (words.assets.conditions[condition] ?? condition)}
        </Fact>
      </Facts>
      <Facts>
        {detailNames.map((name) => (
          <Fact key={name} name={words.asset[name]} aside={behind(words.asset[name], name)}>
            {asset[name]}
          </Fact>
        ))}
        {Object.entries(asset.attributes).map(([name, text]) => (
          <Fact key={name} name={name} aside={behind(name, `attributes.${name}`)}>
            {text}
          </Fact>
        ))}
        <Fact name={words.asset.added} aside={behind(words.asset.added, 'added')}>
          <When at={asset.addedAt} />
        </Fact>
      </Facts>
    </section>
  );
}
