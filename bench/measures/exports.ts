import { closeSync, fsyncSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { openCustody } from '../../electron/custody.ts';
import { inert } from '../../electron/report/formats/csv.ts';
import { type EventRow, eventColumns } from '../../electron/store/eventRow.ts';
import { formatInstant } from '../../shared/time.ts';
import { exportOf, type WrittenFormat } from '../lib/exporting.ts';
import { openRead } from '../lib/reading.ts';
import type { Measure } from '../lib/setting.ts';
import { compare, interleave } from '../lib/timing.ts';
import { value } from '../lib/value.ts';

const ROUNDS = 3;
const PIECE = 1 << 20;
const CHUNK = 10_000;
/** As electron/app/startJob.ts starts the process of an export. */
const SWITCHES = ['--max-semi-space-size=2'];

/** The whole ledger as files, up to where they are safe on the disk and were read back. */
export const exports: Measure = {
  what: 'the ledger as CSV, XLSX, HTML and JSON, against its bytes written raw and a CSV writer by hand, and its memory',
  async run(setting) {
    const big = setting.store(setting.size);
    const { db, close } = openRead(big);
    const custody = value(openCustody({ ...big, mode: 'read' }));
    const folder = setting.folder();
    const finished = join(folder, 'finished.csv');
    const out = join(folder, 'out');
    const { bytes, rows } = await exportOf(custody, { name: 'ledger', format: 'csv', out: finished });
    const ours = (format: WrittenFormat, zlib?: 1) => async () => {
      rmSync(out, { force: true });
      await exportOf(custody, { name: 'ledger', format, out, ...(zlib === undefined ? {} : { zlib }) });
    };
    const safely = (fill: (file: number) => void) => () => {
      rmSync(out, { force: true });
      const file = openSync(out, 'wx');
      fill(file);
      fsyncSync(file);
      closeSync(file);
    };
    const times = await interleave(
      {
        raw: safely((file) => writeAgain(finished, file)),
        hand: safely((file) => writeByHand(db, file)),
        csv: ours('csv'),
        json: ours('json'),
        html: ours('html'),
        xlsx: ours('xlsx'),
        xlsxFast: ours('xlsx', 1),
      },
      Math.max(1, Math.min(ROUNDS, Math.floor(setting.rounds / 100))),
    );
    custody.close();
    close();
    const { raw, hand, csv, json, html, xlsx, xlsxFast } = times;
    const peak = (name: string, format: WrittenFormat, switches: readonly string[] = SWITCHES) =>
      setting.peakOfReport(big, { name, format, out: join(folder, 'alone'), switches });
    return {
      rows,
      megabytes: Math.round(bytes / 1e6),
      ...times,
      timesRaw: { csv: compare(csv, raw), json: compare(json, raw), html: compare(html, raw) },
      timesHand: { csv: compare(csv, hand) },
      timesFast: { xlsx: compare(xlsx, xlsxFast) },
      peakMegabytes: {
        csv: peak('ledger', 'csv'),
        xlsx: peak('ledger', 'xlsx'),
        json: peak('ledger', 'json'),
        custody: peak('custody', 'csv'),
        commandLine: peak('ledger', 'csv', []),
      },
    };
  },
};

/** The bytes of a finished file, written once more. */
function writeAgain(from: string, file: number): void {
  const source = openSync(from, 'r');
  const piece = Buffer.allocUnsafe(PIECE);
  for (let read = readSync(source, piece); read > 0; read = readSync(source, piece)) writeSync(file, piece, 0, read);
  closeSync(source);
}

/** What anyone would write first: rows into JavaScript, each field quoted there, some thousand lines at a time. */
function writeByHand(db: ReturnType<typeof openRead>['db'], file: number): void {
  const select = db
    .prepare<[number, number], EventRow>(`SELECT ${eventColumns} FROM events WHERE seq > ? ORDER BY seq LIMIT ?`)
    .raw();
  const instants: readonly number[] = [1, 8, 10];
  const quoted = (field: unknown, i: number): string => {
    const text = instants.includes(i) ? formatInstant(Number(field)) : field === null ? '' : inert(String(field));
    return `"${text.replaceAll('"', '""')}"`;
  };
  for (let after = 0; ; ) {
    const chunk = select.all(after, CHUNK);
    for (let i = 0; i < chunk.length; i += 500) {
      writeSync(
        file,
        chunk
          .slice(i, i + 500)
          .map((row) => `${row.map(quoted).join(',')}\r\n`)
          .join(''),
      );
    }
    const last = chunk.at(-1);
    if (!last || chunk.length < CHUNK) return;
    after = last[0];
  }
}
