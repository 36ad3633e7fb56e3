import { existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { accept, type Result, refuse } from '../../shared/result.ts';
import { type Custody, openCustody } from '../custody.ts';
import { bringUpToDate, copyStore, readTip } from '../store/backup.ts';
import { readMigrations } from '../store/migrate.ts';
import { realName } from '../store/storeFiles.ts';

export interface RescuersNeeds {
  /** the damaged store */
  readonly store: string;
  /** the backup that would take its place */
  readonly from: string;
  /** folder of device keys and heads */
  readonly home: string;
  /** folder of the numbered SQL files */
  readonly migrations: string;
}

/**
 * A copy of the backup, beside the damaged store, in which tries at a PIN are counted: the backup itself stays as it was
 * verified, and the damaged store can be relied on for nothing. It lies there until a restore is done, so that starting
 * the app again gives nobody new tries.
 */
const besideStore = (store: string): string => join(dirname(store), `.${basename(store)}.rescue`);

/** Who may restore this backup: its admins, by name. Makes the copy in which they are asked for their PINs. */
export async function rescuersOf(needs: RescuersNeeds): Promise<Result<readonly string[]>> {
  const copied = await makeCopy(needs);
  if (!copied.ok) return copied;
  return inCopy(needs, async (custody) => accept(adminsOf(custody)));
}

/**
 * Is it an admin of the backup? The PIN is the one that held when the backup was made.
 *
 * @returns as `signIn`; NOT_ALLOWED for somebody who is no admin
 */
export async function admitRescuer(needs: RescuersNeeds, name: string, pin: string): Promise<Result<null>> {
  return inCopy(needs, async (custody) => {
    const signedIn = await custody.signIn(name, pin, 'window');
    if (!signedIn.ok) return signedIn;
    const isAdmin = adminsOf(custody).some((admin) => admin === name);
    return isAdmin ? accept(null) : refuse('NOT_ALLOWED', { needs: ['admin'] });
  });
}

/** To be called once the backup is in place. */
export async function forgetRescuers(store: string): Promise<void> {
  const copy = besideStore(realName(store));
  for (const suffix of ['', '-journal', '-wal', '-shm']) await rm(copy + suffix, { force: true });
}

async function makeCopy({ store, from, migrations }: RescuersNeeds): Promise<Result<null>> {
  const known = readMigrations(migrations);
  const copy = besideStore(realName(store));
  if (existsSync(copy)) {
    const [one, other] = [readTip(copy, known), readTip(from, known)];
    if (one.ok && other.ok && one.value.hash === other.value.hash) return accept(null);
  }
  const partial = `${copy}.partial`;
  const copied = await copyStore(from, partial, { migrations: known });
  if (!copied.ok) return copied;
  const [difference] = bringUpToDate(partial, known);
  if (difference) return refuse('STORE_DAMAGED', { path: from, why: difference.message });
  await rename(partial, copy);
  return accept(null);
}

async function inCopy<T>(
  { store, home, migrations }: RescuersNeeds,
  ask: (custody: Custody) => Promise<Result<T>>,
): Promise<Result<T>> {
  const opened = openCustody({ path: besideStore(realName(store)), home, migrations, mode: 'read' });
  if (!opened.ok) return opened;
  try {
    return await ask(opened.value);
  } finally {
    opened.value.close();
  }
}

function adminsOf(custody: Custody): readonly string[] {
  const answer = custody.query('operator.list', { active: true, limit: 1000 }, null);
  const rows = answer.ok ? Operators.parse(answer.value).rows : [];
  return rows.filter(({ role }) => role === 'admin').map(({ name }) => name);
}

/** What `operator.list` answers, as far as it matters here. */
const Operators = z.object({ rows: z.array(z.object({ name: z.string(), role: z.string() })) });
