import { hash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { PackContents } from '../../shared/pack/packContents.ts';
import type { DocumentHead, ReportDocument } from '../../shared/report/document.ts';
import { accept, type Result } from '../../shared/result.ts';
import { systemClock } from '../../shared/time.ts';
import { openCustody } from '../custody.ts';
import { footOf, type PrintWish } from '../report/printWish.ts';
import { type WrittenReport, writeReport } from '../report/writeReport.ts';
import { makePack, type PackOptions } from './makePack.ts';
import type { PackNeeds } from './packNeeds.ts';

/** What the process of a pack is heard of and told. */
interface Line {
  readonly stop: AbortSignal;
  unfinished(path: string): void;
  print(wish: PrintWish): Promise<Result<null>>;
}

export interface MadePack {
  readonly head: DocumentHead;
  readonly written: WrittenReport;
  readonly pack: PackContents;
}

/**
 * Makes a custody pack on a reading connection of its own, while work goes on beside it; its pages are printed by the
 * process that can.
 *
 * @returns what `makePack` refuses with
 */
export async function packWork(
  needs: PackNeeds,
  progress: (done: number, total: number) => void,
  { stop, unfinished, print }: Line,
): Promise<Result<MadePack>> {
  const { path, home, migrations, fonts, appVersion, by, report, filters, paper, out } = needs;
  const opened = openCustody({ path, home, migrations, mode: 'read' });
  if (!opened.ok) return opened;
  const custody = opened.value;
  try {
    const about = custody.query('store.info', {}, null);
    const { lastSeq } = counts.parse(about.ok ? about.value : null);
    const total = Math.max(1, lastSeq) * (filters.all === true || report === 'ledger' ? WHOLE : NAMED);
    const options: PackOptions = {
      out,
      paper,
      bom: false,
      fonts,
      stop,
      onAside: unfinished,
      onProgress: (steps) => progress(Math.min(steps, total), total),
      print: (document, pdf) => printPart(document, pdf, { paper, fonts, stop, print }),
    };
    const made = await makePack(custody, { name: report, filters, clock: systemClock, appVersion, by }, options);
    if (!made.ok) return made;
    const { head, manifest, rows, noPdf, path: file, bytes, sha256 } = made.value;
    const { files, events, signer } = manifest;
    return accept({
      head,
      written: { path: file, bytes, sha256, rows },
      pack: {
        files: files.map(({ name, bytes }) => ({ name, bytes })),
        events: events.count,
        whole: events.whole,
        device: signer.shortCode,
        fingerprint: signer.fingerprint,
        noPdf,
      },
    });
  } finally {
    custody.close();
  }
}

/** About so often is the log gone through: for a few things, to find what concerns them twice, then to write it. */
const NAMED = 3;
/** For all of it: once, and a row or more of the report for each entry, as a page and as CSV. */
const WHOLE = 3;
const counts = z.object({ lastSeq: z.int() });

interface PartOptions extends Pick<PackOptions, 'paper' | 'fonts' | 'stop'> {
  readonly print: Line['print'];
}

/** One document of the pack as PDF, in the pack's own folder, which is taken away with everything in it. */
async function printPart(
  document: ReportDocument,
  out: string,
  { paper, fonts, stop, print }: PartOptions,
): Promise<Result<WrittenReport>> {
  const page = `${out}.html`;
  const html = await writeReport(document, { out: page, format: 'html', paper, bom: false, fonts, stop });
  if (!html.ok) return html;
  const printed = await print({ page, pdf: out, paper, foot: footOf(document.head, fonts) });
  if (!printed.ok) return printed;
  const bytes = await readFile(out);
  return accept({ path: out, bytes: bytes.length, sha256: hash('sha256', bytes, 'hex'), rows: html.value.rows });
}
