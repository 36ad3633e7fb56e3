import { closeSync, copyFileSync, fsyncSync, openSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { copyStore } from '../../electron/store/backup.ts';
import { migrationsFolder, readMigrations } from '../../electron/store/migrate.ts';
import type { Measure } from '../lib/setting.ts';
import { compare, interleave } from '../lib/timing.ts';
import { value } from '../lib/value.ts';

const ROUNDS = 3;

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
        copy: copied(() => copyFileSync(path, to)),
        backup: copied(async () => value(await copyStore(path, to, { migrations }))),
      },
      ROUNDS,
    );
    return { events, ...times, timesCopy: compare(times.backup, times.copy) };
  },
};
