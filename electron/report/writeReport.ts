import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { accept, type Result } from '../../shared/result.ts';
import { type WrittenFile, writeAside } from '../store/writeAside.ts';
import { csvWriter } from './csv.ts';
import { jsonText } from './jsonText.ts';
import type { ReportHead, ReportRows } from './report.ts';

export const formats = ['json', 'csv'] as const;
export type Format = (typeof formats)[number];

/**
 * Writes a report in constant memory: rows are made as fast as the disk takes them.
 *
 * @returns the file, as read back from the disk, and how many rows it has; CANNOT_WRITE `{path, why}`
 */
export async function writeReport(
  out: string,
  format: Format,
  head: ReportHead,
  report: ReportRows,
  stop: AbortSignal,
): Promise<Result<WrittenFile & { readonly rows: number }>> {
  let rows = 0;
  const counted = function* () {
    for (const row of report.rows) {
      rows++;
      yield row;
    }
  };
  const written = await writeAside(out, async (aside) => {
    const hash = createHash('sha256');
    const hashed = new Transform({
      transform(chunk: Uint8Array, _encoding, done) {
        hash.update(chunk);
        done(null, chunk);
      },
    });
    const file = createWriteStream(aside, { flags: 'wx' });
    if (format === 'json') {
      await pipeline(Readable.from(jsonText(head, counted())), hashed, file, { signal: stop });
    } else {
      const cells = function* () {
        for (const row of counted()) yield report.columns.map((column) => row[column]);
      };
      await pipeline(Readable.from(cells()), csvWriter(report.columns), hashed, file, { signal: stop });
    }
    return accept(hash.digest('hex'));
  });
  return written.ok ? accept({ ...written.value, rows }) : written;
}
