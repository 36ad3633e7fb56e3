import { migrationsFolder } from '../../electron/store/migrate.ts';
import { verifyStore } from '../../electron/verify.ts';
import { open, type Place, sessionOf } from './stage.ts';
import { give, type Said, type SaidEvent, saidEvent, type Wish } from './work.ts';

export interface Judgement {
  /** events that were shown as saved and are not there, or not as they were shown */
  readonly lost: number;
  /** wishes whose events are there in part, or more than once */
  readonly broken: number;
  /** wishes that were refused, or never answered, and are stored all the same: whole, and a repeat finds them */
  readonly storedUnsaid: number;
  /** everything else that is not as it has to be */
  readonly faults: readonly string[];
}

/**
 * What is left in a store after a fault, once it is opened anew in good health: nothing that was acknowledged is lost,
 * everything can be given again without doubling, and verify finds nothing.
 *
 * @param wishes  all that were given, or would have been, in their order
 * @param said  what the app had answered by then
 * @param comesTo  events of a wish; without it, one each
 */
export async function judgeAfter<W extends Wish>(
  place: Place,
  operatorId: string,
  wishes: readonly W[],
  said: readonly Said[],
  comesTo: (wish: W) => number = () => 1,
): Promise<Judgement> {
  const opened = open(place);
  if (!opened.ok) return failed(`the store cannot be opened: ${JSON.stringify(opened.error)}`);
  const custody = opened.value;
  const faults: string[] = [];
  let lost = 0;
  let broken = 0;
  let storedUnsaid = 0;
  try {
    const before = eventsByWish(custody.events());
    const all = [...before.all.values()];
    if (all.some((event) => event.type === 'HEAD_DOUBTED')) faults.push('the head file could not vouch for the log');
    const answers = new Map(said.map((one) => [one.commandId, one]));
    for (const one of said) {
      if (!one.kept) continue;
      lost += one.events.filter(({ eventId, hash }) => before.all.get(eventId)?.hash !== hash).length;
    }
    for (const wish of wishes) {
      const answer = answers.get(wish.commandId);
      const stored = before.byWish.get(wish.commandId) ?? [];
      if (!answer?.kept && stored.length > 0) storedUnsaid += 1;
      const again = await give(custody, sessionOf({ operatorId }), wish);
      if (!again.kept) {
        faults.push(`${wish.commandId} cannot be given again: ${again.code}`);
        continue;
      }
      const expected = answer?.kept ? answer.events : stored.length > 0 ? stored : null;
      if (expected && !isSame(expected, again.events)) broken += 1;
    }
    const after = eventsByWish(custody.events());
    for (const wish of wishes) if ((after.byWish.get(wish.commandId)?.length ?? 0) !== comesTo(wish)) broken += 1;
  } finally {
    custody.close();
  }
  const { findings } = verifyStore({ path: place.path, home: place.home, migrations: migrationsFolder });
  faults.push(...findings.map(({ code, message }) => `${code}: ${message}`));
  return { lost, broken, storedUnsaid, faults };
}

export const failed = (why: string): Judgement => ({ lost: 0, broken: 0, storedUnsaid: 0, faults: [why] });

interface Found extends SaidEvent {
  readonly type: string;
}

/** By the wish that they come from; a sign-in has no command. */
function eventsByWish(events: Iterable<Found & { readonly commandId: string | null }>) {
  const all = new Map<string, Found>();
  const byWish = new Map<string, SaidEvent[]>();
  for (const event of events) {
    all.set(event.eventId, event);
    if (event.commandId === null) continue;
    byWish.set(event.commandId, [...(byWish.get(event.commandId) ?? []), saidEvent(event)]);
  }
  return { all, byWish };
}

const isSame = (one: readonly SaidEvent[], other: readonly SaidEvent[]): boolean =>
  other.length > 0 && one.every(({ eventId }) => other.some((event) => event.eventId === eventId));
