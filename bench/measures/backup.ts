import { closeSync, fsyncSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { copyStore } from '../../electron/store/backup.ts';
import { migrationsFolder, readMigrations } from '../../electron/store/migrate.ts';
import type { Measure } from '../lib/setting.ts';
import { compare, interleave } from '../lib/timing.ts';
import { value } from '../lib/value.ts';

const ROUNDS = 3;
const PIECE = 1 << 20;

/** A copy of the whole store, made while it is open, up to where it is safe on the disk. */
export const backup: Measure = {
  what: 'a backup of an open store, without its verification, against a copy of the file',
  async run(setting) {
    const { path, events } = setting.store(setting.size);
    const migrations = readMigrations(migrationsFolder);
    const to = join(setting.folder(), 'copy');
    const copied = (how: () => unknown) => async () => {
      rmSync(to, { force: true });
      await how();
      const file = openSync(to, 'r+');
      fsyncSync(file);
      closeSync(file);
    };
    const times = await interleave(
      {
        copy: copied(() => copyByHand(path, to)),
        backup: copied(async () => value(await copyStore(path, to, { migrations }))),
      },
      ROUNDS,
    );
    return { events, ...times, timesCopy: compare(times.backup, times.copy) };
  },
};

/** As any program copies: the kernel's own short cut shares blocks or pages, which no copy of a live store can. */
function copyByHand(from: string, to: string): void {
  const [source, target] = [openSync(from, 'r'), openSync(to, 'w')];
  const piece = Buffer.allocUnsafe(PIECE);
  for (let read = readSync(source, piece); read > 0; read = readSync(source, piece)) writeSync(target, piece, 0, read);
  for (const file of [source, target]) closeSync(file);
}
