import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { Transform } from 'node:stream';
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
  /** how hard XLSX is pressed, 1 to 9; default: 6 */
  readonly zlib?: number;
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
    const pieces = piecesOf(document, options, onRow);
    return accept(
      pieces ? await writePieces(aside, pieces, options.stop) : await writeBook(aside, document, options, onRow),
    );
  });
  return written.ok ? accept({ ...written.value, rows }) : written;
}

/** The document as text, made while it is written; null: it is no text. */
function piecesOf(
  document: ReportDocument,
  { format, paper, bom, fonts }: WriteOptions,
  onRow: () => void,
): Iterable<string> | null {
  switch (format) {
    case 'json':
      return jsonText(document, onRow);
    case 'csv':
      return csvText(document, bom, onRow);
    case 'html':
      return htmlText(document, { paper, fonts, maxRows: null, onRow });
    case 'xlsx':
      return null;
    default:
      return format satisfies never;
  }
}

/** UTF-8 takes no more bytes than this for a unit of UTF-16. */
const BYTES_PER_UNIT = 3;

/** Writes text through one buffer: a million rows leave no garbage outside the heap. @returns SHA-256, hex */
async function writePieces(path: string, pieces: Iterable<string>, stop: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  const file = await open(path, 'wx');
  try {
    let buffer = Buffer.allocUnsafe(0);
    for (const piece of pieces) {
      stop.throwIfAborted();
      const most = piece.length * BYTES_PER_UNIT;
      if (buffer.length < most) buffer = Buffer.allocUnsafe(most);
      const bytes = buffer.subarray(0, buffer.write(piece, 'utf8'));
      hash.update(bytes);
      for (let done = 0; done < bytes.length; ) done += (await file.write(bytes, done)).bytesWritten;
    }
    stop.throwIfAborted();
  } finally {
    await file.close();
  }
  return hash.digest('hex');
}

async function writeBook(
  path: string,
  document: ReportDocument,
  { stop, zlib }: WriteOptions,
  onRow: () => void,
): Promise<string> {
  const hash = createHash('sha256');
  const hashed = new Transform({
    transform(chunk: Uint8Array, _encoding, done) {
      hash.update(chunk);
      done(null, chunk);
    },
  });
  await pipeline(xlsxStream(document, onRow, zlib), hashed, createWriteStream(path, { flags: 'wx' }), { signal: stop });
  return hash.digest('hex');
}
