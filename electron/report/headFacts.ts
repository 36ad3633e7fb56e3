import type { Cell, DocumentHead } from '../../shared/report/document.ts';
import { documentWords as words } from '../../shared/uiWordsReportDocument.ts';
import { code, lines, run, text } from './cells.ts';
import { momentText } from './cellText.ts';

/** What a document says of itself, in the order in which a reader asks for it; the same on paper and in a workbook. */
export function factsOfHead(head: DocumentHead): readonly { readonly label: string; readonly value: Cell }[] {
  const when = (at: string) => momentText(at, head.offset);
  const { generatedBy, witnessed, chainHead } = head;
  const who = generatedBy === null ? words.nobody : words.receipt.roleOf(generatedBy.name, generatedBy.role);
  const asOf = head.at === head.generatedAt ? words.asOfNow(when(head.at)) : when(head.at);
  const knownAt = head.knownAt === head.generatedAt ? words.knownNow(when(head.knownAt)) : when(head.knownAt);
  return [
    { label: words.number, value: code(head.documentNumber) },
    { label: words.generated, value: text(words.generatedBy(when(head.generatedAt), who)) },
    { label: words.asOf, value: text(asOf) },
    { label: words.knownAt, value: text(knownAt) },
    {
      label: words.filter,
      value: text(filterText(head)),
    },
    { label: words.head, value: lines(text(words.headOf(String(chainHead.seq))), code(chainHead.hash)) },
    {
      label: words.witnessed,
      value:
        witnessed === null
          ? text(words.neverWitnessed)
          : run(text(when(witnessed.at)), text(words.witnessedBy(witnessed.by, String(witnessed.seq)))),
    },
    { label: words.madeWith, value: text(words.app(head.appVersion, head.device)) },
  ];
}

function filterText({ report, entries, filters }: DocumentHead): string {
  const said =
    filters.length === 0
      ? words.noFilter
      : filters.map(({ name, value }) => (name === 'all' ? name : `${name}: ${value}`)).join(' · ');
  return report === 'asset' ? `${said} · ${words.entriesOf[entries]}` : said;
}
