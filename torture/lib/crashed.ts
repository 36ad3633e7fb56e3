import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { play } from './scene.ts';
import { open, type Place, type Stage, sessionOf, setUp, value } from './stage.ts';
import { give, type Said, wishes } from './work.ts';

export interface Crashed {
  /** the files of a store and its keys as a crash leaves them, in place of a stage's own */
  readonly kept: string;
  readonly said: readonly Said[];
}

/** A store whose process died: all that it recorded last still lies in the write-ahead log. */
export async function crash(stage: Stage, count: number): Promise<Crashed> {
  const place = setUp(stage);
  // Once opened and closed, so that not everything is in the log.
  await play(place, stage.operatorId, wishes(Math.floor(count / 2)));
  const custody = value(open(place));
  const said: Said[] = [];
  for (const wish of wishes(count)) said.push(await give(custody, sessionOf(stage), wish));
  const kept = join(stage.root, 'crashed');
  cpSync(place.folder, kept, { recursive: true, filter: (name) => !name.endsWith('-shm') });
  custody.close();
  return { kept, said };
}

/** @returns where the crashed store lies now, ready to be opened */
export const crashedAgain = (stage: Stage, { kept }: Crashed): Place => setUp({ kept, place: stage.place });
