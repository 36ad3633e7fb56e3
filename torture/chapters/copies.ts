import { copyFileSync, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { backupStore } from '../../electron/lifecycle/backupStore.ts';
import { migrationsFolder } from '../../electron/store/migrate.ts';
import { verifyStore } from '../../electron/verify.ts';
import { asLines, startExec } from '../lib/cli.ts';
import { ADMIN, prepareStage, setUp } from '../lib/stage.ts';
import { type Chapter, openTally } from '../lib/tally.ts';
import { wishes } from '../lib/work.ts';

const COPIES = 50;
const COPIES_WHEN_SHORT = 3;
/** More than one process writes while it is copied. */
const WISHES = 20_000;

/** Copies made while somebody writes: ours must be whole and new; a copy of the bare file is the control. */
export const copies: Chapter = {
  name: 'copies',
  what: 'backups made while commands are recorded at full speed; as a control, copies of the bare file',
  needsShim: false,
  async run({ root, short }) {
    const tally = openTally();
    const stage = await prepareStage(root);
    const place = setUp(stage);
    const { child, ended } = startExec(place, ADMIN);
    const first = new Promise<void>((resolve, reject) => {
      child.stdout.once('data', () => resolve());
      child.once('close', () => reject(new Error('nobody writes')));
    });
    child.stdin.write(asLines(wishes(WISHES)));
    await first;
    const out = join(root, 'copy.sqlite');
    const elsewhere = join(root, 'nobody');
    const eventsOf = (path: string) => verifyStore({ path, home: elsewhere, migrations: migrationsFolder });
    let bad = 0;
    const count = short ? COPIES_WHEN_SHORT : COPIES;
    for (let i = 0; i < count; i++) {
      const before = eventsOf(place.path).events;
      const { signal: stop } = new AbortController();
      const made = await backupStore({ store: place.path, out, home: place.home, migrations: migrationsFolder, stop });
      const { findings, events } = eventsOf(out);
      tally.count('backups');
      const where = `backup ${i + 1}`;
      tally.mustBeNone('backups refused', made.ok ? 0 : 1, made.ok ? where : `${where}: ${JSON.stringify(made.error)}`);
      tally.mustBeNone('backups not whole', findings.length, where);
      tally.mustBeNone('backups older than what was there before', events < before ? 1 : 0, where);

      const naive = join(root, 'naive.sqlite');
      const then = eventsOf(place.path).events;
      copyFileSync(place.path, naive);
      const copied = eventsOf(naive);
      if (copied.findings.length > 0 || copied.events < then) bad += 1;
      for (const suffix of ['', '-wal', '-shm']) if (existsSync(naive + suffix)) rmSync(naive + suffix);
    }
    child.kill('SIGKILL');
    await ended;
    tally.say('control (copies of the bare file): torn or old', `${bad} of ${count}`);
    if (bad === 0) tally.fail('the control is never bad: this chapter would not see a bad copy');
    return tally.told();
  },
};
