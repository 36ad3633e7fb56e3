import type { Refusal } from '../../shared/refusal.ts';
import { open, type Place, sessionOf } from './stage.ts';
import { give, type Said, type Wish } from './work.ts';

/** A store opened, some wishes given, the store closed: what a fault is let loose on. */
export interface Played {
  readonly said: readonly Said[];
  /** why the store could not be opened; null: it was */
  readonly notOpened: Refusal | null;
  /** errors that are no refusals: bugs, whatever the disk did */
  readonly thrown: readonly string[];
  /** wishes that were kept on a connection whose last write had left doubt */
  readonly keptInDoubt: number;
}

/** Codes that say the machine, not the wish, was at fault. */
const OF_THE_MACHINE: ReadonlySet<string> = new Set([
  'CANNOT_WRITE',
  'CANNOT_READ',
  'STORE_DAMAGED',
  'STORE_READ_ONLY',
]);

/** @param heard  told of each answer as it is given, before the next wish */
export async function play(
  place: Place,
  operatorId: string,
  wishes: readonly Wish[],
  heard: (said: Said) => void = () => {},
): Promise<Played> {
  const said: Said[] = [];
  const thrown: string[] = [];
  let keptInDoubt = 0;
  let inDoubt = false;
  let opened: ReturnType<typeof open>;
  try {
    opened = open(place);
  } catch (error) {
    return { said, notOpened: null, thrown: [`opening: ${textOf(error)}`], keptInDoubt };
  }
  if (!opened.ok) return { said, notOpened: opened.error, thrown, keptInDoubt };
  const custody = opened.value;
  for (const wish of wishes) {
    try {
      const answer = await give(custody, sessionOf({ operatorId }), wish);
      heard(answer);
      said.push(answer);
      if (answer.kept && inDoubt) keptInDoubt += 1;
      if (!answer.kept && OF_THE_MACHINE.has(answer.code)) inDoubt = true;
    } catch (error) {
      thrown.push(`${wish.commandId}: ${textOf(error)}`);
    }
  }
  try {
    custody.close();
  } catch (error) {
    thrown.push(`closing: ${textOf(error)}`);
  }
  return { said, notOpened: null, thrown, keptInDoubt };
}

export const textOf = (error: unknown): string =>
  error instanceof Error
    ? `${'code' in error ? `${String(error.code)} ` : ''}${error.stack ?? error.message}`
    : String(error);
