import { mark } from '../lib/fault.ts';
import { play } from '../lib/scene.ts';
import type { Stage } from '../lib/stage.ts';
import { type Said, wishes } from '../lib/work.ts';

export interface WorkArgs {
  readonly stage: Stage;
  /** how often the store is opened and closed */
  readonly sessions: number;
  /** wishes given each time */
  readonly wishes: number;
}

/** Works on the store that lies there, and marks each answer in the log of writes by its number. @returns the answers */
export async function work({ stage, sessions, wishes: count }: WorkArgs): Promise<readonly Said[]> {
  const heard: Said[] = [];
  for (let session = 0; session < sessions; session++) {
    const { thrown, notOpened } = await play(stage.place, stage.operatorId, wishes(count, session * count), (said) =>
      mark(String(heard.push(said))),
    );
    if (thrown.length > 0 || notOpened)
      throw new Error(`nothing was to go wrong: ${JSON.stringify({ thrown, notOpened })}`);
  }
  return heard;
}
