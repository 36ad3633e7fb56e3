import { type Behind, inChild } from '../lib/child.ts';
import { mark } from '../lib/fault.ts';
import { open, type Place, sessionOf, value } from '../lib/stage.ts';
import { give, type Said, wishAt } from '../lib/work.ts';
import type { BesideArgs, importBeside } from './importBeside.ts';

export interface LendingArgs {
  readonly place: Place;
  readonly operatorId: string;
  readonly beside: BesideArgs;
  /** between the process that imports and its disk; null: what is between this one and the disk, if anything */
  readonly behind: Behind | null;
  /** each answer is put into the log of writes, by its number; the import's as `imported` */
  readonly marks: boolean;
}

export interface LendingStory {
  readonly said: readonly Said[];
  /** what the import said; null: its process was killed */
  readonly came: 'imported' | string | null;
  readonly doubted: boolean;
  /** kept on a connection after a write on the same disk had left doubt */
  readonly keptInDoubt: number;
}

/** Of the wishes, how many come before the import, and how many in all. */
const BEFORE = 2;
export const LENDING_WISHES = 6;

/** The app's path: a store that is open to be written, its right lent to another process, and work that goes on after. */
export async function lending({ place, operatorId, beside, behind, marks }: LendingArgs): Promise<LendingStory> {
  const custody = value(open(place));
  const session = sessionOf({ operatorId });
  const said: Said[] = [];
  let doubted = false;
  let keptInDoubt = 0;
  custody.onDoubt(() => {
    doubted = true;
  });
  const ask = async (i: number): Promise<void> => {
    const one = await give(custody, session, wishAt(i));
    said.push(one);
    if (one.kept && doubted) keptInDoubt += 1;
    if (marks) mark(String(said.length));
  };
  for (let i = 0; i < BEFORE; i++) await ask(i);

  const work = inChild<Awaited<ReturnType<typeof importBeside>>>('importBeside', beside, behind);
  custody.lend(
    work.then((done) => {
      if (done === null) throw new Error('killed');
      return done.doubt;
    }),
  );
  // Somebody goes on in the window meanwhile: that waits.
  const waiting = ask(BEFORE);
  const done = await work;
  const came = done === null ? null : done.ok ? 'imported' : done.error.code;
  if (marks && came === 'imported') mark(came);
  await waiting;
  for (let i = BEFORE + 1; i < LENDING_WISHES; i++) await ask(i);
  custody.close();
  return { said, came, doubted, keptInDoubt };
}
