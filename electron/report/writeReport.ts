import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Paper, ReportFormat } from '../../shared/contract/reports.ts';
import type { ReportDocument } from '../../shared/report/document.ts';
import { accept, type Result } from '../../shared/result.ts';
import { type WrittenFile, writeAside } from '../store/writeAside.ts';
import { csvText } from './formats/csv.ts';
import { htmlText } from './formats/html.ts';
import { jsonText } from './formats/json.ts';
import { xlsxStream } from './formats/xlsx.ts';

export interface WriteOptions {
  /** absolute or from the working folder; its folder must exist */
  readonly out: string;
  /** a PDF is a print of the HTML: `electron/app/printDocument.ts` */
  readonly format: Exclude<ReportFormat, 'pdf'>;
  readonly paper: Paper;
  /** of CSV */
  readonly bom: boolean;
  readonly fonts: string;
  readonly stop: AbortSignal;
  /** told of the file beside the target while it is not whole */
  onAside?(path: string): void;
  /** told now and then how many rows are written */
  onProgress?(rows: number): void;
}

export interface WrittenReport extends WrittenFile {
  readonly rows: number;
}

/** Rows between two words on how far it is. */
const STEP = 500;

/**
 * Writes a report in constant memory: rows are made as fast as the disk takes them.
 *
 * @returns the file, as read back from the disk, and how many rows it has; CANNOT_WRITE `{path, why}`
 */
export async function writeReport(document: ReportDocument, options: WriteOptions): Promise<Result<WrittenReport>> {
  let rows = 0;
  const onRow = (): void => {
    rows++;
    if (rows % STEP === 0) options.onProgress?.(rows);
  };
  const written = await writeAside(options.out, async (aside) => {
    options.onAside?.(aside);
    const hash = createHash('sha256');
    const hashed = new Transform({
      transform(chunk: Uint8Array, _encoding, done) {
        hash.update(chunk);
        done(null, chunk);
      },
    });
    const file = createWriteStream(aside, { flags: 'wx' });
    await pipeline(textOf(document, options, onRow), hashed, file, { signal: options.stop });
    return accept(hash.digest('hex'));
  });
  return written.ok ? accept({ ...written.value, rows }) : written;
}

function textOf(document: ReportDocument, { format, paper, bom, fonts }: WriteOptions, onRow: () => void): Readable {
  switch (format) {
    case 'json':
      return Readable.from(inTurns(jsonText(document, onRow)));
    case 'csv':
      return Readable.from(inTurns(csvText(document, bom, onRow)));
    case 'html':
      return Readable.from(inTurns(htmlText(document, { paper, fonts, maxRows: null, onRow })));
    case 'xlsx':
      return xlsxStream(document, onRow);
    default:
      return format satisfies never;
  }
}

/** Lets the process hear of a stop between two pieces. */
async function* inTurns(pieces: Iterable<string>): AsyncGenerator<Uint8Array> {
  for (const piece of pieces) {
    yield Buffer.from(piece);
    await new Promise((resolve) => setImmediate(resolve));
  }
}
