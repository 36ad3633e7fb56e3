import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { checkHead } from '../../electron/store/checkHead.ts';
import { collectFindings, type FindingCode } from '../../electron/store/findings.ts';
import { migrationsFolder, readMigrations } from '../../electron/store/migrate.ts';
import { verifyLog } from '../../electron/store/verifyChain.ts';
import { rollDice } from '../../electron/testing/dice.ts';
import { root as checkout } from '../../scripts/setup/places.mjs';
import { damage, headOf, makeLedger, type NotedHead, openToDamage } from '../lib/madeLedgers.ts';
import { type Chapter, openTally } from '../lib/tally.ts';

const LEDGERS = 1000;
const LEDGERS_WHEN_SHORT = 48;
const BASES = 5;
const BASES_WHEN_SHORT = 2;
/** Of a hundred ledgers so many are left as they are. */
const HONEST_PERCENT = 10;

/** What takes the program or its laptop; see tools/verify_ledger.py. */
const OURS_ALONE: ReadonlySet<string> = new Set<FindingCode>(['SCHEMA', 'DEVICE_KEY', 'PROJECTION', 'APPLICATION_ID']);

type Verdict = Readonly<Record<string, number>>;

/** Ledgers made, most of them damaged; our verify and the one in Python must find the same in each. */
export const ledgers: Chapter = {
  name: 'ledgers',
  what: 'made ledgers, honest and damaged; verify and tools/verify_ledger.py must say the same',
  needsShim: false,
  async run({ root, short, seed }) {
    const tally = openTally();
    const dice = rollDice(seed);
    const bases: string[] = [];
    for (let i = 0; i < (short ? BASES_WHEN_SHORT : BASES); i++) {
      const folder = join(root, `base-${i}`);
      mkdirSync(folder);
      bases.push(await makeLedger(folder, 1 + (i % 3), 5 + dice.below(30)));
    }
    const made = Array.from({ length: short ? LEDGERS_WHEN_SHORT : LEDGERS }, (_, i) => {
      const path = join(root, `ledger-${i}.sqlite`);
      copyFileSync(bases[i % bases.length] ?? '', path);
      const db = openToDamage(path);
      const head = headOf(db);
      if (!dice.chance(HONEST_PERCENT)) damage(db, dice);
      db.pragma('journal_mode = DELETE');
      db.close();
      writeFileSync(`${path}.heads.json`, JSON.stringify([head]));
      return { path, ours: ourVerdict(path, head) };
    });
    const theirs = theirVerdicts(made.map(({ path }) => path));
    const kinds = new Set<string>();
    for (const [i, { path, ours }] of made.entries()) {
      const found = theirs[i] ?? {};
      for (const code of Object.keys(ours)) kinds.add(code);
      tally.count('ledgers');
      tally.count(Object.keys(ours).length === 0 ? 'found whole by both' : 'found damaged by both');
      const [one, other] = [textOf(ours), textOf(found)];
      tally.mustBeNone('told differently', one === other ? 0 : 1, `ledger ${i}: verify ${one}, Python ${other}`);
      for (const file of [path, `${path}.heads.json`]) rmSync(file);
    }
    tally.say('kinds of finding met', [...kinds].sort().join(' '));
    return tally.told();
  },
};

function ourVerdict(path: string, head: NotedHead): Verdict {
  const db = new Database(path, { readonly: true });
  const found = collectFindings();
  verifyLog(db, found, { migrations: readMigrations(migrationsFolder), pins: null });
  const noted = { ...head, storeId: '', at: 0, closed: false };
  for (const finding of checkHead(db, { kind: 'head', head: noted }, head.deviceId)) found.add(finding);
  db.close();
  return verdictOf(found.report().counts);
}

function theirVerdicts(paths: readonly string[]): Verdict[] {
  const program = join(checkout, 'tools', 'verify_ledger.py');
  const ran = spawnSync('python3', [program, '--heads-beside', ...paths], { encoding: 'utf8', maxBuffer: 1 << 29 });
  const lines = ran.stdout.split('\n').filter((line) => line !== '');
  if (lines.length !== paths.length) throw new Error(`verify_ledger.py did not come to its end:\n${ran.stderr}`);
  // Its own form; see the head of that file.
  return lines.map((line) => verdictOf((JSON.parse(line) as { readonly counts: Verdict }).counts));
}

/** How many of each kind, but how SQLite words what it finds is its own business. */
const verdictOf = (counts: Verdict): Verdict =>
  Object.fromEntries(
    Object.entries(counts)
      .filter(([code]) => !OURS_ALONE.has(code))
      .map(([code, count]) => [code, code === 'INTEGRITY' ? 1 : count]),
  );

const textOf = (verdict: Verdict): string =>
  Object.entries(verdict)
    .map(([code, count]) => `${code}×${count}`)
    .sort()
    .join(' ') || 'nothing';
