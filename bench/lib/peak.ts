import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { BigStore } from './bigStore.ts';

const STATUS = '/proc/self/status';
const COMMAND_LINE = join(import.meta.dirname, '..', '..', 'scripts', 'assettrack.mjs');
const SAY_PEAK = join(import.meta.dirname, 'sayPeak.mjs');

/** Linux tells the peak of this program itself; what a process tells of itself can be its parent's, before it began. */
export function peakMegabytes(): number {
  const status = existsSync(STATUS) ? readFileSync(STATUS, 'utf8') : '';
  const kilobytes = /^VmHWM:\s+(\d+) kB/m.exec(status)?.[1] ?? process.resourceUsage().maxRSS;
  return Math.round(Number(kilobytes) / 1024);
}

export interface ReportWish {
  readonly name: string;
  readonly format: string;
  /** where the file may lie meanwhile */
  readonly out: string;
  /** of Node */
  readonly switches: readonly string[];
}

/** The memory that the command line itself takes for a report, in MB: a bench has more in memory than any export. */
export function peakOfReport({ path, home }: BigStore, { name, format, out, switches }: ReportWish): number {
  const report = [COMMAND_LINE, 'report', name, '--store', path, '--format', format, '--out', out];
  const { status, stderr, stdout } = spawnSync(process.execPath, [...switches, '--import', SAY_PEAK, ...report], {
    encoding: 'utf8',
    env: { ...process.env, ASSETTRACK_HOME: home },
  });
  rmSync(out, { force: true });
  const peak = /^peak (\d+) MB$/m.exec(stderr)?.[1];
  if (status !== 0 || peak === undefined) throw new Error(`the report could not be measured: ${stdout}${stderr}`);
  return Number(peak);
}
