import { assetReport } from './assetReport.ts';
import { custodyReport } from './custodyReport.ts';
import { ledgerReport } from './ledgerReport.ts';
import type { ReportKind } from './report.ts';

/** Every report there is, by the name it is asked for. */
export const reports: readonly ReportKind[] = [custodyReport, assetReport, ledgerReport];
