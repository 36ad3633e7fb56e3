import { openCustody } from '../../electron/custody.ts';
import { copyOf } from '../lib/bigStore.ts';
import { openAsTheStore } from '../lib/rawStores.ts';
import type { Measure } from '../lib/setting.ts';
import { interleave } from '../lib/timing.ts';
import { value } from '../lib/value.ts';

/** From the path to the first answer. */
export const open: Measure = {
  what: 'opening a store to its first answer, for writing and for reading, against SQLite opening the file',
  async run(setting) {
    const { path, home, events } = copyOf(setting.store(setting.size), `${setting.folder()}/copy`);
    const opening = (mode: 'write' | 'read') => () => {
      const custody = value(openCustody({ path, home, mode }));
      value(custody.query('custody', { limit: 100 }, null));
      custody.close();
    };
    const times = await interleave(
      {
        raw: () => {
          const db = openAsTheStore(path);
          db.prepare('SELECT * FROM events ORDER BY seq DESC LIMIT 100').all();
          db.close();
        },
        write: opening('write'),
        read: opening('read'),
      },
      Math.max(3, Math.floor(setting.rounds / 20)),
    );
    return { events, ...times };
  },
};
