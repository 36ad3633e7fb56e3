import { cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createStore } from '../../electron/createStore.ts';
import { type Custody, openCustody } from '../../electron/custody.ts';
import type { Result } from '../../shared/result.ts';
import type { Session } from '../../shared/session.ts';

/** One store with its keys. */
export interface Place {
  readonly folder: string;
  readonly path: string;
  readonly home: string;
}

/** A store that was made once, to be copied for each case; and who works in it. */
export interface Stage {
  readonly root: string;
  readonly kept: string;
  readonly place: Place;
  readonly operatorId: string;
}

/** Which bytes are where does not depend on the disk, and memory is quicker. */
const MEMORY_FOLDER = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

export const PIN = '135790';
export const ADMIN = 'Ada';

/** Pairs of commands that a stage has the assets for. */
export const STAGE_ASSETS = 12;

export const placeIn = (folder: string): Place => ({
  folder,
  path: join(folder, 'custody.assettrack'),
  home: join(folder, 'home'),
});

/** A folder of this run's own; whoever makes it takes it away. */
export const torturesFolder = (): string => mkdtempSync(join(MEMORY_FOLDER, 'assettrack-torture-'));

/** Makes a store with an admin, a case and some assets in its slots. */
export async function prepareStage(root: string): Promise<Stage> {
  const place = placeIn(join(root, 'case'));
  const kept = join(root, 'kept');
  mkdirSync(place.folder, { recursive: true });
  const custody = value(
    await createStore({
      path: place.path,
      home: place.home,
      mode: 'write',
      organisation: 'Depot',
      admin: ADMIN,
      pin: PIN,
    }),
  );
  const session = value(await custody.signIn(ADMIN, PIN, 'command-line'));
  const commands = [
    { command: 'case.add', code: 'CASE-1', slots: 200 },
    ...['Bob', 'Cleo'].map((name) => ({ command: 'holder.add', name })),
    ...Array.from({ length: STAGE_ASSETS }, (_, i) => ({
      command: 'asset.add',
      tag: `DDC4CY-${String(i + 1).padStart(6, '0')}`,
      slot: { case: 'CASE-1', slot: i + 1 },
    })),
  ];
  for (const command of commands) await carriedOut(custody, command, session);
  custody.close();
  // Moved, not copied: a copy of a store that is still there gets a device of its own.
  renameSync(place.folder, kept);
  return { root, kept, place, operatorId: session.operatorId };
}

/** Puts a fresh copy of the stage where it was made. */
export function setUp({ kept, place }: Pick<Stage, 'kept' | 'place'>): Place {
  rmSync(place.folder, { recursive: true, force: true });
  cpSync(kept, place.folder, { recursive: true });
  return place;
}

/** A session as sign-in would make it, without the second that the PIN costs. */
export const sessionOf = ({ operatorId }: Pick<Stage, 'operatorId'>): Session => ({
  operatorId,
  pinConfirmedAt: Number.POSITIVE_INFINITY,
  confirmedOperators: [],
  via: 'command-line',
});

export const open = ({ path, home }: Place, mode: 'write' | 'read' = 'write'): Result<Custody> =>
  openCustody({ path, home, mode });

export async function carriedOut(custody: Custody, command: unknown, session: Session): Promise<void> {
  const result = await custody.execute(command, session);
  if (!result.ok) throw new Error(`${result.error.code} ${JSON.stringify(result.error.details)}`);
}

export function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.error.code} ${JSON.stringify(result.error.details)}`);
  return result.value;
}
