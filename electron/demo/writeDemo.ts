import { accept, type Result } from '../../shared/result.ts';
import { createStore } from '../createStore.ts';
import { ORGANISATION, operators, PIN } from './cast.ts';
import { atHour, daysSinceTuesday, demoClock, isWeekend } from './demoClock.ts';
import { mishaps } from './mishaps.ts';
import { mistakes } from './mistakes.ts';
import { eveningBefore, ordinaryDay } from './ordinaryDay.ts';
import { seededRandom } from './random.ts';
import { openStage, type Stage } from './stage.ts';
import { stockUp } from './stock.ts';
import type { Step } from './thread.ts';
import { upkeep } from './upkeep.ts';
import type { World } from './world.ts';

/** The least that is told; up to six more, so that it begins on the same weekday whenever it ends. */
const LEAST_DAYS = 60;

export interface DemoOptions {
  /** where the store is written; there must be none yet */
  readonly path: string;
  /** folder for device keys and heads; default: the app's own */
  readonly home?: string;
  /** the moment at which the story ends, ms since 1970; default: now */
  readonly now?: number;
  /** folder of the numbered SQL files; default: the checkout's */
  readonly migrations?: string;
  /** told of each day that is written, from 0, and of how many there are */
  readonly onDay?: (day: number, days: number) => void;
}

export interface DemoSummary {
  readonly organisation: string;
  readonly events: number;
  readonly days: number;
  /** who can sign in; the PIN is no secret, it guards a sample */
  readonly operators: readonly { readonly name: string; readonly role: string; readonly pin: string }[];
}

/**
 * Writes the sample organisation: 6 cases, 200 assets, 30 holders and two months of custody that end now, every event
 * by a real command. The story is the same each time, but for how much of its last week has passed; ids, keys and the
 * dates differ.
 *
 * @returns a refusal when the store cannot be created there
 * @throws when a command of the story is refused
 */
export async function writeDemo({
  path,
  home,
  now = Date.now(),
  migrations,
  onDay,
}: DemoOptions): Promise<Result<DemoSummary>> {
  const days = daysSinceTuesday(now, LEAST_DAYS);
  const clock = demoClock(atHour(now, days, 8), now);
  const created = await createStore({
    path,
    mode: 'write',
    clock,
    organisation: ORGANISATION,
    admin: operators.admin.name,
    pin: PIN,
    ...(home === undefined ? {} : { home }),
    ...(migrations === undefined ? {} : { migrations }),
  });
  if (!created.ok) return created;
  const custody = created.value;
  let events = 0;
  const stop = custody.onAppended((appended) => {
    events = Math.max(events, ...appended.map(({ seq }) => seq));
  });
  try {
    await tell(openStage(custody, clock, seededRandom(1)), now, days, onDay);
  } finally {
    stop();
    custody.close();
  }
  const credentials = Object.values(operators).map(({ name, role }) => ({ name, role, pin: PIN }));
  return accept({ organisation: ORGANISATION, events, days, operators: credentials });
}

async function tell(stage: Stage, now: number, days: number, onDay: DemoOptions['onDay']): Promise<void> {
  const world: World = {
    end: now,
    kept: new Set(),
    sealed: new Set(),
    everSealed: new Set(),
    closed: new Set(),
  };
  const threads = [upkeep, ...mistakes, ...mishaps];
  const steps = threads.flatMap((thread) => thread(stage, world)).sort((a, b) => a.day - b.day);
  await stockUp(stage, atHour(now, days, 8));
  for (let day = 0; day <= days; day += 1) {
    const from = atHour(now, days - day, 9);
    if (from >= now) return;
    onDay?.(day, days);
    const weekend = isWeekend(from);
    if (!weekend) await tellDue(stage, steps, day, from);
    const until = Math.min(atHour(now, days - day, 17.5), now);
    await ordinaryDay(stage, world, { from, until, eveningBefore: day > 3 ? eveningBefore(from) : null });
  }
}

/** @param steps  by day; those that are told are taken out */
async function tellDue(stage: Stage, steps: Step[], day: number, at: number): Promise<void> {
  // A new week at the counter begins with signing in.
  if (new Date(at).getUTCDay() === 1) await stage.signIn('technician');
  while (steps[0] && steps[0].day <= day) await steps.shift()?.tell(at);
}
