import type { JsonObject } from '../../shared/event.ts';
import type { ReportHead } from './report.ts';

/** Rows that go to the disk in one piece. */
const ROWS_PER_CHUNK = 200;

/** A report as one JSON object, its rows last, one a line; no more than a few rows are text at a time. */
export function* jsonText(head: ReportHead, rows: Iterable<JsonObject>): Generator<string> {
  let text = `${JSON.stringify(head).slice(0, -1)},"rows":[`;
  let count = 0;
  for (const row of rows) {
    text += `${count === 0 ? '' : ','}\n${JSON.stringify(row)}`;
    if (++count % ROWS_PER_CHUNK > 0) continue;
    yield text;
    text = '';
  }
  yield `${text}${count === 0 ? '' : '\n'}]}\n`;
}
