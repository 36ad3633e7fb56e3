import { counted } from './uiWordsFrame.ts';

/** Words of backups, of coming back from one, and of the notice that something is missing since. */
export const backupWords = {
  files: 'AssetTrack stores',
  title: 'Backups',
  lead: 'A backup is a whole store in one file, checked from beginning to end. It is made while the app runs.',

  make: {
    title: 'Make a backup',
    now: 'Back up now',
    to: 'Back up to …',
    running: 'Making and checking the backup',
    done: (path: string, size: string) => `The backup lies in ${path} (${size}). It was read back and checked.`,
    hint: 'Those below lie on this laptop: they help against a damaged file, not against a lost laptop. Put one on a stick now and then, and keep it elsewhere.',
  },

  own: {
    title: 'Backups on this laptop',
    none: 'None yet',
    noneHint: 'One is made by itself each day on which something was recorded.',
    made: 'Made',
    size: 'Size',
    file: 'File',
    next: 'The next one is made',
    soon: 'within minutes',
    nothingNew: 'when something was recorded again',
    keeps: 'Kept: the last 14 days, then one a week for 8 weeks, one a month for 12 months.',
    act: 'Restore',
    restore: 'Look at it …',
    restoreOf: (file: string) => `Look at it … ${file}, to restore it`,
  },

  restore: {
    title: 'Restore',
    lead: 'A restore puts a backup in the place of the store. First you see what would be lost; nothing is changed until you confirm with your PIN.',
    choose: 'Choose a backup …',
    checking: 'Checking the backup',
    dialog: 'Restore this backup?',
    from: 'The backup ends',
    now: 'The store ends',
    unreadable: 'The store that is there cannot be read. It is kept beside the restored one.',
    entry: (seq: number) => `entry ${seq.toLocaleString('en')}`,
    same: 'Both end with the same entry: nothing would be lost or gained.',
    lost: (n: number) => `${counted(n, 'entry', 'entries')} would be lost`,
    gained: (n: number) => `${counted(n, 'entry', 'entries')} would come with it`,
    more: (n: number) => `and ${n.toLocaleString('en')} older`,
    kept: 'The store that is there now is kept beside the restored one, whole. This laptop begins a new chain: no number of a receipt is given twice. Everybody is signed out.',
    confirm: 'Restore',
    running: 'Restoring',
    runningHint: 'The backup is copied, checked and put in place. The store that was there is kept.',
    done: 'The backup is in place.',
  },

  notice: {
    label: 'Restored from a backup',
    text: (file: string) => `This record was restored from ${file}.`,
    missing: (n: number) =>
      `${counted(n, 'entry', 'entries')} that had been recorded after it ${n === 1 ? 'is' : 'are'} not in it.`,
    missingUnknown: 'What was recorded after it is not in it.',
    replaced: (file: string) => `The replaced store is kept as ${file}.`,
    acknowledge: 'Acknowledge …',
    dialog: 'Acknowledge the restore',
    dialogLead:
      'Say what was done about what is missing: entered again from paper, looked up in the replaced store, or known to be nothing.',
    reason: 'What was done',
    confirm: 'Acknowledge',
    done: 'The restore is acknowledged',
    forAdmin: 'An admin acknowledges it.',
  },
} as const;
