import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chains } from '../../electron/store/chains.ts';
import { createDatabase, openDatabase } from '../../electron/store/database.ts';
import { type EventRow, eventColumns, insertEvent } from '../../electron/store/eventRow.ts';
import { migrationsFolder, readMigrations } from '../../electron/store/migrate.ts';
import { verifyStore } from '../../electron/verify.ts';
import type { Behind, Ended } from './child.ts';
import { answersOf, asLines, cli } from './cli.ts';
import { ADMIN, carriedOut, open, PIN, type Place, STAGE_ASSETS, type Stage, sessionOf, value } from './stage.ts';
import { type Said, type Wish, wishes } from './work.ts';

/** A verb that writes, and what must be true of the store once it was killed anywhere in it. */
export interface Operation {
  readonly name: string;
  /** what has to lie there before */
  prepare(place: Place, stage: Stage): Promise<void>;
  run(place: Place, behind: Behind): Promise<Ended>;
  /** whatever is not as it should be, in words; and does the verb again, which must work */
  look(place: Place, stage: Stage, ended: Ended): Promise<string[]>;
  /** wishes whose answers somebody saw; null when the verb has none, or the store may be another afterwards */
  kept(place: Place): { readonly wishes: readonly Wish[]; answers(ended: Ended): readonly Said[] } | null;
}

const known = readMigrations(migrationsFolder);
const nothing = async (): Promise<void> => {};
const untouched = () => ({ wishes: [], answers: () => [] });

const findingsOf = ({ path, home }: Place): string[] =>
  verifyStore({ path, home, migrations: migrationsFolder }).findings.map(({ code, message }) => `${code}: ${message}`);

async function again(run: () => Promise<Ended>, what: string): Promise<string[]> {
  const ended = await run();
  return ended.status === 0 ? [] : [`${what} cannot be done again: ${ended.out}${ended.err}`];
}

const FEW = wishes(5);

const exec: Operation = {
  name: 'exec',
  prepare: nothing,
  run: (place, behind) => cli(place, ['exec', '--as', ADMIN], behind, asLines(FEW)),
  look: async () => [],
  kept: () => ({ wishes: FEW, answers: ({ out }) => answersOf(out, FEW) }),
};

const init: Operation = {
  name: 'init',
  async prepare({ folder }) {
    rmSync(folder, { recursive: true });
    mkdirSync(folder);
  },
  run: (place, behind) => cli(place, ['init', '--organisation', 'Depot', '--admin', ADMIN], behind),
  async look(place, _stage, ended) {
    const opened = open(place);
    if (opened.ok) {
      const signedIn = await opened.value.signIn(ADMIN, PIN, 'command-line');
      opened.value.close();
      return [...(signedIn.ok ? [] : ['its admin cannot sign in']), ...findingsOf(place)];
    }
    if (ended.status === 0) return [`said to be made, and cannot be opened: ${opened.error.code}`];
    return again(() => cli(place, ['init', '--organisation', 'Depot', '--admin', ADMIN]), 'init');
  },
  kept: () => null,
};

const copyOf = ({ folder }: Place): string => join(folder, 'copy.assettrack');

const backup: Operation = {
  name: 'backup',
  prepare: nothing,
  run: (place, behind) => cli(place, ['backup', '--out', copyOf(place)], behind),
  async look(place) {
    const copy = copyOf(place);
    const bad = existsSync(copy)
      ? findingsOf({ ...place, path: copy }).filter((found) => !found.startsWith('HEAD_'))
      : [];
    return [...bad, ...(await again(() => cli(place, ['backup', '--out', copy]), 'backup'))];
  },
  kept: untouched,
};

const restore: Operation = {
  name: 'restore',
  async prepare(place, stage) {
    const made = await cli(place, ['backup', '--out', copyOf(place)]);
    if (made.status !== 0) throw new Error(made.out + made.err);
    const custody = value(open(place));
    for (const wish of FEW) await carriedOut(custody, wish, sessionOf(stage));
    custody.close();
  },
  run: (place, behind) => cli(place, ['restore', '--from', copyOf(place)], behind),
  async look(place, _stage, ended) {
    const opened = open(place);
    if (!opened.ok) return [`the store cannot be opened: ${JSON.stringify(opened.error)}`];
    const commands = new Set([...opened.value.events()].map(({ commandId }) => commandId));
    opened.value.close();
    const stored = FEW.filter(({ commandId }) => commands.has(commandId)).length;
    const isOld = stored === FEW.length;
    const faults = isOld || stored === 0 ? [] : [`${stored} of ${FEW.length} later wishes are there`];
    if (isOld && ended.status === 0) faults.push('said to be restored, and is not');
    if (!isOld && !keptBeside(place)) faults.push('the replaced store is gone');
    return [
      ...faults,
      ...findingsOf(place),
      ...(await again(() => cli(place, ['restore', '--from', copyOf(place)]), 'restore')),
    ];
  },
  kept: () => null,
};

const keptBeside = ({ folder }: Place): boolean => readdirSync(folder).some((name) => name.includes('.replaced-'));

const ROWS = 20;
const listOf = ({ folder }: Place): string => join(folder, 'list.csv');
const mapOf = ({ folder }: Place): string => join(folder, 'map.json');
const importArgs = (place: Place): string[] => [
  'import',
  '--as',
  ADMIN,
  '--map',
  mapOf(place),
  listOf(place),
  '--commit',
];

const importing: Operation = {
  name: 'import',
  async prepare(place) {
    const rows = Array.from({ length: ROWS }, (_, i) => `ROW-${i},Radio,S${i}`);
    writeFileSync(listOf(place), `tag,model,serial\n${rows.join('\n')}\n`);
    writeFileSync(mapOf(place), JSON.stringify({ tag: 'tag', model: 'model', serial: 'serial' }));
  },
  run: (place, behind) => cli(place, importArgs(place), behind),
  async look(place, _stage, ended) {
    const before = importedIn(place);
    const faults = before === 0 || before === ROWS ? [] : [`${before} of ${ROWS} rows are there`];
    if (ended.status === 0 && before !== ROWS) faults.push('said to be imported, and is not');
    const repeated = await cli(place, importArgs(place));
    const after = importedIn(place);
    if (after !== ROWS) faults.push(`done again, ${after} of ${ROWS} rows are there: ${repeated.out}${repeated.err}`);
    return faults;
  },
  kept: untouched,
};

/** Assets that came with the list; each once, however often it is imported. */
function importedIn(place: Place): number {
  const custody = value(open(place, 'read'));
  try {
    return [...custody.events({ type: 'ASSET_ADDED' })].length - STAGE_ASSETS;
  } finally {
    custody.close();
  }
}

const outOf = ({ folder }: Place): string => join(folder, 'out.csv');
const reportArgs = (place: Place): string[] => [
  'report',
  'custody',
  '--as',
  ADMIN,
  '--format',
  'csv',
  '--out',
  outOf(place),
];

const exporting: Operation = {
  name: 'export',
  async prepare(place) {
    writeFileSync(outOf(place), 'what was there before\n');
  },
  run: (place, behind) => cli(place, reportArgs(place), behind),
  async look(place, _stage, ended) {
    const faults = [];
    const text = readFileSync(outOf(place), 'utf8');
    const isOld = text === 'what was there before\n';
    if (!isOld && !(text.endsWith('\n') && text.includes(`DDC4CY-${String(STAGE_ASSETS).padStart(6, '0')}`))) {
      faults.push('the file is there in part');
    }
    if (ended.status === 0 && isOld) faults.push('said to be exported, and is not');
    return [...faults, ...(await again(() => cli(place, reportArgs(place)), 'export'))];
  },
  kept: untouched,
};

const rebuilding: Operation = {
  name: 'rebuild',
  prepare: nothing,
  run: (place, behind) => cli(place, ['rebuild'], behind),
  look: async () => [],
  kept: untouched,
};

/** The same store as an earlier release has it: the last migration is still to come. */
const migrating: Operation = {
  name: 'migration',
  async prepare(place) {
    const now = value(openDatabase(place.path, { readonly: true, migrations: known }));
    const rows = now.db.prepare<[], EventRow>(`SELECT ${eventColumns} FROM events ORDER BY seq`).raw().all();
    const secrets = now.db.prepare<[], Readonly<Record<string, unknown>>>('SELECT * FROM operator_secrets').all();
    now.close();
    const earlier = join(place.folder, 'earlier');
    const made = value(createDatabase(earlier, known.slice(0, -1)));
    const insert = made.db.prepare<[EventRow]>(insertEvent);
    made.db.transaction(() => {
      for (const row of rows) insert.run(row);
      for (const secret of secrets) {
        const names = Object.keys(secret);
        made.db
          .prepare(`INSERT INTO operator_secrets (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`)
          .run(...Object.values(secret));
      }
    })();
    if (chains(made.db).length !== 1) throw new Error('the earlier store has not the chain of the newer');
    made.close();
    // Into the same file: the device is bound to it.
    copyFileSync(earlier, place.path);
  },
  run: (place, behind) => cli(place, ['exec', '--as', ADMIN], behind, asLines(FEW)),
  look: async () => [],
  kept: () => null,
};

export const operations: readonly Operation[] = [
  exec,
  init,
  backup,
  restore,
  importing,
  exporting,
  rebuilding,
  { ...migrating, kept: exec.kept },
];
