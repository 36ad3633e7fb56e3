import { resolve } from 'node:path';
import type { Result } from '../../shared/result.ts';
import type { Session } from '../../shared/session.ts';
import { type Custody, defaultStorePath, openCustody } from '../custody.ts';
import { refusalOfSqlite } from '../store/sqliteErrors.ts';
import { writeRefusal } from './answer.ts';
import { readPin } from './pin.ts';
import type { Terminal } from './terminal.ts';
import { WrongUsage } from './verb.ts';

interface Way {
  readonly store: string | undefined;
  readonly as: string | undefined;
  /** `either`: to be written, or, while somebody else does that or nobody may, to be read */
  readonly mode: 'write' | 'read' | 'either';
}

/** The store a verb works on: the one named, or the app's own. Absolute. */
export const storePath = (named: string | undefined): string => resolve(named ?? defaultStorePath());

/**
 * Opens the store, signs in whoever is named, does the work and closes the store, however the work ends.
 *
 * @returns the exit status of the work, or 1 after writing why it could not begin
 */
export async function withStore(
  { store, as, mode }: Way,
  terminal: Terminal,
  work: (custody: Custody, session: Session | null) => Promise<number>,
): Promise<number> {
  const pin = as === undefined ? null : await readPin(terminal);
  const opened = open(storePath(store), mode);
  if (!opened.ok) return writeRefusal(terminal, opened.error);
  const custody = opened.value;
  try {
    if (as === undefined || pin === null) return await work(custody, null);
    const signedIn = await custody.signIn(as, pin, 'command-line');
    return signedIn.ok ? await work(custody, signedIn.value) : await writeRefusal(terminal, signedIn.error);
  } catch (error) {
    // A page that turns out to be damaged, a disk that is full: met in the middle of the work, and still no bug.
    const refused = refusalOfSqlite(error, { path: custody.path });
    if (!refused || refused.ok) throw error;
    return writeRefusal(terminal, refused.error);
  } finally {
    custody.close();
  }
}

/** The same for a verb that writes in somebody's name. */
export async function withOperator(
  { store, as }: Pick<Way, 'store' | 'as'>,
  terminal: Terminal,
  work: (custody: Custody, session: Session) => Promise<number>,
): Promise<number> {
  if (as === undefined) throw new WrongUsage('say who you are: --as OPERATOR');
  return withStore({ store, as, mode: 'write' }, terminal, (custody, session) => {
    if (!session) throw new Error('an operator was named, so there is a session');
    return work(custody, session);
  });
}

function open(path: string, mode: Way['mode']): Result<Custody> {
  if (mode !== 'either') return openCustody({ path, mode });
  const opened = openCustody({ path, mode: 'write' });
  if (opened.ok || (opened.error.code !== 'STORE_BUSY' && opened.error.code !== 'STORE_READ_ONLY')) return opened;
  return openCustody({ path, mode: 'read' });
}
