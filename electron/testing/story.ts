import { afterAll, beforeAll, expect, onTestFinished } from 'vitest';
import type { EventJson } from '../../shared/event.ts';
import type { RefusalCode } from '../../shared/refusal.ts';
import { formatInstant, MINUTE_MS } from '../../shared/time.ts';
import type { CommandResult } from '../custody.ts';
import { type Cast, prepareTestStores, type TestStore } from './openTestStore.ts';

/** The morning on which every story begins: SQLite itself refuses an assignment that lies ahead of the real clock. */
const STORY_BEGINS = Date.UTC(2024, 10, 21, 8);

type CommandJson = Readonly<Record<string, unknown>>;

/** One thing that somebody does: the admin, one minute after what was before, unless it says otherwise. */
export type Step =
  | CommandJson
  | ((world: World) => CommandJson)
  | { readonly step: Step; readonly who?: keyof Cast; readonly when?: number };

/** What a refusal is expected to say: its code, and some of its details. */
export type Expected = Readonly<Record<string, unknown>>;

/** A moment of the day of the story, as commands and events write it. */
export const today = (time: string): string => formatInstant(Date.parse(`2024-11-21T${time.padEnd(8, ':00')}Z`));

export const by = (who: keyof Cast, step: Step): Step => ({ who, step });
/** Lets the clock stand at `time` (of the day of the story, or RFC 3339) when the step is recorded. */
export const at = (time: string, step: Step): Step => ({
  when: Date.parse(time.length > 8 ? time : today(time)),
  step,
});

const isTelling = (step: Step): step is { step: Step; who?: keyof Cast; when?: number } =>
  typeof step !== 'function' && 'step' in step;

const wordsOf = (step: Step): string => (typeof step === 'function' ? String(step) : JSON.stringify(step));

export type World = ReturnType<typeof beginWorld>;

/** A store of its own, and what a story asks about it. */
export function beginWorld(store: TestStore) {
  const { custody, cast, clock } = store;
  const events = (fromSeq = 1): EventJson[] => [...custody.events({ fromSeq })];
  const ofCast = events().length;

  const world = {
    ...store,
    /** everything recorded since the cast was there */
    story: (): EventJson[] => events(ofCast + 1),
    lastSeq: (): number => events().at(-1)?.seq ?? 0,

    /** The last event of a type, about an asset, case or holder of that name if one is given. */
    the(type: string, named?: string): EventJson {
      const isAbout = ({ streamId }: EventJson) =>
        events().some(
          (event) => event.streamId === streamId && [event.data.tag, event.data.code, event.data.name].includes(named),
        );
      const found = events().findLast((event) => event.type === type && (named === undefined || isAbout(event)));
      if (!found) throw new Error(`the story has no ${type}${named ? ` of ${named}` : ''}`);
      return found;
    },

    /** Where an asset is now, as people say it: `CASE-13/6`, a holder's name, `unplaced`, `lost`, `retired`. */
    whereIs(tag: string, asOf?: string): string | undefined {
      const answer = custody.query('custody', asOf === undefined ? {} : { at: asOf }, cast.auditor);
      if (!answer.ok) throw new Error(JSON.stringify(answer.error));
      // what the query answers is contract; here it is only compared
      const { rows } = answer.value as {
        rows: { tag: string; status: string; case: string; slot: number; holder: string }[];
      };
      const row = rows.find((one) => one.tag === tag);
      return row && (row.status === 'slot' ? `${row.case}/${row.slot}` : (row.holder ?? row.status));
    },

    async does(step: Step): Promise<CommandResult> {
      let [who, when]: [keyof Cast, number] = ['admin', clock.now() + MINUTE_MS];
      let inner = step;
      while (isTelling(inner)) {
        who = inner.who ?? who;
        when = inner.when ?? when;
        inner = inner.step;
      }
      clock.set(when);
      return custody.execute(typeof inner === 'function' ? inner(world) : inner, cast[who]);
    },

    /** Does all of them; a refused one ends the story. */
    async tell(...steps: readonly Step[]): Promise<void> {
      for (const step of steps) {
        const result = await world.does(step);
        if (!result.ok) throw new Error(`told ${wordsOf(step)}: ${JSON.stringify(result.error)}`);
      }
    },

    /** The step is accepted and records these events, in this order; of each, what is given here. */
    async records(step: Step, ...expected: readonly Expected[]): Promise<void> {
      const before = world.lastSeq();
      const result = await world.does(step);
      expect(result).toMatchObject({ ok: true, events: expected });
      expect(world.lastSeq() - before).toBe(expected.length);
    },

    /** The step is refused so, and leaves no event. */
    async refuses(step: Step, code: RefusalCode, details: Expected = {}): Promise<void> {
      const before = world.lastSeq();
      const result = await world.does(step);
      expect(result, wordsOf(step)).toMatchObject({ ok: false, error: { code, details } });
      expect(world.lastSeq()).toBe(before);
    },
  };
  return world;
}

/**
 * Stories over a real store: `await given(…commands).when(command).records(…events)` or `.refuses(code, details)`.
 * Each story has a store of its own, with an admin, a coordinator, a technician and an auditor; every one of the file
 * begins with `basics`. To be called at the top of a test file.
 */
export function stories(...basics: readonly Step[]) {
  let stores: Awaited<ReturnType<typeof prepareTestStores>> | null = null;
  beforeAll(async () => {
    stores = await prepareTestStores(STORY_BEGINS);
  });
  afterAll(() => stores?.remove());

  async function begin(...steps: readonly Step[]): Promise<World> {
    if (!stores) throw new Error('a story begins inside a test');
    const store = stores.open();
    onTestFinished(store.remove);
    const world = beginWorld(store);
    await world.tell(...basics, ...steps);
    return world;
  }

  const given = (...steps: readonly Step[]) => ({
    when: (step: Step) => ({
      async records(...expected: readonly Expected[]): Promise<World> {
        const world = await begin(...steps);
        await world.records(step, ...expected);
        return world;
      },
      async refuses(code: RefusalCode, details?: Expected): Promise<World> {
        const world = await begin(...steps);
        await world.refuses(step, code, details);
        return world;
      },
    }),
  });

  return { given, begin };
}
