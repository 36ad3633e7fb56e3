import type { Custody } from '../../electron/custody.ts';
import { fontsFolder } from '../../electron/report/fonts.ts';
import { openReport } from '../../electron/report/openReport.ts';
import { type WriteOptions, type WrittenReport, writeReport } from '../../electron/report/writeReport.ts';
import { systemClock } from '../../shared/time.ts';
import { value } from './value.ts';

export type WrittenFormat = WriteOptions['format'];

interface Export {
  readonly name: string;
  readonly format: WrittenFormat;
  readonly out: string;
  /** of XLSX; as the app does it where nothing is said */
  readonly zlib?: 1;
}

/** Writes a report of everything, as the process of an export does it. */
export async function exportOf(custody: Custody, { name, format, out, zlib }: Export): Promise<WrittenReport> {
  custody.inBulk.spareMemory();
  const report = openReport(custody, { name, filters: {}, clock: systemClock, appVersion: 'bench', by: null });
  const stop = new AbortController().signal;
  const how = { out, format, paper: 'A4', bom: false, fonts: fontsFolder, stop } as const;
  return value(await writeReport(value(report), { ...how, ...(zlib === undefined ? {} : { zlib }) }));
}
