import type { ReportName } from '../../shared/contract/reports.ts';
import type { Builder } from './builder.ts';
import { assetReport } from './builders/assetReport.ts';
import { assignmentsReport } from './builders/assignmentsReport.ts';
import { auditReport } from './builders/auditReport.ts';
import { caseReport } from './builders/caseReport.ts';
import { correctionsReport } from './builders/correctionsReport.ts';
import { custodyReport } from './builders/custodyReport.ts';
import { exceptionsReport } from './builders/exceptionsReport.ts';
import { holderReport } from './builders/holderReport.ts';
import { ledgerReport } from './builders/ledgerReport.ts';
import { outstandingReport } from './builders/outstandingReport.ts';
import { overdueReport } from './builders/overdueReport.ts';
import { receiptReport } from './builders/receiptReport.ts';

/** Who makes which report. */
export const builders: Readonly<Record<ReportName, Builder>> = {
  custody: custodyReport,
  asset: assetReport,
  case: caseReport,
  holder: holderReport,
  receipt: receiptReport,
  outstanding: outstandingReport,
  overdue: overdueReport,
  exceptions: exceptionsReport,
  corrections: correctionsReport,
  audit: auditReport,
  assignments: assignmentsReport,
  ledger: ledgerReport,
};
