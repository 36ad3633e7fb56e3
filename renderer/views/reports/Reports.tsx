import { useState } from 'react';
import { type Paper, type ReportName, reportCatalogue, reportNames } from '../../../shared/contract/reports.ts';
import { words } from '../../../shared/uiWords.ts';
import { documentWords } from '../../../shared/uiWordsReportDocument.ts';
import { moment } from '../../format.ts';
import { Busy } from '../../parts/Busy.tsx';
import { Empty } from '../../parts/Empty.tsx';
import { Page } from '../../parts/Page.tsx';
import { Refused } from '../../parts/Refused.tsx';
import { to } from '../../routes.ts';
import { useScans } from '../../scan/useScans.ts';
import { useAsOf } from '../../state/asOf.ts';
import type { ViewProps } from '../viewProps.ts';
import { ReportFields } from './ReportFields.tsx';
import css from './Reports.module.css';
import { filtersOf, formOf } from './reportForm.ts';
import { SaveReport } from './SaveReport.tsx';
import { usePreview } from './usePreview.ts';

const say = words.reports;
/** In the order in which they are asked for: about one thing first, then about all. */
const order = Object.keys(say.shortTitles).flatMap((name) => reportNames.find((known) => known === name) ?? []);

export function Reports() {
  return <ReportDesk report="custody" query={{}} />;
}

export function Report({ address: { params, query } }: ViewProps<'report'>) {
  const report = reportNames.find((known) => known === params.report) ?? 'custody';
  return <ReportDesk key={`${report} ${JSON.stringify(query)}`} report={report} query={query} />;
}

interface ReportDeskProps {
  readonly report: ReportName;
  readonly query: Readonly<Record<string, string>>;
}

/** Pick a report, say what it is about, look at it, save it. */
function ReportDesk({ report, query }: ReportDeskProps) {
  const [form, setForm] = useState(() => formOf(query));
  const [paper, setPaper] = useState<Paper>('A4');
  const asOf = useAsOf();
  const filters = filtersOf(report, form, asOf);
  const { source, refused, busy } = usePreview(report, filters, paper);
  const { about } = reportCatalogue[report];
  const named = [form.tag, form.case, form.holder, form.receipt].flat();
  const title = documentWords.titles[report];

  useScans((code) => {
    if (form.tag.includes(code)) return 'repeated';
    setForm((before) => ({ ...before, all: false, tag: [...before.tag, code] }));
    return 'taken';
  }, report === 'asset');

  return (
    <Page title={say.title} aside={say.lead}>
      <div className={css.room}>
        <div className={css.desk}>
          <div className={css.lists}>
            <nav className={css.list} aria-label={say.list}>
              {order.map((name) => (
                <a key={name} href={to('report', { report: name })} aria-current={name === report ? 'page' : undefined}>
                  {say.shortTitles[name]}
                </a>
              ))}
            </nav>
            <nav className={css.list} aria-label={say.besides}>
              <a href={to('checkPack')}>{words.packCheck.entry}</a>
              <a href={to('labels')}>{words.labels.button}</a>
            </nav>
          </div>
          <section className={css.wish} aria-label={say.about}>
            <h2>{title}</h2>
            <p className="quiet small">{documentWords.leads[report]}</p>
            <ReportFields
              report={report}
              form={form}
              onChange={(change) => setForm((before) => ({ ...before, ...change }))}
            />
            <p className="small">
              <strong>{say.asOf}</strong> {asOf.at === null ? say.asOfNow : moment(asOf.at)}
              {asOf.knownAt !== null && `, ${say.knownAt(moment(asOf.knownAt))}`}
            </p>
          </section>
          <section className={css.preview} aria-label={say.preview} aria-busy={busy}>
            <SaveReport
              report={report}
              filters={filters}
              subject={form.all ? '' : named.slice(0, 3).join('-')}
              paper={paper}
              onPaper={setPaper}
            />
            <Refused refused={refused} />
            {filters === null && about !== undefined && <Empty title={say.choose} hint={say.chooseHint[about]} />}
            {busy && source === null && <Busy label={say.previewing} />}
            {source !== null && (
              <iframe className={css.page} src={source} sandbox="" title={say.previewOf(title)} data-stale={busy} />
            )}
          </section>
        </div>
      </div>
    </Page>
  );
}
