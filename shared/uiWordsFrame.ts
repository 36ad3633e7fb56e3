import type { ThemeChoice } from './ipc/contract.ts';
import type { Role } from './session.ts';

/** `1 asset`, `2 assets`: a count in digits before its noun. */
export function counted(n: number, one: string, many = `${one}s`): string {
  return `${n.toLocaleString('en')} ${n === 1 ? one : many}`;
}

const roleNames: Readonly<Record<Role, string>> = {
  technician: 'technician',
  coordinator: 'coordinator',
  admin: 'admin',
  auditor: 'auditor',
};

const themeNames: Readonly<Record<ThemeChoice, string>> = {
  system: 'As the system',
  light: 'Light',
  dark: 'Dark',
  sunlight: 'Sunlight',
};

/** Words of the frame around every view, of signing in, and of what stands before it. */
export const frameWords = {
  app: 'AssetTrack',
  skip: 'Skip to the view',
  loading: 'Asking …',
  retry: 'Try again',
  cancel: 'Cancel',
  close: 'Close',
  done: 'Done',
  now: 'now',
  roles: roleNames,

  menu: {
    file: '&File',
    go: '&Go',
    view: '&View',
    lock: 'Lock',
    switchOperator: 'Switch operator',
    search: 'Search and commands',
    back: 'Back',
    forward: 'Forward',
    scannerTest: 'Scanner test',
    theme: 'Colours',
  },

  theme: {
    label: 'Colours',
    names: themeNames,
  },

  rail: {
    label: 'Views',
    board: 'Board',
    cases: 'Cases',
    issue: 'Issue',
    return: 'Return',
    transfer: 'Transfer',
    receipts: 'Receipts',
    assets: 'Assets',
    holders: 'Holders',
    assignments: 'Assignments',
    reports: 'Reports',
    audit: 'Audit',
    admin: 'Admin',
    scanner: 'Scanner test',
  },

  top: {
    search: 'Scan or search asset, case, holder, receipt',
    searchKeys: 'Ctrl K',
    signedIn: (name: string, role: Role) => `${name} · ${roleNames[role]}`,
    account: ', switch operator, sign out, colours',
    lock: 'Lock',
    lockKeys: 'Ctrl L',
    switchOperator: 'Switch operator',
    switchKeys: 'F2',
    signOut: 'Sign out',
  },

  palette: {
    label: 'Search and commands',
    placeholder: 'Tag, barcode, serial, case, holder, receipt – or where to go',
    found: 'Found',
    go: 'Go to',
    nothing: (text: string) => `Nothing is called “${text}”. Check the spelling, or scan the label.`,
    kinds: {
      asset: 'Asset',
      case: 'Case',
      holder: 'Holder',
      receipt: 'Receipt',
      handover: 'Receipt',
    } as Readonly<Record<string, string>>,
    lock: 'Lock the window',
    verify: 'Check the whole record now',
    switchOperator: 'Switch operator',
    theme: (name: string) => `Colours: ${name}`,
  },

  signIn: {
    title: 'Sign in',
    who: 'Who are you?',
    find: 'Find a name',
    nobody: (text: string) => `Nobody here is called “${text}”.`,
    pin: 'PIN',
    pinHint: '6 to 12 digits',
    pinOf: (name: string) => `PIN of ${name}`,
    submit: 'Sign in',
    checking: 'Checking …',
    unlock: 'Unlock',
    locked: 'Locked',
    lockedFor: (name: string) => `${name} is still signed in; nothing was lost.`,
    someoneElse: 'Someone else',
    wrong: (name: string) => `That is not the PIN of ${name}. Try again.`,
    lockedOut: (name: string, until: string) =>
      `Too many wrong PINs for ${name}. The next try is possible ${until}; an admin can set a new PIN at once.`,
    lockedOutForGood: (name: string) => `Too many wrong PINs for ${name}. Only an admin can help now, with a new PIN.`,
    hashedElsewhere: (name: string) =>
      `The PIN of ${name} was set on another laptop and holds there only. An admin gives a new one; if no admin gets in, the recovery code does, under “Forgotten PIN”.`,
    scanRefused: 'That was a scan. Nothing is taken while nobody is signed in.',
    removeSample: {
      open: 'Delete the sample …',
      title: 'Delete the sample organisation?',
      lead: 'Everything that was tried in it goes, for good. Your own store is not touched, and the sample can be written anew.',
      confirm: 'Delete the sample',
    },
    sample: 'This is the sample organisation. Play with anything; your own records are not here.',
    samplePin: (pin: string) => `The PIN of everybody here is ${pin}.`,
    leaveSample: 'Back to my own store',
  },

  custody: {
    inSlot: (code: string, slot: number) => `${code} / ${slot}`,
    unplaced: 'unplaced',
    lost: 'lost',
    retired: 'retired',
  },

  pin: {
    title: 'Confirm with your PIN',
    titleOf: (name: string) => `${name} confirms with the PIN`,
    confirm: 'Confirm',
    show: 'Show the PIN',
  },

  firstRun: {
    title: 'A new store',
    lead: 'Everything recorded will be kept on this laptop, in one file. It starts with your organisation and its first admin.',
    organisation: 'Organisation',
    admin: 'Your name',
    adminHint: 'You will be its first admin; you can add others later.',
    pin: 'PIN',
    pinAgain: 'PIN again',
    pinsDiffer: 'The two PINs are not the same. Type both again.',
    create: 'Create the store',
    creating: 'Creating …',
    where: 'The file will be',
    or: 'Only looking?',
    sample: 'Open a sample organisation',
    sampleHint: 'Two months of invented custody in a store of its own; your own store stays empty.',
    writingSample: 'Writing the sample organisation',
    writingHint: 'Two months of custody, every event by a real command. It takes a few seconds, once.',
  },

  refusedStore: {
    titles: {
      STORE_BUSY: 'Another program has this store open',
      STORE_DAMAGED: 'This store is not what it was',
      STORE_READ_ONLY: 'This store cannot be written',
      STORE_TOO_NEW: 'A newer AssetTrack wrote this store',
    } as Readonly<Record<string, string>>,
    title: 'This store cannot be opened',
    steps: {
      STORE_BUSY: [
        'Look for another AssetTrack window, or a command line that is still running, and close it.',
        'Then try again here. Nothing was lost.',
      ],
      STORE_DAMAGED: [
        'Delete nothing in its folder, and let no other program write there.',
        '“assettrack verify” says everything that is wrong, and where; an expert may read more out of the copy.',
        'Tell those who rely on this record.',
      ],
      STORE_READ_ONLY: [
        'Check that you may write to the folder and that the disk has space left.',
        'Then try again here. The store itself was not touched.',
      ],
      STORE_TOO_NEW: ['Install that newer release on this laptop. The store was not touched.'],
    } as Readonly<Record<string, readonly string[]>>,
    otherSteps: ['Check that the file is there and that you may read it, then try again.'],
    file: 'Store',
    findings: 'What was found',
    damaged: (why: string) =>
      `The file was changed by something else than AssetTrack, or its disk lost something${why === '' ? '' : ` (${why.replace(/\.$/, '')})`}. Nothing was written to it.`,
    rescue: 'What was kept',
    copyKept: 'A copy of the store as it is now was kept in',
    copyNotKept: 'No copy could be kept: copy the whole folder aside before anything else.',
    back: {
      title: 'Go back to a backup',
      looking: 'Checking a backup from beginning to end',
      notWhole: (files: readonly string[]) =>
        `${files.join(', ')} ${files.length === 1 ? 'was' : 'were'} checked, and cannot be restored: not whole, or of another store.`,
      own: 'The newest whole backup on this laptop was checked just now.',
      chosen: 'The backup you chose was checked just now, and is whole.',
      end: (seq: number, when: string) => `It ends with entry ${seq.toLocaleString('en')}, recorded ${when}.`,
      nothingMissing: 'It holds everything that was recorded here.',
      missing: (n: number, until: string) =>
        `${counted(n, 'entry', 'entries')} recorded here after it, until ${until}, would be missing.`,
      missingUnknown: 'How much was recorded after it cannot be told: the head file is gone too.',
      readable: (n: number) => `Of those, ${n.toLocaleString('en')} can still be read`,
      gained: (n: number) =>
        `${counted(n, 'entry', 'entries')} of it ${n === 1 ? 'is' : 'are'} not in the damaged store.`,
      none: 'No whole backup of this store lies on this laptop. Without one nothing can be restored here.',
      noneHint: 'Look for one on a stick or another disk, and choose it here.',
      choose: 'Choose another backup …',
      who: 'Admin',
      pinOf: (name: string) => `PIN of ${name}`,
      pinHint: 'The PIN that held when the backup was made.',
      restore: 'Restore this backup',
      after:
        'The damaged store is kept beside the restored one. This laptop begins a new chain: no number of a receipt is given twice. Until an admin has acknowledged what is missing, everybody is told.',
      noAdmin: 'Nobody in this backup can confirm a restore with a PIN.',
    },
  },

  status: {
    label: 'State of the record',
    verifying: 'Checking the whole record …',
    verifyingShare: (percent: number) => `Checking the whole record … ${percent} %`,
    verified: (at: string) => `Record checked ${at}`,
    verifiedEvents: (events: number) => `${counted(events, 'event')}, nothing wrong`,
    findings: (n: number) => `${counted(n, 'finding')} in the record: it is not what it was`,
    stopped: 'The check of the record was stopped',
    verifyFailed: 'The record could not be checked',
    again: 'Check again',
    lowDisk: (bytes: number) =>
      `The disk is nearly full: ${Math.floor(bytes / 1_048_576)} MB left. Make room before writing fails.`,
    sample: 'Sample organisation',
  },

  happened: {
    label: 'Happened',
    now: 'Now',
    setBack: 'Set back …',
    at: 'Date and time',
    quarter: '15 min ago',
    hour: '1 h ago',
    yesterday: 'Yesterday',
    backToNow: 'Back to now',
    hint: (offset: string) =>
      `This laptop’s time zone (UTC${offset}). It is recorded now, and says that it happened then.`,
    future: 'That moment has not come yet. Choose one that has passed.',
    incomplete: 'Give both the date and the time.',
  },

  refused: {
    label: 'Refused',
    viewFailed: 'This view cannot be shown',
    fault: 'Something went wrong in the app itself. It is written in its log; nothing was recorded.',
  },

  scanner: {
    title: 'Scanner test',
    lead: 'Scan any label. It is not recorded; it shows how this laptop hears the scanner.',
    waiting: 'Waiting for a scan …',
    heard: 'Heard',
    code: 'Code',
    keys: (n: number, ms: number) => `${counted(n, 'key')}, the slowest after ${ms} ms`,
    repeats: 'the same again, ignored',
    settings: 'How scans are told from typing',
    suffix: 'Sent after a code',
    suffixes: { enter: 'Enter', tab: 'Tab', none: 'nothing' } as const,
    keyGap: 'Slowest key of a scan (ms)',
    keyGapHint: 'Most scanners send a key every 1 to 20 ms; people need 60 or more.',
    blanking: 'Same code counts once within (ms)',
    save: 'Save for everyone',
    saved: 'Scanner settings saved',
    adminOnly: 'An admin can change these.',
    sounds: 'Sounds',
    taken: 'Taken',
    repeated: 'Repeated',
    blocked: 'Blocked',
    unknown: (code: string) => `“${code}” is not known here. Check the label, or add it first.`,
  },

  notFound: {
    title: 'Nothing is at this address',
    hint: 'It may have been typed wrong, or belong to another store.',
    toBoard: 'To the board',
  },
} as const;
