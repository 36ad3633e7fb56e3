import { counted } from './uiWordsFrame.ts';
import { documentWords } from './uiWordsReportDocument.ts';

const verdicts = { broken: 'Broken', 'not proven': 'Not proven', proven: 'Proven' } as const;

/** Words of checking a custody pack: in its view, at the sign-in page, and where a pack was opened from outside. */
export const packCheckWords = {
  title: 'Check a custody pack',
  entry: 'Check a custody pack …',
  lead: 'A custody pack proves itself: what it says was signed, and has not been changed since. No store and no network are needed.',
  files: 'Custody packs',
  anyFile: 'All files',

  choose: 'Choose a pack …',
  chooseOther: 'Choose another …',
  none: 'No pack is open',
  noneHint: 'Choose a file that ends in .custodypack, or a .zip that the command line made. Nothing in it is run.',
  file: (folder: string, size: string) => `${size}, in ${folder}`,
  fingerprint: 'Fingerprint that you know from elsewhere',
  fingerprintHint: 'If the organisation told you one, by telephone or on paper: 64 digits, with spaces or without.',
  keyForm: 'is no fingerprint: it has 64 digits, 0–9 and a–f',
  keyWrong: 'A fingerprint has 64 digits, 0–9 and a–f.',
  check: 'Check',
  again: 'Check again',
  checking: 'Checking the pack',
  back: 'Back to signing in',

  cannotRead: (name: string, why: string) => `${name} cannot be read: ${why}.`,
  noFile: 'it is no ordinary file',
  tooLarge: 'it is larger than a pack may be',
  cancelled: 'The check was cancelled. Nothing is known of this pack.',

  heading: {
    proven: 'Nothing in this pack is broken, and it is from the laptop that you named',
    'not proven': 'Nothing in this pack is broken; its owner is not proven',
    broken: 'This pack is broken. Do not rely on anything in it.',
  },
  headingHint: {
    proven: 'Read below what that proves, and what it does not.',
    'not proven':
      'Anybody can sign a pack with a key of their own. Ask the organisation for the fingerprint of its laptop, and check again with it.',
    broken:
      'It was changed after it was signed, was damaged on its way, or is from another laptop than the one you named.',
  },
  verdicts,
  verdictOf: (verdict: keyof typeof verdicts, n: number) => `${verdicts[verdict]} (${n})`,
  says: 'What the pack says of itself',
  organisation: 'Organisation',
  about: 'About',
  /** a pack of a later version may have a report that is not known here */
  report: (name: string): string => Object.entries(documentWords.titles).find(([known]) => known === name)?.[1] ?? name,
  document: 'Document',
  made: 'Made',
  madeBy: (when: string, who: string | null, device: string) =>
    `${when}${who === null ? '' : ` by ${who}`}, on device ${device}`,
  entries: 'Entries',
  entriesIn: (n: number, whole: boolean) =>
    `${counted(n, 'entry', 'entries')}${whole ? ', the whole record' : ', those concerned'}`,
  inIt: 'Files in it',
  signedWith: 'Signed with',
  sha: 'SHA-256 of the file',

  notice: {
    label: 'A custody pack was opened',
    text: (name: string) => `The custody pack “${name}” was opened.`,
    check: 'Check it',
    later: 'Not now',
  },
} as const;
