import type { EventJson } from '../../shared/event.ts';
import { DAY_MS, parseInstant } from '../../shared/time.ts';
import type { InCustody, Stage } from './stage.ts';
import { available, type World } from './world.ts';

/** A step of a thread: told on the first working day from `day` on (days since the store began). */
export interface Step {
  readonly day: number;
  tell(at: number): Promise<void>;
}

/** A turn that ordinary days do not bring, over one or several days. */
export type Thread = (stage: Stage, world: World) => readonly Step[];

/** Something that has been where it is for a day, in an open case, kept for the thread. */
export function keep(stage: Stage, world: World, at: number, code: string, count = 1): readonly InCustody[] {
  const settled = available(stage.custody(), world).filter(
    (row) => row.case === code && (parseInstant(row.since)?.at ?? at) < at - DAY_MS,
  );
  const picked = stage.random.shuffled(settled).slice(0, count);
  if (picked.length < count) throw new Error(`the story needs ${count} of ${code}`);
  for (const { tag } of picked) world.kept.add(tag);
  return picked;
}

export function only<T>(list: readonly T[]): T {
  const [first] = list;
  if (first === undefined) throw new Error('the story needs one');
  return first;
}

export const idOf = (events: readonly EventJson[], type: string): string =>
  only(events.filter((e) => e.type === type)).eventId;
