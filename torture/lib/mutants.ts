import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../scripts/setup/places.mjs';

/** One thing taken away from the program. */
export interface Mutant {
  readonly file: string;
  readonly line: number;
  /** the text of the file from here on is changed */
  readonly at: number;
  readonly from: string;
  readonly to: string;
}

interface Rule {
  readonly file: string;
  /** each match is one mutant */
  readonly matches: RegExp;
  readonly to: string;
  /** tests that ought to notice, by the beginning of their paths */
  readonly tests: readonly string[];
  /** a chapter of the torture suite that ought to notice, where no test can */
  readonly chapter?: string;
  /** matches that are no rule of the ledger, by a piece of their line and the one before: taking them away changes speed or words alone */
  readonly but?: readonly string[];
}

const ATTACKS = ['electron/store/attacks', 'electron/store/eventLog', 'electron/store/verifyChain'];
const VERIFY = ['electron/store/verifyChain', 'electron/store/attacks', 'electron/store/headFile'];
const CONDITION = /if \((?=[^\n]*\))(?:[^()\n]|\((?:[^()\n]|\([^()\n]*\))*\))*\)/g;

/** Every line that guards the ledger: each must be missed by a test when it is gone. */
const rules: readonly Rule[] = [
  { file: 'migrations/0001_events.sql', matches: /RAISE\(ABORT, '\w+'\)/g, to: 'NULL', tests: ATTACKS },
  {
    file: 'migrations/0004_assignments.sql',
    matches: /RAISE\(ABORT, '\w+'\)/g,
    to: 'NULL',
    tests: ATTACKS,
    // 0001 refuses the same; here they only keep json_each from failing in words of its own.
    but: ['NOT json_valid(NEW.data)\n', 'NOT json_valid(NEW.device_info)\n'],
  },
  {
    file: 'electron/store/guards.ts',
    matches: /RAISE\(ABORT, '\w+'\)/g,
    to: 'NULL',
    tests: ['electron/store/attacks'],
  },
  {
    file: 'electron/store/scanLog.ts',
    matches: CONDITION,
    to: 'if (false)',
    tests: VERIFY,
    but: ["row[5] === 'operator'", '!last ||'],
  },
  { file: 'electron/store/supersessionTrouble.ts', matches: CONDITION, to: 'if (false)', tests: VERIFY },
  { file: 'electron/store/assignmentTrouble.ts', matches: CONDITION, to: 'if (false)', tests: VERIFY },
  { file: 'electron/store/genesisTrouble.ts', matches: CONDITION, to: 'if (false)', tests: VERIFY },
  { file: 'electron/store/checkHead.ts', matches: CONDITION, to: 'if (false)', tests: VERIFY },
  {
    file: 'electron/store/checkForm.ts',
    matches: /THEN '(?=\w+')/g,
    to: "THEN NULL AND '",
    tests: VERIFY,
  },
  {
    file: 'electron/store/verifyChain.ts',
    matches: /^ {4}\(\) => check\w+\(.*\),$/gm,
    to: '    () => {},',
    tests: VERIFY,
  },
  {
    file: 'electron/store/schemaFingerprint.ts',
    matches: CONDITION,
    to: 'if (false)',
    tests: VERIFY,
    // What was derived once is remembered.
    but: ['if (known)'],
  },
  {
    file: 'electron/store/database.ts',
    // better-sqlite3 is built with foreign keys on and without memory mapping: taking those two away changes nothing.
    matches: /db\.pragma\('(?:synchronous|recursive_triggers|trusted_schema|cell_size_check) = \w+'\)/g,
    to: 'void 0',
    tests: ['electron/store/database', 'electron/store/attacks'],
  },
  {
    file: 'electron/store/database.ts',
    matches: /installGuards\(db\)|assertDurable\(db\)(?=;)/g,
    to: 'void 0',
    tests: ['electron/store/database', 'electron/store/attacks'],
  },
  // What was not waited for shows in a power cut alone.
  {
    file: 'electron/store/headFile.ts',
    matches: /fsyncSync\(fd\)/g,
    to: 'void 0',
    tests: [],
    chapter: 'receipts',
  },
  {
    file: 'electron/store/keepHead.ts',
    matches: /(?<=appended\([^\n]*\n {6})write\(false\)|if \(events\.some[^\n]*sync\(\)(?=;)/g,
    to: 'void 0',
    tests: [],
    chapter: 'receipts',
  },
  {
    file: 'electron/store/keepHead.ts',
    matches: /(?<=write\(false\);\n {4})head\.sync\(\)/g,
    to: 'void 0',
    tests: [],
    chapter: 'power-cut',
  },
  { file: 'electron/store/watchPlace.ts', matches: /throw gone\(/g, to: 'gone(', tests: [], chapter: 'places' },
  {
    file: 'electron/custody.ts',
    matches: /if \(left\) engine\.distrust\([^\n]*\)(?=;)/g,
    to: 'void 0',
    tests: [],
    chapter: 'lending',
  },
  {
    file: 'electron/store/headFile.ts',
    matches: /if \(bytes\.length[^\n]*return null;/g,
    to: '',
    tests: ['electron/store/headFile'],
  },
];

export interface Planned extends Mutant {
  readonly tests: readonly string[];
  readonly chapter: string | null;
}

/** All mutants of our sources as they are now. */
export function allMutants(): readonly Planned[] {
  return rules.flatMap(({ file, matches, to, tests, chapter = null, but = [] }) => {
    const text = readFileSync(join(root, file), 'utf8');
    const found = [...text.matchAll(matches)].flatMap((match): Planned[] => {
      const at = match.index;
      const line = text.slice(0, at).split('\n').length;
      const whole = text
        .split('\n')
        .slice(Math.max(0, line - 2), line)
        .join('\n');
      return but.some((piece) => whole.includes(piece)) ? [] : [{ file, line, at, from: match[0], to, tests, chapter }];
    });
    if (found.length === 0) throw new Error(`${file} has nothing to take away: do its rules look otherwise now?`);
    return found;
  });
}

/** The file's text without that one thing. */
export const mutated = (text: string, { at, from, to }: Mutant): string =>
  text.slice(0, at) + to + text.slice(at + from.length);
