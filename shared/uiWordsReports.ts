import type { ReportName, SaveFormat } from './contract/reports.ts';
import { counted } from './uiWordsFrame.ts';

const shortTitles: Readonly<Record<ReportName, string>> = {
  asset: 'Asset: chain of custody',
  case: 'Case: inventory and check',
  holder: 'Holder: statement',
  receipt: 'Handover receipts',
  custody: 'Current custody',
  outstanding: 'Outstanding',
  overdue: 'Overdue and due soon',
  exceptions: 'Exceptions',
  corrections: 'Corrections',
  audit: 'Audit trail',
  assignments: 'Assignments and confirmations',
  ledger: 'Full ledger',
};

const formats: Readonly<Record<SaveFormat, string>> = {
  pdf: 'PDF',
  html: 'HTML',
  csv: 'CSV',
  xlsx: 'Excel',
  json: 'JSON',
  pack: 'Custody pack',
};

/** What a format is good for, in a few words. */
const formatHints: Readonly<Record<SaveFormat, string>> = {
  pdf: 'to print, file and send',
  html: 'the same page for any browser, nothing else needed',
  csv: 'for other programs: every field as text',
  xlsx: 'a workbook with real dates and numbers, heads and filters',
  json: 'everything that is known, in a published form',
  pack: 'for a stranger to check: the report, the entries behind it and the receipts, signed by this laptop',
};

/** Words of the Reports view. */
export const reportWords = {
  title: 'Reports',
  lead: 'Look at it first, then save it. Every export is recorded with the SHA-256 of its file.',
  list: 'Which report',
  of: 'Report …',
  shortTitles,
  about: 'What it shows',
  fields: {
    tag: 'Assets',
    case: 'Cases',
    holder: 'Holders',
    receipt: 'Receipts',
    all: 'All of them',
    entries: 'Entries',
    status: 'Custody',
    kind: 'Kind',
    entityType: 'Kind of entity',
    entityId: 'Tag, code, name or number',
    actor: 'Recorded by',
    recipient: 'Recipient',
    from: 'From',
    to: 'Until',
  },
  tagHint: 'Type or scan a tag, then Enter',
  receiptHint: 'Type or scan a number, then Enter',
  any: 'any',
  allOf: (things: string) => `All ${things}`,
  entries: { recorded: 'As recorded', effective: 'As known now' },
  entriesHint: {
    recorded: 'every entry, corrected ones struck through',
    effective: 'only those that hold',
  },
  asOf: 'As of',
  asOfNow: 'now; set another moment at the top of the window',
  knownAt: (when: string) => `as known on ${when}`,
  choose: 'Choose what the report is about',
  chooseHint: {
    tag: 'Type or scan one tag or several.',
    case: 'Pick one case or several.',
    holder: 'Pick one holder or several.',
    receipt: 'Type a receipt’s number, or pick a holder.',
  },
  preview: 'Preview',
  previewOf: (title: string) => `Preview: ${title}`,
  previewing: 'Making the preview …',
  format: 'Format',
  formats,
  formatHints,
  paper: 'Paper',
  bom: 'Begin with a byte order mark',
  bomHint: 'by which older spreadsheets know the letters',
  savePack: 'Save as custody pack …',
  save: (format: string) => `Save as ${format} …`,
  writing: 'Writing the report',
  printing: 'Printing the report',
  saved: (file: string) => `Saved as ${file}`,
  savedFacts: (rows: string, bytes: string) => `${rows}, ${bytes}`,
  hash: (sha256: string) => `SHA-256 ${sha256}`,
  show: 'Show in folder',
  besides: 'Besides',
  /** why no custody pack is made of this report */
  noPack:
    'A custody pack is made about assets, cases or holders, or of the full ledger. Choose one of these reports for a pack.',
  noPackYet: 'Say first what the pack is about.',
  pack: {
    writing: 'Making the custody pack',
    facts: (entries: number, whole: boolean) =>
      `${counted(entries, 'entry', 'entries')} ${whole ? 'of the record, all there are' : 'of the record, those concerned'}`,
    files: 'In it',
    fingerprint: 'Fingerprint of this laptop’s key',
    fingerprintHint: (device: string) =>
      `Device ${device} signed it. Tell whoever gets the pack this fingerprint by another way than the pack: by telephone, or on paper. Only then can they know whose pack it is.`,
    noPdf: (why: string) => `Its pages are HTML, not PDF: ${why}.`,
    sha: 'SHA-256',
  },
} as const;
