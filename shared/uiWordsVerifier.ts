/** The sentences of the page that checks packs, beside those of `uiWordsPack.ts`, which it has in common with the command line. */
export const verifierWords = {
  product: 'AssetTrack',
  title: 'Check a custody pack',
  lead: 'Is this pack, to the letter, what was signed? This page finds out on this computer alone. It sends nothing, and asks nothing of any network.',
  noScript:
    'To check a pack, this page must be allowed to run its script. Or check the pack with: assettrack verify PACK.zip',
  version: (version: string) => `page of version ${version}`,

  file: 'Custody pack',
  fileHint: 'The .zip file as you received it. Choose it, or drop it anywhere on this page.',
  drop: 'Let go to check this file',
  key: 'Fingerprint of the signing key',
  keyHint:
    'Optional: 64 digits, 0–9 and a–f, as the organisation told you by another way than this pack. Without it nobody knows whose key signed.',
  keyWrong: 'This is no fingerprint: it has 64 digits, 0–9 and a–f. Spaces and capitals do not matter.',
  check: 'Check',
  chooseFirst: 'Choose a pack first.',

  reading: (done: string, of: string) => `Reading the file: ${done} of ${of}`,
  checking: (done: string, of: string) => `Checking: ${done} of ${of}`,
  isNoPack: (name: string) => `${name} is no custody pack.`,
  unreadable: (name: string) => `${name} cannot be read. Was it moved, or is the drive no longer there?`,
  tooLargeHere: (name: string, size: string) =>
    `This browser cannot hold ${name} (${size}). Check it with: assettrack verify PACK.zip`,
  failed: (why: string) => `The check did not come to an end (${why}). Nothing is said of the pack.`,

  waiting: 'What is proven, and what is not, will stand here.',
  verdict: {
    broken: 'Broken: do not rely on this pack',
    known: 'Nothing is broken, and the key is the one you named',
    unknown: 'Nothing is broken; whose key signed it is not proven',
  },
  verdictMore: {
    broken: 'It is not what was signed, or it contradicts itself. What is broken stands below.',
    known: 'Read below what that proves, and what it does not.',
    unknown: 'Anybody can make a pack with a key of their own. Read below what is proven, and what is not.',
  },
  groups: { broken: 'Broken', proven: 'Proven', 'not proven': 'Not proven' },
  groupMore: {
    broken: 'Each of these alone is enough not to rely on the pack.',
    proven: 'By arithmetic that anybody can repeat.',
    'not proven': 'No arithmetic on this file can show it. That is no sign of a fault.',
  },
  checkedAt: (file: string, size: string, at: string) => `${file}, ${size}. Checked ${at} by this computer’s clock.`,

  says: 'What the pack says of itself',
  about: 'About',
  aboutReport: {
    asset: 'Asset: chain of custody',
    case: 'Case: inventory and check',
    holder: 'Holder: statement',
    ledger: 'Full ledger',
  },
  organisation: 'Organisation',
  document: 'Document',
  made: 'Made',
  madeBy: (name: string, role: string) => `${name}, ${role}`,
  by: 'By',
  device: 'Signed on device',
  entries: 'Entries',
  entriesOf: (count: number, of: number, whole: boolean) =>
    whole ? `all ${count} of the record` : `${count} of ${of} in the record`,
  fingerprint: 'Key',

  trust: 'How far to trust this page',
  trustMore: [
    'If this page came inside the pack, whoever made the pack made the page too. A forger can put in a page that finds everything in order.',
    'Where much depends on it, check with something that did not come with the pack: AssetTrack on another computer, its command line, or this page out of a pack whose origin you know.',
  ],
  trustCommand: 'assettrack verify PACK.zip --key FINGERPRINT',
} as const;
