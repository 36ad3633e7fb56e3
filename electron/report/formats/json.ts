import type { ReportDocument } from '../../../shared/report/document.ts';

/** Rows that go to the disk in one piece. */
const ROWS_PER_CHUNK = 200;

/** A report as one JSON object (docs/schema/report-v1.json), its rows last, one a line; few of them are text at a time. */
export function* jsonText({ head, sections }: ReportDocument, onRow: () => void): Generator<string> {
  let text = `${JSON.stringify(head).slice(0, -1)},"rows":[`;
  let count = 0;
  for (const section of sections()) {
    if (section.kind !== 'table') continue;
    for (const { data } of section.rows) {
      onRow();
      text += `${count === 0 ? '' : ','}\n${JSON.stringify(data)}`;
      if (++count % ROWS_PER_CHUNK > 0) continue;
      yield text;
      text = '';
    }
  }
  yield `${text}${count === 0 ? '' : '\n'}]}\n`;
}
