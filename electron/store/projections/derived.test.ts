import { hash } from 'node:crypto';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { stories } from '../../testing/story.ts';
import { tellWholeDay } from '../../testing/wholeDay.ts';
import { migrationsFolder, readMigrations } from '../migrate.ts';
import { projectionTables } from './projector.ts';

const { begin } = stories();

/**
 * What the newest schema derives from a day on which every command is given. Verify holds the tables of a store against
 * what the program at hand derives; a store that an earlier one wrote would be called damaged for every word that
 * differs. So whoever changes what is derived adds a migration, even an empty one (after it all is derived anew), and
 * notes both here.
 */
const DERIVED = { schema: 5, sha256: '4caf76901e1d88f894f962cd236a23ead0081b23a680716deb933a20a32fdf7e' };

test('what is derived from the log changes only with the schema', async () => {
  const { path } = await tellWholeDay(begin);
  const db = new Database(path, { readonly: true });
  const rows = Object.keys(projectionTables).map((table) => db.prepare(`SELECT * FROM ${table}`).raw().all());
  const code = db.prepare<[], string>('SELECT receipt FROM handovers').pluck().get()?.split('-')[0] ?? '';
  db.close();
  expect(code).toHaveLength(3);
  // A laptop's short code is thrown anew for each store.
  const text = JSON.stringify(rows, (_name, value) => (typeof value === 'bigint' ? String(value) : value));
  const sha256 = hash('sha256', text.replaceAll(new RegExp(`${code}(?=-?0000)`, 'g'), 'LAP'));
  expect({ schema: readMigrations(migrationsFolder).length, sha256 }).toEqual(DERIVED);
});
