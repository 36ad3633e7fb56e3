import type { CustodyRow } from '../../../shared/contract/answers.ts';
import type { Row, Section, TableSection } from '../../../shared/report/document.ts';
import { accept, type Result } from '../../../shared/result.ts';
import { documentWords as words } from '../../../shared/uiWordsReportDocument.ts';
import type { Builder } from '../builder.ts';
import { code, lines, mark, moment, text } from '../cells.ts';
import { columns } from '../columns.ts';
import type { ReportSource } from '../source.ts';
import { spoken } from '../spoken.ts';
import { custodyRows, mapRows } from './custodyReport.ts';

/** What is out: everything handed out and not returned, by holder, with how long; then what is lost. */
export const outstandingReport: Builder = (source, filters) => {
  const home = homeOnly(source, filters.case);
  if (!home.ok) return home;
  const out = custodyRows(source, { holder: filters.holder, status: 'holder' });
  if (!out.ok) return out;
  const lost = custodyRows(source, { status: 'lost' });
  if (!lost.ok) return lost;
  const rows = [...out.value]
    .filter(home.value)
    .sort((a, b) => compare(a.holder ?? '', b.holder ?? '') || compare(a.since, b.since) || compare(a.tag, b.tag));
  const holders = new Set(rows.map(({ holder }) => holder));
  const sections: Section[] = [
    tableOf(
      source,
      'out',
      rows,
      words.outstanding.title,
      words.outstanding.empty,
      words.outstanding.total(rows.length, holders.size),
    ),
  ];
  // Nobody holds what is lost, so a statement of one holder has none.
  if (filters.holder === undefined) {
    const gone = [...lost.value].filter(home.value);
    sections.push(tableOf(source, 'lost', gone, words.outstanding.lost, words.outstanding.noLost, null));
  }
  return accept({ subject: filters.holder?.length === 1 ? (filters.holder[0] ?? null) : null, sections });
};

/** By code points: the same order on every laptop. */
export const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Keeps assets that belong in one of the cases; all, where none is named. A case that is not there is refused. */
export function homeOnly(
  source: ReportSource,
  cases: readonly string[] | undefined,
): Result<(row: CustodyRow) => boolean> {
  if (cases === undefined) return accept(() => true);
  for (const code of cases) {
    const found = source.get('case.get', { code, ...source.moment });
    if (!found.ok) return found;
  }
  const wanted = new Set(cases.map((one) => one.trim().toLowerCase()));
  return accept(({ tag }) => {
    const asset = source.get('asset.get', { tag, ...source.moment });
    return asset.ok && asset.value.home !== null && wanted.has(asset.value.home.case.trim().toLowerCase());
  });
}

function tableOf(
  source: ReportSource,
  row: string,
  rows: readonly CustodyRow[],
  title: string,
  empty: string,
  note: string | null,
): TableSection {
  return {
    kind: 'table',
    row,
    title,
    note,
    empty,
    columns: columns({ holder: 16, tag: 14, model: 17, serial: 11, since: 21, due: 21 }),
    fields: OUT_FIELDS,
    rows: mapRows(rows, (one) => outRow(source, row, one)),
  };
}

export const OUT_FIELDS = [
  'row',
  'tag',
  'status',
  'holder',
  'model',
  'serial',
  'home',
  'since',
  'dueAt',
  'overdue',
  'corrected',
  'openedBy',
  'purpose',
];

/** An asset that is out, with what is known of it and of how it left. */
export function outRow(source: ReportSource, row: string, stand: CustodyRow): Row {
  const { offset, at } = source.head;
  const found = source.get('asset.get', { tag: stand.tag, ...source.moment });
  const asset = found.ok ? found.value : null;
  const overdue = stand.dueAt !== null && stand.dueAt <= at;
  const issue = asset === null ? null : source.get('event.get', { eventId: asset.openedBy });
  const purpose = issue?.ok && typeof issue.value.data.purpose === 'string' ? issue.value.data.purpose : null;
  const { model = null, serial = null, home = null, openedBy = null } = asset ?? {};
  const homeText = home === null ? null : words.inSlot(home.case, home.slot);
  return {
    data: { row, ...stand, model, serial, home: homeText, overdue, openedBy, purpose },
    mark: overdue || stand.status === 'lost' ? 'bad' : null,
    cells: () => [
      stand.status === 'lost' ? mark(words.lost) : lines(text(stand.holder), text(purpose)),
      lines(code(stand.tag), stand.corrected ? mark(words.corrected.toLowerCase(), 'warn') : null),
      text(model),
      code(serial),
      lines(moment(stand.since, offset), text(spoken(Math.max(0, Date.parse(at) - Date.parse(stand.since))))),
      lines(moment(stand.dueAt, offset), overdue ? mark(words.overdueMark) : null),
    ],
  };
}
