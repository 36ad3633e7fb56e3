import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CrossingRow, ThresholdRow } from '../../shared/contract/assignmentAnswers.ts';
import type { EventJson } from '../../shared/event.ts';
import { type AssignmentStory, assignmentStories } from '../testing/assignmentStory.ts';
import { by } from '../testing/story.ts';

const DAY_MS = 86_400_000;
/** What Theo and Cora may each complete in a story. */
const EACH = 8;

/** Assignments that are there, and delivered, before a story begins. */
const begin = assignmentStories(
  ...Array.from({ length: 2 * EACH }, (_, i) => ({
    command: 'assignment.dispatch',
    title: `Task ${i}`,
    recipient: i < EACH ? 'Theo' : 'Cora',
  })),
);

type Recipient = 'technician' | 'coordinator';
const NAME = { technician: 'Theo', coordinator: 'Cora' } as const;

/** Assignments of both, read and acknowledged, by their titles' order. */
async function acknowledged(story: AssignmentStory, each = EACH): Promise<Readonly<Record<Recipient, string[]>>> {
  const all = { technician: [], coordinator: [] } as Record<Recipient, string[]>;
  for (const who of ['technician', 'coordinator'] as const) {
    const { rows } = story.ask<{ rows: { assignmentId: string }[] }>('assignment.list', {
      recipient: NAME[who],
      order: 'asc',
    });
    for (const { assignmentId } of rows.slice(0, each)) {
      await story.tell(by(who, story.step('read', assignmentId)), by(who, story.step('acknowledge', assignmentId)));
      all[who].push(assignmentId);
    }
  }
  return all;
}

const thresholds = (story: AssignmentStory) =>
  Object.fromEntries(
    story.ask<{ rows: ThresholdRow[] }>('threshold.list').rows.map(({ recipient, ...rest }) => [recipient, rest]),
  );
const crossings = (story: AssignmentStory) =>
  story.ask<{ rows: CrossingRow[] }>('threshold.crossings', { order: 'asc' }).rows;
const completed = (event: EventJson) => event.type === 'ASSIGNMENT_COMPLETED';
const takeBack = (...events: readonly EventJson[]) => ({
  command: 'event.correct',
  corrections: events.map(({ eventId }) => ({ eventId, set: { status: 'cancelled' } })),
  reason: 'It was not done',
});

describe('the threshold', () => {
  test('is reached with the completion that makes it full, and lost when a completion is taken back', async () => {
    const story = await begin({ command: 'settings.change', set: { threshold: 2 } });
    const { technician: mine } = await acknowledged(story, 3);
    const complete = (i: number) => by('technician', story.step('complete', mine[i] ?? ''));
    await story.records(complete(0), { type: 'ASSIGNMENT_COMPLETED' });
    expect(thresholds(story).Theo).toMatchObject({ completed: 1, threshold: 2, reached: false, crossedAt: null });
    await story.records(
      complete(1),
      { type: 'ASSIGNMENT_COMPLETED', actorKind: 'user' },
      {
        type: 'THRESHOLD_REACHED',
        streamType: 'operator',
        streamId: story.cast.technician.operatorId,
        actorKind: 'system',
        actorId: null,
        data: { completed: 2, threshold: 2 },
        changes: [{ field: 'thresholdReached', before: false, after: true }],
      },
    );
    await story.records(complete(2), { type: 'ASSIGNMENT_COMPLETED' });
    expect(thresholds(story)).toMatchObject({
      Theo: { completed: 3, reached: true },
      Cora: { completed: 0, reached: false },
    });

    // Two at once, neither of which alone would do it.
    const [first, second] = story.story().filter(completed);
    if (!first || !second) throw new Error('two were completed');
    await story.records(
      takeBack(first, second),
      { type: 'ASSIGNMENT_CANCELLED' },
      { type: 'ASSIGNMENT_CANCELLED' },
      { type: 'THRESHOLD_LOST', actorKind: 'system', data: { completed: 1, threshold: 2 } },
    );
    const [reached, lost] = [story.the('THRESHOLD_REACHED'), story.the('THRESHOLD_LOST')];
    expect(thresholds(story).Theo).toMatchObject({ completed: 1, reached: false, crossedAt: lost.recordedAt });
    expect(story.ask('threshold.crossings')).toEqual({
      rows: [
        {
          seq: lost.seq,
          eventId: lost.eventId,
          recipient: 'Theo',
          at: lost.recordedAt,
          reached: false,
          completed: 1,
          threshold: 2,
        },
        {
          seq: reached.seq,
          eventId: reached.eventId,
          recipient: 'Theo',
          at: reached.recordedAt,
          reached: true,
          completed: 2,
          threshold: 2,
        },
      ],
      next: null,
    });
    expect(story.ask('threshold.crossings', { from: lost.recordedAt, recipient: 'theo' })).toMatchObject({
      rows: [{ reached: false }],
    });
    expect(story.ask('threshold.crossings', { recipient: 'Cora' })).toMatchObject({ rows: [] });
    expect(story.custody.verify().findings).toEqual([]);
  });

  test('moves with the settings, for each whom that concerns', async () => {
    const story = await begin();
    const { technician: mine } = await acknowledged(story, 1);
    await story.tell(by('technician', story.step('complete', mine[0] ?? '')));
    await story.records(
      { command: 'settings.change', set: { threshold: 1 } },
      { type: 'SETTINGS_CHANGED' },
      { type: 'THRESHOLD_REACHED', streamId: story.cast.technician.operatorId },
    );
    await story.records({ command: 'settings.change', set: { threshold: 2 } }, {}, { type: 'THRESHOLD_LOST' });
    await story.records({ command: 'settings.change', set: { threshold: 3 } }, { type: 'SETTINGS_CHANGED' });
  });

  test('that a period has carried away is noticed as soon as somebody signs in', async () => {
    const story = await begin({ command: 'settings.change', set: { threshold: 1, thresholdPeriodDays: 30 } });
    const { technician: mine } = await acknowledged(story, 2);
    const complete = (i: number) => by('technician', story.step('complete', mine[i] ?? ''));
    await story.records(complete(0), {}, { type: 'THRESHOLD_REACHED' });
    story.clock.set(story.clock.now() + 31 * DAY_MS);
    expect(thresholds(story).Theo).toMatchObject({ completed: 0, reached: false });
    const before = story.lastSeq();
    await story.arrives('auditor');
    await story.arrives('auditor');
    expect([...story.custody.events({ fromSeq: before + 1 })]).toMatchObject([
      { type: 'SIGNED_IN' },
      { type: 'THRESHOLD_LOST', actorKind: 'system', data: { completed: 0, threshold: 1 } },
    ]);
    await story.records(complete(1), {}, { type: 'THRESHOLD_REACHED' });

    // A completion that no longer counts is taken back without anything being lost; unnoticed lapses are caught up.
    const [old] = story.story().filter(completed);
    if (old) await story.records(takeBack(old), { type: 'ASSIGNMENT_CANCELLED' });
    story.clock.set(story.clock.now() + 31 * DAY_MS);
    await story.records(
      { command: 'settings.change', set: { thresholdPeriodDays: null } },
      {},
      { type: 'THRESHOLD_LOST' },
      { type: 'THRESHOLD_REACHED' },
    );
  });
});

type Act =
  | { readonly act: 'complete'; readonly who: Recipient; readonly together: number }
  | { readonly act: 'takeBack'; readonly picks: readonly number[] }
  | { readonly act: 'settings'; readonly threshold: number; readonly days: number | null }
  | { readonly act: 'wait'; readonly days: number }
  | { readonly act: 'try'; readonly who: Recipient }
  | { readonly act: 'rebuild' };

const who = fc.constantFrom<Recipient>('technician', 'coordinator');
const acts: fc.Arbitrary<Act> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ act: fc.constant('complete'), who, together: fc.integer({ min: 1, max: 2 }) }) },
  {
    weight: 4,
    arbitrary: fc.record({ act: fc.constant('takeBack'), picks: fc.array(fc.nat(), { minLength: 1, maxLength: 3 }) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      act: fc.constant('settings'),
      threshold: fc.integer({ min: 1, max: 4 }),
      days: fc.constantFrom(null, 2, 5),
    }),
  },
  { weight: 2, arbitrary: fc.record({ act: fc.constant('wait'), days: fc.integer({ min: 1, max: 3 }) }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('try'), who }) },
  { weight: 1, arbitrary: fc.constant({ act: 'rebuild' }) },
) as fc.Arbitrary<Act>; // the records above are the members of Act, which fast-check widens

/** Counted from the log alone, as an auditor with a pencil would. */
function recount(log: readonly EventJson[], now: number) {
  const settings = { threshold: 10, thresholdPeriodDays: null as number | null };
  for (const { type, data } of log) if (type === 'SETTINGS_CHANGED') Object.assign(settings, data);
  const { threshold, thresholdPeriodDays: days } = settings;
  const gone = new Set(log.map(({ supersedesEventId }) => supersedesEventId));
  const recipientOf = new Map(
    log.flatMap(({ type, streamId, data }) => (type === 'ASSIGNMENT_DISPATCHED' ? [[streamId, data.recipient]] : [])),
  );
  const count = (name: string) =>
    log.filter(
      (event) =>
        completed(event) &&
        !gone.has(event.eventId) &&
        recipientOf.get(event.streamId) === name &&
        (days === null || Date.parse(event.recordedAt) >= now - days * DAY_MS),
    ).length;
  return Object.values(NAME).map((recipient) => ({
    recipient,
    completed: count(recipient),
    threshold,
    reached: count(recipient) >= threshold,
  }));
}

test('whatever is completed, taken back and set, the count is a recount of the log, and each crossing an event', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(acts, { minLength: 8, maxLength: 24 }), async (told) => {
      const story = await begin();
      const open = await acknowledged(story);
      const done: EventJson[] = [];

      // Each answers whose threshold was looked at: of them, what is recorded is what a recount comes to.
      const play: { readonly [A in Act['act']]: (act: Act & { act: A }) => Promise<readonly string[]> } = {
        async complete({ who: by_, together }) {
          const lines = open[by_].splice(0, together).map((id) => story.step('complete', id));
          const results = await story.custody.executeAtomic(lines, story.cast[by_]);
          for (const one of results) if (one.ok) done.push(...one.events.filter(completed));
          return lines.length > 0 ? [NAME[by_]] : [];
        },
        async takeBack({ picks }) {
          const chosen = new Set(picks.flatMap((pick) => done[pick % Math.max(1, done.length)] ?? []));
          if (chosen.size === 0) return [];
          await story.tell(takeBack(...chosen));
          for (const one of chosen) done.splice(done.indexOf(one), 1);
          return [...chosen].map(({ actorRole }) => NAME[actorRole as Recipient]); // who completed them is one of the two
        },
        async settings({ threshold, days }) {
          await story.does({ command: 'settings.change', set: { threshold, thresholdPeriodDays: days } });
          return Object.values(NAME);
        },
        async wait({ days }) {
          story.clock.set(story.clock.now() + days * DAY_MS);
          return [];
        },
        async try({ who: by_ }) {
          const [id] = open[by_];
          if (id) await story.does(by(by_, { ...story.step('complete', id), dryRun: true }));
          return [];
        },
        async rebuild() {
          story.custody.rebuild();
          return [];
        },
      };
      for (const act of told) {
        story.clock.set(story.clock.now() + 60_000);
        // The one cast: TypeScript cannot see that the player and the act share their name.
        const looked = await (play[act.act] as (act: Act) => Promise<readonly string[]>)(act);
        const listed = thresholds(story);
        for (const { recipient, ...counted } of recount([...story.custody.events()], story.clock.now())) {
          expect(listed[recipient]).toMatchObject(counted);
          const own = crossings(story).filter((one) => one.recipient === recipient);
          expect(own.map(({ reached }) => reached)).toEqual(own.map((_, i) => i % 2 === 0));
          expect(own.every((one) => one.completed >= one.threshold === one.reached)).toBe(true);
          if (looked.includes(recipient)) expect(own.at(-1)?.reached ?? false).toBe(counted.reached);
        }
      }
      expect(story.custody.verify().findings).toEqual([]);
    }),
    { numRuns: process.env.ASSETTRACK_LONG === '1' ? 1000 : 20, seed: 20_240_304 },
  );
});
