import { adminWords } from './uiWordsAdmin.ts';
import { asOfWords } from './uiWordsAsOf.ts';
import { assetWords } from './uiWordsAsset.ts';
import { assetsWords } from './uiWordsAssets.ts';
import { assignmentWords, auditWords } from './uiWordsAssignments.ts';
import { backupWords } from './uiWordsBackup.ts';
import { boardWords } from './uiWordsBoard.ts';
import { caseWords } from './uiWordsCase.ts';
import { compareWords } from './uiWordsCompare.ts';
import { correctionWords } from './uiWordsCorrection.ts';
import { deskWords } from './uiWordsDesk.ts';
import { draftWords } from './uiWordsDrafts.ts';
import { exceptionWords } from './uiWordsExceptions.ts';
import { frameWords } from './uiWordsFrame.ts';
import { holderWords } from './uiWordsHolders.ts';
import { importWords } from './uiWordsImport.ts';
import { jobWords } from './uiWordsJobs.ts';
import { labelWords } from './uiWordsLabels.ts';
import { packCheckWords } from './uiWordsPackCheck.ts';
import { receiptWords } from './uiWordsReceipt.ts';
import { reportWords } from './uiWordsReports.ts';

/**
 * What the window says, in one place and ready for a second language: words, and small functions where a number or a
 * name stands inside a sentence. Each area has a file of its own; why something was refused is said by `words.ts`.
 */
export const words = {
  ...frameWords,
  asOf: asOfWords,
  asset: assetWords,
  board: boardWords,
  assignments: assignmentWords,
  audit: auditWords,
  compare: compareWords,
  desk: deskWords,
  drafts: draftWords,
  receipt: receiptWords,
  reports: reportWords,
  assets: assetsWords,
  case: caseWords,
  correction: correctionWords,
  holders: holderWords,
  admin: adminWords,
  exceptions: exceptionWords,
  imports: importWords,
  jobs: jobWords,
  labels: labelWords,
  packCheck: packCheckWords,
  backup: backupWords,
} as const;
