import { Button, Checkbox, SegmentedControl } from '@mantine/core';
import { useId, useState } from 'react';
import { z } from 'zod';
import {
  type Paper,
  packReports,
  papers,
  type ReportFilters,
  type ReportName,
  type SaveFormat,
  saveFormats,
} from '../../../shared/contract/reports.ts';
import type { JobState, Refused as RefusedAnswer } from '../../../shared/ipc/contract.ts';
import { packContents } from '../../../shared/pack/packContents.ts';
import { words } from '../../../shared/uiWords.ts';
import { documentWords } from '../../../shared/uiWordsReportDocument.ts';
import { JobProgress } from '../../parts/JobProgress.tsx';
import { Refused } from '../../parts/Refused.tsx';
import { useJob, useRunningJob } from '../../state/jobs.ts';
import { main } from '../../state/useApp.ts';
import css from './Reports.module.css';
import { SavedPack } from './SavedPack.tsx';
import { sizeText } from './sizeText.ts';

interface SaveReportProps {
  readonly report: ReportName;
  /** null: nothing to save yet */
  readonly filters: ReportFilters | null;
  /** for the name of the file */
  readonly subject: string;
  readonly paper: Paper;
  readonly onPaper: (paper: Paper) => void;
}

const say = words.reports;

/** In which format, on which paper, and the way to the file: asked for, written, shown. */
export function SaveReport({ report, filters, subject, paper, onPaper }: SaveReportProps) {
  const [format, setFormat] = useState<SaveFormat>('pdf');
  const [bom, setBom] = useState(false);
  const [begun, setBegun] = useState<string | null>(null);
  const [making, setMaking] = useState(false);
  const [refused, setRefused] = useState<RefusedAnswer | null>(null);
  const [asking, setAsking] = useState(false);
  const own = useJob(begun);
  const job = useRunningJob('report') ?? own;
  const running = job?.state === 'running';
  const noPack = format === 'pack' ? whyNoPack(report, filters) : null;
  const why = useId();

  async function save(): Promise<void> {
    if (filters === null) return;
    setAsking(true);
    setRefused(null);
    try {
      const answer = await main.ask('report.save', { report, filters, paper, format, bom, subject });
      if (!answer.ok) setRefused(answer.error);
      else if (answer.value !== null) {
        setBegun(answer.value.job);
        setMaking(format === 'pack');
      }
    } finally {
      setAsking(false);
    }
  }

  return (
    <section className={css.save} aria-label={say.format}>
      <div className={css.formats}>
        <SegmentedControl
          aria-label={say.format}
          value={format}
          onChange={(value) => setFormat(saveFormats.find((known) => known === value) ?? 'pdf')}
          data={saveFormats.map((value) => ({ value, label: say.formats[value] }))}
        />
        {(format === 'pdf' || format === 'html' || format === 'pack') && (
          <SegmentedControl
            aria-label={say.paper}
            value={paper}
            onChange={(value) => onPaper(papers.find((known) => known === value) ?? 'A4')}
            data={[...papers]}
          />
        )}
        {format === 'csv' && (
          <Checkbox
            label={say.bom}
            description={say.bomHint}
            checked={bom}
            onChange={(event) => setBom(event.currentTarget.checked)}
          />
        )}
        <Button
          variant="filled"
          disabled={filters === null || running || noPack !== null}
          aria-describedby={noPack === null ? undefined : why}
          loading={asking}
          onClick={() => void save()}
        >
          {format === 'pack' ? say.savePack : say.save(say.formats[format])}
        </Button>
        <span className="quiet small">{say.formatHints[format]}</span>
      </div>
      {noPack !== null && (
        <p id={why} className={css.cannot} role="status">
          {noPack}
        </p>
      )}
      <Refused refused={refused} />
      {running && <JobProgress job={job} label={making ? say.pack.writing : say.writing} />}
      {!running && job && <Ended job={job} />}
    </section>
  );
}

/** Why there is no custody pack of it; null: there is. */
function whyNoPack(report: ReportName, filters: ReportFilters | null): string | null {
  if (!packReports.some((known) => known === report)) return say.noPack;
  return filters === null ? say.noPackYet : null;
}

const Outcome = z.object({
  file: z.string(),
  bytes: z.int(),
  rows: z.int(),
  sha256: z.string(),
  pack: packContents.optional(),
});

/** What became of the job. */
function Ended({ job }: { readonly job: JobState }) {
  if (job.state === 'cancelled') return <p role="status">{words.jobs.cancelled}</p>;
  if (job.state === 'failed') return job.error ? <Refused refused={job.error} /> : <p role="alert">{words.jobs.bug}</p>;
  const { file, bytes, rows, sha256, pack } = Outcome.parse(job.outcome);
  const show = () => void main.ask('report.show', { job: job.job });
  if (pack) return <SavedPack file={file} bytes={bytes} sha256={sha256} pack={pack} onShow={show} />;
  return (
    <div className={css.saved} role="status">
      <div>
        <strong>{say.saved(file)}</strong>
        <div className="quiet small">{say.savedFacts(documentWords.rows(rows), sizeText(bytes))}</div>
        <div className={`quiet small ${css.hash}`}>{say.hash(sha256)}</div>
      </div>
      <Button onClick={show}>{say.show}</Button>
    </div>
  );
}
