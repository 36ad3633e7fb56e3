import { counted } from './uiWordsFrame.ts';

/** Words of what cannot be proven. */
export const exceptionWords = {
  title: 'Cannot be proven',
  lead: 'Nothing here stops work. Each of these is a place where the record alone does not convince a stranger.',
  all: 'All kinds',
  kindsLabel: 'Kinds',
  none: 'Every record has what it needs',
  noneHint: 'Gaps, missing acceptances, late entries and flags would stand here, each with what would settle it.',
  noneOfKind: 'None of this kind.',
  count: (n: number) => counted(n, 'exception'),
  listLabel: 'What cannot be proven',
  happened: 'Happened',
  kinds: {
    gap: 'Nobody had it for a while',
    missing_acceptance: 'Handed over without acceptance',
    clock_suspect: 'The clock was wrong',
    recorded_late: 'Recorded a day or more later',
    seal_mismatch: 'Unsealed with another number',
    flag: 'Flagged as mistaken',
    restored: 'Came with a restore',
    head_doubted: 'The end of the record was in doubt',
  },
  /** what to know of a kind, above its rows */
  hints: {
    gap: 'The asset was unplaced or lost. A gap that goes on is closed by placing or finding the asset; one that is over can only be corrected, if it was recorded wrong.',
    missing_acceptance:
      'Not all parties confirmed with PIN, signature or witness. A receipt stays as it was made; return and issue again if an acceptance is needed.',
    clock_suspect:
      'This laptop’s clock had gone back or jumped when it was written down. Correct the time if it is wrong.',
    recorded_late:
      'More than a day lies between the event and its entry. Nothing has to be done where the time is right.',
    seal_mismatch:
      'The number that was read was not the one applied. Check the contents of the case; correct the number if it was misread.',
    flag: 'Somebody says that the entry is wrong. Correct it, or answer why it stands.',
    restored: 'The store was put back from a backup then. What was recorded between backup and restore is not here.',
    head_doubted: 'The log and what this laptop remembered of its end did not fit. Check the whole record.',
  },
  why: {
    unplacedStill: (since: string) => `Unplaced since ${since}`,
    unplaced: (from: string, to: string) => `Unplaced from ${from} to ${to}`,
    lostStill: (since: string) => `Lost since ${since}`,
    lost: (from: string, to: string) => `Lost from ${from} to ${to}`,
    missing: (parties: string) => `Not accepted by ${parties}`,
    late: (event: string, at: string) => `${event}, written down ${at}`,
    clock: (event: string, at: string) => `${event}, written down ${at} by a clock in doubt`,
    seal: (seal: string, found: string) => `Sealed with ${seal}, unsealed as ${found}`,
    flag: (by: string, note: string) => (note === '' ? `Flagged by ${by}` : `${by}: “${note}”`),
    restored: (at: string) => `Restored ${at}`,
    head: (at: string) => `Noticed ${at}`,
  },
  parties: { holder: 'the holder', to: 'the receiver', operator: 'the operator' } as Readonly<Record<string, string>>,
  somebody: 'somebody',
  store: 'The store',
  acts: {
    place: 'Place …',
    find: 'Record as found …',
    correct: 'Correct …',
    dismiss: 'It stands …',
    receipt: 'Open the receipt',
    check: 'Check contents …',
    verify: 'Check the record',
    acknowledge: 'Say what was done …',
    show: 'Show it',
  },
  openAll: 'Show them all',
} as const;
