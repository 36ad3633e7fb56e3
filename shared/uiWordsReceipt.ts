import type { HandoverKind } from './contract/commands.ts';
import { partyWords } from './uiWordsDesk.ts';
import { counted } from './uiWordsFrame.ts';

const kinds: Readonly<Record<HandoverKind, string>> = { issue: 'Issue', return: 'Return', transfer: 'Transfer' };

/** Words of a frozen receipt, on the screen and on paper, and of the list of receipts. */
export const receiptWords = {
  title: 'Receipts',
  one: (number: string) => `Receipt ${number}`,
  kinds,
  heading: { issue: 'Issue receipt', return: 'Return receipt', transfer: 'Transfer receipt' } as Readonly<
    Record<HandoverKind, string>
  >,

  done: (kind: HandoverKind, items: number) =>
    `${{ issue: 'Handed over', return: 'Taken back', transfer: 'Transferred' }[kind]}: ${counted(items, 'item')}.`,
  stay: (n: number) => `${n} blocked ${n === 1 ? 'line stays' : 'lines stay'} in the list.`,
  several: (n: number) => `It made ${n} receipts, one for each holder:`,
  next: { issue: 'Next issue', return: 'Next return', transfer: 'Next transfer' } as Readonly<
    Record<HandoverKind, string>
  >,
  print: 'Print',
  printHint: 'A4, this receipt alone',

  from: 'From',
  to: 'To',
  store: 'The store',
  broughtBy: 'Brought back by',
  recordedBy: 'Recorded by',
  happened: 'Happened',
  recorded: 'Recorded',
  late: 'written down later',
  place: 'Place',
  purpose: 'Purpose',
  due: 'Due back',
  itemsOf: (n: number) => counted(n, 'item'),
  item: 'Item',
  xOf: (n: number, of: number) => `${n} of ${of}`,
  asset: 'Asset',
  description: 'Description',
  serial: 'Serial',
  origin: 'From',
  goes: 'To',
  condition: 'Condition',
  note: 'Note',
  unplaced: 'unplaced',
  corrected: 'Corrected since',
  correctedHint: (n: number) =>
    `${counted(n, 'entry', 'entries')} of this receipt ${n === 1 ? 'was' : 'were'} corrected after it was made. The receipt stays as it was accepted; what is right now stands in the history of each asset marked.`,
  correctedBecause: (reason: string) => `corrected: ${reason}`,
  voided: (reason: string) => `voided: ${reason}`,
  gapBefore: 'nobody accounts for the time before this',

  acceptance: 'Acceptance',
  parties: partyWords,
  method: {
    pin: 'confirmed by PIN',
    drawn: 'signed by hand',
    witnessed: 'witnessed',
  } as const,
  witness: (name: string) => `Witness: ${name}`,
  missing: 'No acceptance was given',
  missingHint: 'listed as “cannot be proven”',
  signatureOf: (name: string) => `Signature of ${name}`,

  terms: (version: number) => `Terms, version ${version}`,
  hash: 'SHA-256',
  proof: 'Proof',
  event: 'Event',
  sequence: 'No. in the log',
  chain: 'Hash in the chain',
  device: 'Device',
  notOfficial:
    'Made by AssetTrack from its event log. Not an official form; it proves what was recorded, by whom and when.',
  printed: (at: string, by: string) => `Printed ${at} by ${by}`,

  cases: 'Cases that it came back to',
  complete: 'complete',
  missingNow: (n: number) => `${n} still missing`,
  extraNow: (n: number) => `${n} at home elsewhere`,

  list: {
    empty: 'No receipts yet',
    emptyHint: 'Each handover makes one: issue, return or transfer something.',
    emptyFiltered: 'No receipt is like that',
    kind: 'Kind',
    all: 'All',
    holder: 'Holder',
    receipt: 'Receipt',
    happened: 'Happened',
    who: 'From and to',
    place: 'Place',
    items: 'Items',
    state: 'State',
    accepted: 'accepted',
    missing: (n: number) => (n === 1 ? 'one side did not accept' : 'nobody accepted'),
    corrected: 'corrected',
    more: 'Show more',
    label: 'Receipts, newest first',
    arrow: (from: string, to: string) => `${from} → ${to}`,
  },
} as const;
