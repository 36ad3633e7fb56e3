/** What a check of a store can find wrong. Other programs rely on these names. */
export const findingCodes = [
  'INTEGRITY',
  'FOREIGN_KEYS',
  'SCHEMA',
  'APPLICATION_ID',
  'SEQ',
  'DEVICE_SEQ',
  'FORM',
  'HASH',
  'LINK',
  'GENESIS',
  'CLOCK',
  'SUPERSESSION',
  'ACTOR',
  'ASSIGNMENT',
  'DEVICE_KEY',
  'HEAD_MISSING',
  'HEAD_DAMAGED',
  'HEAD_AHEAD',
  'HEAD_FORK',
  'FOREIGN_EVENTS',
  'PROJECTION',
] as const;
export type FindingCode = (typeof findingCodes)[number];

/** One thing that is wrong, in plain words, and the event it concerns or since which it holds. */
export interface Finding {
  readonly code: FindingCode;
  readonly message: string;
  readonly seq?: number;
  readonly eventId?: string;
  readonly deviceId?: string;
}

export interface FindingReport {
  /** the first of each kind, up to `MOST_PER_CODE` */
  readonly findings: readonly Finding[];
  /** how many of each kind there are in all; kinds without any are left out */
  readonly counts: Readonly<Partial<Record<FindingCode, number>>>;
}

/** A store damaged throughout has a finding for each event: nobody reads more than these, and memory is bounded. */
export const MOST_PER_CODE = 100;

/** Gathers findings: counts all of them, keeps the first of each kind. */
export function collectFindings() {
  const findings: Finding[] = [];
  const counts: Partial<Record<FindingCode, number>> = {};

  return {
    add(finding: Finding): void {
      const count = (counts[finding.code] ?? 0) + 1;
      counts[finding.code] = count;
      if (count <= MOST_PER_CODE) findings.push(finding);
    },
    report: (): FindingReport => ({ findings, counts }),
  };
}

export type FindingCollector = ReturnType<typeof collectFindings>;

/** Findings that say the head cannot vouch for the end of the log, not that the log is wrong. Work goes on. */
export const headDoubts: ReadonlySet<FindingCode> = new Set(['HEAD_MISSING', 'HEAD_DAMAGED', 'FOREIGN_EVENTS']);
