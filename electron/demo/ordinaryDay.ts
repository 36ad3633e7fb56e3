import { DAY_MS, MINUTE_MS, parseInstant } from '../../shared/time.ts';
import { operators } from './cast.ts';
import { atHour, isWeekend } from './demoClock.ts';
import type { InCustody, Stage } from './stage.ts';
import {
  acceptances,
  available,
  dueIn,
  item,
  returnable,
  someHolder,
  somePlace,
  somePurpose,
  type World,
  written,
} from './world.ts';

export interface Day {
  readonly from: number;
  readonly until: number;
  /** the end of the working day before, for what was done after hours; null on the first day */
  readonly eveningBefore: number | null;
}

/** The counter's daily work: issues, returns, transfers and inspections, each asset at most once. */
export async function ordinaryDay(stage: Stage, world: World, day: Day): Promise<void> {
  const { random } = stage;
  const rows = stage.custody();
  const done = new Set<string>();
  const fresh = (candidates: readonly InCustody[]) => candidates.filter(({ tag }) => !done.has(tag));
  const counter = { stage, world, rows, fresh, done };

  const busy = isWeekend(day.from) ? 0 : random.between(2, 4);
  const acts: ((at: number) => Promise<void>)[] = [
    ...dueHolders(rows, world, day.from).map((holder) => (at: number) => takeBack(counter, holder, at)),
    ...Array.from({ length: busy }, () => (at: number) => issue(counter, at, null)),
    ...(busy > 0 && random.chance(0.4) ? [(at: number) => transfer(counter, at)] : []),
    ...(busy > 0 && random.chance(0.5) ? [(at: number) => inspect(counter, at)] : []),
    ...(isWeekend(day.from) && random.chance(0.3) ? [(at: number) => issue(counter, at, null)] : []),
  ];

  let at = day.from;
  if (busy > 0 && day.eveningBefore !== null && random.chance(0.2)) await issue(counter, at, day.eveningBefore);
  for (const act of random.shuffled(acts)) {
    at += random.between(5, 45) * MINUTE_MS;
    if (at > day.until) break;
    await act(at);
  }
}

interface Counter {
  readonly stage: Stage;
  readonly world: World;
  readonly rows: readonly InCustody[];
  readonly done: Set<string>;
  fresh(candidates: readonly InCustody[]): readonly InCustody[];
}

/** Most bring things back when they are due, some before, some late. */
function dueHolders(rows: readonly InCustody[], world: World, today: number): readonly string[] {
  const earliest = new Map<string, number>();
  for (const { holder, dueAt } of returnable(rows, world)) {
    const due = (dueAt && parseInstant(dueAt)?.at) || today + 7 * DAY_MS;
    if (holder !== null) earliest.set(holder, Math.min(due, earliest.get(holder) ?? due));
  }
  return [...earliest].map(([holder]) => holder).filter((holder) => (earliest.get(holder) ?? 0) < today + DAY_MS);
}

async function takeBack({ stage, world, rows, fresh, done }: Counter, holder: string, at: number): Promise<void> {
  const { random } = stage;
  if (random.chance(0.25)) return;
  const theirs = fresh(returnable(rows, world)).filter((row) => row.holder === holder);
  const brought = random.chance(0.8) ? theirs : theirs.slice(0, Math.ceil(theirs.length / 2));
  if (brought.length === 0) return;
  for (const { tag } of brought) done.add(tag);
  const by = random.chance(0.15) ? someHolder(random, world, holder) : null;
  await stage.record('technician', at, {
    command: 'handover.commit',
    kind: 'return',
    holder,
    ...(by ? { broughtBy: by } : {}),
    place: somePlace(random),
    items: brought.map(({ tag }) => item(random, tag, ['good', 'good', 'good', 'good', 'worn', 'damaged'])),
    acceptance: acceptances(random, 'return', { holder: by ?? holder, to: '', operator: operators.technician.name }),
  });
}

/** @param happened  when it took place, if it is only written down now */
async function issue({ stage, world, rows, fresh, done }: Counter, at: number, happened: number | null): Promise<void> {
  const { random } = stage;
  const since = (row: InCustody) => parseInstant(row.since)?.at ?? at;
  const ready = fresh(available(rows, world)).filter(
    // What was sealed the evening before was not taken then.
    (row) => happened === null || (since(row) < happened && !world.everSealed.has(row.case ?? '')),
  );
  if (ready.length === 0) return;
  const from = random.pick(ready).case;
  const taken = random.shuffled(ready.filter((row) => row.case === from)).slice(0, random.between(1, 5));
  for (const { tag } of taken) done.add(tag);
  const holder = someHolder(random, world);
  const first = taken[0];
  if (first && taken.length === 1 && random.chance(0.5)) {
    await stage.record('technician', at, {
      command: 'asset.issue',
      tag: first.tag,
      holder,
      dueAt: dueIn(at, random.between(2, 10)),
      purpose: somePurpose(random),
      ...(happened === null ? {} : { occurredAt: written(happened), note: 'Taken after hours; from the night book.' }),
    });
    return;
  }
  await stage.record('technician', at, {
    command: 'handover.commit',
    kind: 'issue',
    holder,
    place: somePlace(random),
    purpose: somePurpose(random),
    dueAt: dueIn(at, random.between(2, 14)),
    items: taken.map(({ tag }) => item(random, tag, ['good', 'good', 'good', 'worn'])),
    acceptance: acceptances(random, 'issue', { holder, to: '', operator: operators.technician.name }),
    ...(happened === null ? {} : { occurredAt: written(happened), note: 'Taken after hours; from the night book.' }),
  });
}

async function transfer({ stage, world, rows, fresh, done }: Counter, at: number): Promise<void> {
  const { random } = stage;
  const out = fresh(returnable(rows, world));
  if (out.length === 0) return;
  const { holder } = random.pick(out);
  if (holder === null) return;
  const moved = out.filter((row) => row.holder === holder).slice(0, random.between(1, 3));
  for (const { tag } of moved) done.add(tag);
  const to = someHolder(random, world, holder);
  await stage.record('technician', at, {
    command: 'handover.commit',
    kind: 'transfer',
    holder,
    to,
    place: somePlace(random),
    purpose: somePurpose(random),
    dueAt: dueIn(at, random.between(3, 9)),
    items: moved.map(({ tag }) => item(random, tag, [])),
    acceptance: acceptances(random, 'transfer', { holder, to, operator: '' }),
  });
}

async function inspect({ stage, world, rows, fresh, done }: Counter, at: number): Promise<void> {
  const { random } = stage;
  const ready = fresh(available(rows, world));
  if (ready.length === 0) return;
  const { tag } = random.pick(ready);
  done.add(tag);
  await stage.record('technician', at, {
    command: 'asset.inspect',
    tag,
    condition: random.pick(['good', 'good', 'good', 'worn']),
    note: random.pick(['Monthly check.', 'Battery holds.', 'Cleaned.', 'Firmware brought up to date.']),
  });
}

/** The working day's end before the one that begins at `from`, skipping a weekend. */
export function eveningBefore(from: number): number {
  const days = [1, 2, 3].find((n) => !isWeekend(atHour(from, n, 12))) ?? 1;
  return atHour(from, days, 18.5);
}
