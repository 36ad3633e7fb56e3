import type { CaseAnswer } from '../../../shared/contract/answers.ts';
import { words } from '../../../shared/uiWords.ts';
import { When } from '../../parts/When.tsx';
import { Why } from '../../parts/Why.tsx';
import { Fact, Facts } from '../asset/Facts.tsx';

interface CaseFactsProps {
  readonly box: CaseAnswer;
  readonly onWhy: (eventId: string) => void;
}

/** What is known of the case itself; each fact leads to the entry behind it. */
export function CaseFacts({ box, onWhy }: CaseFactsProps) {
  const { code, name, place, slots, retired, addedAt } = box;
  const { facts } = words.case;
  const why = (fact: string, field: string) => (
    <Why fact={fact} of={{ entityType: 'case', entity: code }} field={field} onWhy={onWhy} />
  );
  return (
    <section className="panel" aria-label={facts.title}>
      <h2>{facts.title}</h2>
      <Facts>
        <Fact name={facts.name} aside={why(facts.name, 'name')}>
          {name}
        </Fact>
        <Fact name={facts.place} aside={why(facts.place, 'place')}>
          {place}
        </Fact>
        <Fact name={facts.slots} aside={why(facts.slots, 'slots')}>
          {slots}
        </Fact>
        <Fact name={facts.added} aside={why(facts.added, 'added')}>
          <When at={addedAt} />
        </Fact>
        <Fact name={facts.state} aside={why(words.case.retired, 'retired')}>
          {retired && words.case.retired}
        </Fact>
      </Facts>
    </section>
  );
}
