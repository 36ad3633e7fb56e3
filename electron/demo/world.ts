import { DAY_MS, formatInstant, HOUR_MS, MINUTE_MS, systemClock } from '../../shared/time.ts';
import { cases, holders, itemNotes, operators, places, purposes } from './cast.ts';
import { atHour } from './demoClock.ts';
import type { Random } from './random.ts';
import type { InCustody } from './stage.ts';

/** What the storyteller keeps in mind between the days; where things are, the store is asked. */
export interface World {
  /** the moment the story ends, ms since 1970 */
  readonly end: number;
  /** tags that a thread of the story needs where they are */
  readonly kept: Set<string>;
  readonly sealed: Set<string>;
  readonly everSealed: Set<string>;
  /** holders to whom nothing more is given */
  readonly closed: Set<string>;
}

/** The case that an asset belongs in: tags say it. */
export function caseOf(tag: string): string {
  return cases.find(({ prefix }) => tag.startsWith(prefix))?.code ?? '';
}

/** In a slot of an open case and free to be used. */
export function available(rows: readonly InCustody[], world: World): readonly InCustody[] {
  return rows.filter(
    ({ tag, status, case: code }) =>
      status === 'slot' && code !== null && !world.sealed.has(code) && !world.kept.has(tag),
  );
}

/** With a holder, and able to go back to where it belongs. */
export function returnable(rows: readonly InCustody[], world: World): readonly InCustody[] {
  return rows.filter(
    ({ tag, status }) => status === 'holder' && !world.sealed.has(caseOf(tag)) && !world.kept.has(tag),
  );
}

export function someHolder(random: Random, world: World, but = ''): string {
  return random.pick(holders.filter(({ name }) => name !== but && !world.closed.has(name))).name;
}

/** RFC 3339 with the laptop's offset, as a person would give a time of their own. */
export function written(at: number): string {
  const offset = systemClock.offset(at);
  const sign = offset < 0 ? '-' : '+';
  const hhmm = [Math.floor(Math.abs(offset) / 60), Math.abs(offset) % 60]
    .map((n) => String(n).padStart(2, '0'))
    .join(':');
  return `${new Date(at + offset * MINUTE_MS).toISOString().slice(0, 19)}${sign}${hhmm}`;
}

/** The end of the working day, so many days after `at`. */
export function dueIn(at: number, days: number): string {
  return formatInstant(atHour(at + days * DAY_MS, 0, 17));
}

export const dueInHours = (at: number, hours: number): string => formatInstant(at + hours * HOUR_MS);

export type Party = 'holder' | 'to' | 'operator';

/** Most parties sign on the screen, some before a witness, and now and then one has left before being asked. */
export function acceptances(
  random: Random,
  kind: 'issue' | 'return' | 'transfer',
  names: Readonly<Record<Party, string>>,
) {
  const asked: readonly Party[] = {
    issue: ['operator', 'holder'],
    return: ['holder', 'operator'],
    transfer: ['holder', 'to'],
  }[kind] as readonly Party[];
  return asked.flatMap((party) => {
    const base = { party, name: names[party], meaning: MEANINGS[kind][party] };
    if (party === 'operator') return [{ ...base, method: 'pin' }];
    if (random.chance(0.08)) return [];
    if (random.chance(0.25)) return [{ ...base, method: 'witnessed', witness: operators.coordinator.name }];
    return [{ ...base, method: 'drawn', signature: signature(random) }];
  });
}

const MEANINGS = {
  issue: {
    operator: 'I have handed over what is listed.',
    holder: 'I accept responsibility for what is listed.',
    to: '',
  },
  return: { operator: 'I have taken back what is listed.', holder: 'I have returned what is listed.', to: '' },
  transfer: {
    operator: '',
    holder: 'I have passed on what is listed.',
    to: 'I accept responsibility for what is listed.',
  },
} as const;

/** Two strokes that wander to the right, in a box of 320 by 120. */
function signature(random: Random): readonly (readonly (readonly [number, number])[])[] {
  const stroke = (from: number, points: number) =>
    Array.from(
      { length: points },
      (_, i) => [from + i * 9 + random.between(-3, 3), 60 + random.between(-35, 35)] as const,
    );
  return [stroke(20, random.between(10, 18)), stroke(180, random.between(5, 12))];
}

/** What is noted of one thing at the counter. */
export function item(random: Random, tag: string, conditions: readonly string[]) {
  return {
    tag,
    ...(conditions.length > 0 ? { condition: random.pick(conditions) } : {}),
    ...(random.chance(0.15) ? { note: random.pick(itemNotes) } : {}),
  };
}

export const somePlace = (random: Random): string => random.pick(places);
export const somePurpose = (random: Random): string => random.pick(purposes);
