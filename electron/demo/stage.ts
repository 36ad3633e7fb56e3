import { z } from 'zod';
import type { EventJson } from '../../shared/event.ts';
import type { Session } from '../../shared/session.ts';
import type { CommandResult, Custody } from '../custody.ts';
import { operators, PIN } from './cast.ts';
import type { DemoClock } from './demoClock.ts';
import type { Random } from './random.ts';

const custodyRow = z.object({
  tag: z.string(),
  status: z.enum(['unplaced', 'slot', 'holder', 'lost', 'retired']),
  case: z.string().nullable(),
  slot: z.number().nullable(),
  holder: z.string().nullable(),
  since: z.string(),
  dueAt: z.string().nullable(),
});
/** Where an asset is, as the store itself answers. */
export type InCustody = z.output<typeof custodyRow>;

type Actor = keyof typeof operators;
type DemoCommand = { readonly command: string } & Readonly<Record<string, unknown>>;

/** What the story is told with: a store, a clock that it moves, and chance that repeats. */
export interface Stage {
  readonly random: Random;
  readonly clock: DemoClock;
  /** @throws when the command is refused: the story is wrong then, not the store */
  record(actor: Actor, at: number, command: DemoCommand): Promise<readonly EventJson[]>;
  recordAll(actor: Actor, at: number, commands: readonly DemoCommand[]): Promise<readonly EventJson[]>;
  /** signs somebody in anew, as at the start of a day's work */
  signIn(actor: Actor): Promise<void>;
  custody(): readonly InCustody[];
}

export function openStage(custody: Custody, clock: DemoClock, random: Random): Stage {
  const sessions = new Map<Actor, Session>();

  async function signIn(actor: Actor): Promise<void> {
    const session = await custody.signIn(operators[actor].name, PIN, 'command-line');
    if (!session.ok) throw new Error(`${operators[actor].name} cannot sign in: ${session.error.code}`);
    sessions.set(actor, session.value);
  }

  async function sessionOf(actor: Actor): Promise<Session> {
    if (!sessions.has(actor)) await signIn(actor);
    const session = sessions.get(actor);
    if (!session) throw new Error(`${actor} is not signed in`);
    return session;
  }

  const eventsOf = (result: CommandResult, command: DemoCommand | undefined): readonly EventJson[] => {
    if (result.ok) return result.events;
    const { code, message } = result.error;
    throw new Error(`the sample organisation was refused: ${code} (${message}) ${JSON.stringify(command)}`);
  };

  return {
    random,
    clock,
    signIn,
    async record(actor, at, command) {
      const session = await sessionOf(actor);
      clock.moveTo(at);
      return eventsOf(await custody.execute(command, session), command);
    },
    async recordAll(actor, at, commands) {
      const session = await sessionOf(actor);
      clock.moveTo(at);
      const results = await custody.executeAtomic(commands, session);
      return results.flatMap((result, i) => eventsOf(result, commands[i]));
    },
    custody() {
      const answer = custody.query('custody', { limit: 1000 }, null);
      if (!answer.ok) throw new Error(`custody cannot be asked: ${answer.error.code}`);
      return z.object({ rows: z.array(custodyRow) }).parse(answer.value).rows;
    },
  };
}
