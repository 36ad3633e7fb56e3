import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { z } from 'zod';
import type { Paper, ReportFilters, ReportFormat, SaveFormat } from '../../shared/contract/reports.ts';
import type { JobState } from '../../shared/ipc/contract.ts';
import type { DocumentHead } from '../../shared/report/document.ts';
import { accept, type Result, refuse } from '../../shared/result.ts';
import type { Session } from '../../shared/session.ts';
import type { Custody } from '../custody.ts';
import type { PackNeeds } from '../pack/packNeeds.ts';
import { exportFacts } from '../report/exportFacts.ts';
import { footOf, type PrintWish } from '../report/printWish.ts';
import type { ReportNeeds } from '../report/reportNeeds.ts';
import { isPartOfStore } from '../store/storeFiles.ts';
import { writeAside } from '../store/writeAside.ts';
import type { JobKeeper } from './jobKeeper.ts';
import type { Job, JobWatch } from './jobs.ts';
import { finishPack } from './reportKeeperPack.ts';
import { workerResult } from './workerResult.ts';

export interface ReportKeeperNeeds {
  readonly home: string;
  readonly migrations: string;
  readonly fonts: string;
  readonly appVersion: string;
  readonly jobs: Pick<JobKeeper, 'begin'>;
  newId(): string;
  /** starts the process that makes a report */
  startReport(needs: ReportNeeds, watch: JobWatch): Job;
  /** starts the process that makes a custody pack */
  startPack(needs: PackNeeds, watch: JobWatch): Job;
  print(wish: PrintWish, stop: AbortSignal): Promise<void>;
  /** asks where to put a file of this name; null: the person thought better of it */
  chooseTarget(proposed: string): Promise<string | null>;
  showInFolder(path: string): void;
}

export interface ReportWish {
  readonly report: string;
  readonly filters: ReportFilters;
  readonly paper: Paper;
}

export type ReportKeeper = ReturnType<typeof openReportKeeper>;

/** By which the system knows that AssetTrack opens it. */
const PACK_ENDING = 'custodypack';
/** Rows of each table that a preview shows: two pages or three. */
const PREVIEW_ROWS = 60;

interface Open {
  readonly custody: Custody;
  readonly session: Session;
  readonly by: DocumentHead['generatedBy'];
}

/** Reports for the window: a preview, and files written by a process of its own, each recorded as an export. */
export function openReportKeeper(needs: ReportKeeperNeeds) {
  const { home, migrations, fonts, appVersion, jobs, newId, startReport, print } = needs;
  /** the document that the window shows; one at a time */
  let shown: { readonly id: string; readonly html: string } | null = null;
  let previewing: Job | null = null;
  /** where each job of this run wrote to: the window itself names no path */
  const written = new Map<string, string>();

  const needsOf = ({ custody, by }: Open, wish: ReportWish, bom: boolean, task: ReportNeeds['task']): ReportNeeds => ({
    path: custody.path,
    home,
    migrations,
    fonts,
    appVersion,
    by,
    ...wish,
    filters: wish.filters,
    bom,
    task,
  });

  /** Makes the first pages. What was asked before and is not done is stopped. */
  async function preview(open: Open, wish: ReportWish): Promise<Result<{ readonly page: string }>> {
    previewing?.stop();
    const job = startReport(needsOf(open, wish, false, { task: 'preview', maxRows: PREVIEW_ROWS }), {
      onProgress: () => undefined,
    });
    previewing = job;
    try {
      const made = Made.parse(await job.outcome);
      if (!made.ok) return made;
      shown = { id: newId(), html: made.value.html ?? '' };
      return accept({ page: shown.id });
    } catch (error) {
      // Another one was asked for meanwhile; nobody waits for this.
      if (previewing !== job) return refuse('NOT_FOUND', { entity: 'report' });
      throw error;
    } finally {
      if (previewing === job) previewing = null;
    }
  }

  /** Asks where to, and begins to write. @returns the job; null: the person thought better of it */
  async function save(
    open: Open,
    wish: ReportWish,
    { format, bom, subject }: { readonly format: SaveFormat; readonly bom: boolean; readonly subject: string },
  ): Promise<Result<JobState | null>> {
    const out = await needs.chooseTarget(fileName(wish.report, subject, format));
    if (out === null) return accept(null);
    if (isPartOfStore(out, open.custody.path)) {
      return refuse('CANNOT_WRITE', { path: out, why: 'it is the store itself' });
    }
    if (format === 'pack') return accept(savePack(open, wish, out));
    const state = jobs.begin({
      kind: 'report',
      start: (watch) =>
        format === 'pdf' ? printed(open, wish, out, watch) : start(open, wish, bom, format, out, watch),
      async finish(value) {
        const made = Made.parse(value);
        if (!made.ok) return made;
        const { head, written: file } = made.value;
        if (file === null) throw new Error('the report was written, so there is a file');
        const { path, ...rest } = file;
        const facts = exportFacts(head, format, rest);
        const recorded = await open.custody.recordExport(open.session, { file: basename(path), ...facts });
        if (!recorded.ok) return refuse(recorded.error.code, recorded.error.details);
        // The file says where the log ended; from now on a store that ends before that must be noticed.
        open.custody.syncHead();
        written.set(state.job, path);
        return accept({ file: basename(path), bytes: rest.bytes, rows: rest.rows, sha256: rest.sha256 });
      },
    });
    return accept(state);
  }

  /** As `save`, for a custody pack: its process prints what is in it by this one. */
  function savePack(open: Open, { report, filters, paper }: ReportWish, out: string): JobState {
    const { custody, session, by } = open;
    const asked = { path: custody.path, home, migrations, fonts, appVersion, by, report, filters, paper, out };
    const state = jobs.begin({
      kind: 'report',
      start: (watch) => needs.startPack(asked, { ...watch, print }),
      async finish(value) {
        const made = await finishPack(custody, session, value);
        if (made.ok) written.set(state.job, made.value.path);
        return made.ok ? accept(made.value.told) : made;
      },
    });
    return state;
  }

  const start = (
    open: Open,
    wish: ReportWish,
    bom: boolean,
    format: Exclude<ReportFormat, 'pdf'>,
    out: string,
    watch: JobWatch,
  ) => startReport(needsOf(open, wish, bom, { task: 'write', out, format }), watch);

  /** The HTML by a process of its own, into a folder that only this user can read; then its print. */
  function printed(open: Open, wish: ReportWish, out: string, watch: JobWatch): Job {
    const folder = mkdtempSync(join(tmpdir(), 'assettrack-print-'));
    const page = join(folder, 'report.html');
    const stop = new AbortController();
    const html = start(open, wish, false, 'html', page, watch);
    const outcome = async (): Promise<Result<Made>> => {
      try {
        const made = Made.parse(await html.outcome);
        if (!made.ok) return made;
        const pdf = join(folder, 'report.pdf');
        await print({ page, pdf, paper: wish.paper, foot: footOf(made.value.head, fonts) }, stop.signal);
        stop.signal.throwIfAborted();
        const file = await writeAside(out, async (aside) => {
          const bytes = await readFile(pdf);
          await writeFile(aside, bytes, { flag: 'wx', signal: stop.signal });
          return accept(createHash('sha256').update(bytes).digest('hex'));
        });
        if (!file.ok) return file;
        return accept({ ...made.value, written: { ...file.value, rows: made.value.written?.rows ?? 0 } });
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    };
    const cancel = (): void => {
      stop.abort();
      (html.cancel ?? html.stop)();
    };
    return { outcome: outcome(), stop: cancel, cancel };
  }

  return {
    preview,
    save,
    /** The document that is previewed, by its id. */
    page: (id: string): string | null => (shown?.id === id ? shown.html : null),
    /** Somebody else may sit here: nothing of the last preview stays. */
    forget(): void {
      shown = null;
      previewing?.stop();
      previewing = null;
    },
    /** Shows the file that a job wrote. @returns whether there is one */
    show(job: string): boolean {
      const path = written.get(job);
      if (path !== undefined) needs.showInFolder(path);
      return path !== undefined;
    },
  };
}

/** `asset-DDC4CY-002645.pdf`: signs that some disks do not take are left out. */
function fileName(report: string, subject: string, format: SaveFormat): string {
  const about = subject
    .replace(/[^\p{L}\p{N}._-]+/gu, '-')
    .replace(/^[-.]+|-+$/g, '')
    .slice(0, 80);
  return `${about === '' ? report : `${report}-${about}`}.${format === 'pack' ? PACK_ENDING : format}`;
}

/** The head was made by our own process a moment ago; here it is only handed on. */
const headForm = z.custom<DocumentHead>((value) => typeof value === 'object' && value !== null);
const made = z.object({
  head: headForm,
  written: z.object({ path: z.string(), bytes: z.int(), sha256: z.string(), rows: z.int() }).nullable(),
  html: z.string().nullable(),
});
type Made = z.output<typeof made>;
const Made = workerResult(made);
