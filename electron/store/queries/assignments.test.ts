import Database from 'better-sqlite3';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { AssignmentAnswer, AssignmentRow } from '../../../shared/contract/assignmentAnswers.ts';
import { type AssignmentStory, assignmentStories } from '../../testing/assignmentStory.ts';
import { by } from '../../testing/story.ts';

const begin = assignmentStories(
  { command: 'case.add', code: 'CASE-13', slots: 2 },
  { command: 'asset.add', tag: 'R-1', slot: { case: 'CASE-13', slot: 1 } },
  { command: 'asset.add', tag: 'R-2' },
);

interface Page {
  readonly rows: readonly AssignmentRow[];
  readonly next: string | null;
  readonly total: number;
}

function readerOf(path: string): Database.Database {
  const db = new Database(path, { readonly: true });
  onTestFinished(() => void db.close());
  return db;
}

describe('a list of assignments', () => {
  test('is asked for by recipient, by state and by what they are about', async () => {
    const story = await begin();
    const drill = await story.dispatched({ title: 'Drill', recipient: 'Aude', cases: ['CASE-13'] });
    const done = await story.brought('completed');
    const read = await story.brought('read');
    const late = await story.dispatched({ title: 'Late', assets: ['R-1', 'R-2'], dueAt: '2024-03-04T08:01:00Z' });
    const ids = (args: object) => story.ask<Page>('assignment.list', args).rows.map(({ assignmentId }) => assignmentId);

    expect(ids({})).toEqual([late, read, done, drill]);
    expect(ids({ order: 'asc', recipient: 'theo' })).toEqual([done, read, late]);
    expect(ids({ status: 'read' })).toEqual([read]);
    expect(ids({ status: ['dispatched', 'read'] })).toEqual([late, read, drill]);
    expect(ids({ recipient: 'Theo', status: 'dispatched', concerns: 'r1' })).toEqual([late]);
    expect(ids({ concerns: 'R-2' })).toEqual([late]);
    expect(ids({ concerns: 'case-13' })).toEqual([drill]);
    expect(ids({ concerns: 'R-9' })).toEqual([]);
    expect(story.ask('assignment.list', { status: 'dispatched', limit: 1 })).toMatchObject({
      rows: [
        { title: 'Late', recipient: 'Theo', dispatchedBy: 'Cora', dueAt: '2024-03-04T08:01:00.000Z', overdue: true },
      ],
      total: 2,
    });
    expect(story.custody.query('assignment.list', { recipient: 'Nobody' }, null)).toMatchObject({
      ok: false,
      error: { code: 'NOT_FOUND', details: { field: 'recipient' } },
    });
    expect(story.custody.query('assignment.get', { assignmentId: 'nothing' }, null)).toMatchObject({
      ok: false,
      error: { code: 'NOT_FOUND' },
    });
  });

  test('follows a tag that was corrected, and keeps the tag that was read', async () => {
    const story = await begin();
    const id = await story.dispatched({ assets: ['R-2'] });
    const { eventId } = story.the('ASSET_ADDED', 'R-2');
    await story.tell({ command: 'event.correct', eventId, set: { tag: 'R-22' }, reason: 'a slip' });
    expect(story.ask<Page>('assignment.list', { concerns: 'R-22' }).rows).toMatchObject([{ assignmentId: id }]);
    expect(story.assignment(id)).toMatchObject({
      assets: [{ tag: 'R-2' }],
      text: expect.stringContaining('Asset: R-2'),
    });
  });

  test('comes in pages that miss nothing, though several were dispatched at the same moment', async () => {
    const story = await begin();
    const lines = Array.from({ length: 7 }, (_, i) => ({
      command: 'assignment.dispatch',
      title: `T${i}`,
      recipient: 'Theo',
    }));
    await story.custody.executeAtomic(lines, story.cast.coordinator);
    for (const order of ['asc', 'desc']) {
      const titles: string[] = [];
      let cursor: string | null | undefined;
      do {
        const page: Page = story.ask<Page>('assignment.list', { limit: 3, order, ...(cursor ? { cursor } : {}) });
        titles.push(...page.rows.map(({ title }) => title));
        cursor = page.next;
      } while (cursor);
      expect(titles).toEqual(
        order === 'asc' ? lines.map(({ title }) => title) : lines.map(({ title }) => title).toReversed(),
      );
    }
  });
});

describe('looking back', () => {
  /** Everything that takes a moment, asked at one. */
  function seen(story: AssignmentStory, id: string, moment: object): unknown {
    const ask = (name: string, args: object) => {
      const answer = story.custody.query(name, { ...args, ...moment }, null);
      return answer.ok ? answer.value : answer.error.code;
    };
    return [
      ask('assignment.list', {}),
      ask('assignment.list', { recipient: 'Theo', order: 'asc', limit: 1 }),
      ...(['dispatched', 'delivered', 'read', 'acknowledged', 'completed', 'cancelled'] as const).map((status) =>
        ask('assignment.list', { status, concerns: 'R-1' }),
      ),
      ask('assignment.get', { assignmentId: id }),
      ask('threshold.list', {}),
      ask('threshold.crossings', {}),
      ask('case.list', {}),
    ];
  }

  test('shows each step as it was when it was the last, whatever was recorded since', async () => {
    const story = await begin({ command: 'settings.change', set: { threshold: 1 } });
    const id = await story.dispatched({ assets: ['R-1'], dueAt: '2024-03-04T08:01:00Z' });
    const steps: readonly (() => Promise<unknown>)[] = [
      () => story.arrives('technician'),
      () => story.tell(by('technician', story.step('read', id))),
      () => story.tell(by('technician', { command: 'assignment.decline', assignmentId: id, reason: 'no key' })),
      () => story.tell(by('technician', story.step('acknowledge', id))),
      () => story.tell(by('technician', { ...story.step('complete', id), occurredAt: '2024-03-04T08:02:00Z' })),
      () => story.tell({ command: 'settings.change', set: { threshold: 3, sealRequired: false } }),
      () =>
        story.tell({
          command: 'event.correct',
          eventId: story.the('ASSIGNMENT_COMPLETED').eventId,
          set: { status: 'cancelled' },
          reason: 'not done',
        }),
      () => story.dispatched({ title: 'Anew', refersTo: id, assets: ['R-1'] }),
      () => story.tell({ command: 'operator.deactivate', name: 'Theo', reason: 'left' }),
    ];
    const then: (readonly [moment: string, now: unknown])[] = [];
    for (const step of steps) {
      story.clock.set(story.clock.now() + 1000);
      const now = new Date(story.clock.now()).toISOString();
      then.push([now, seen(story, id, { at: now })]);
      await step();
    }
    for (const [moment, now] of then) {
      expect(seen(story, id, { knownAt: moment }), `known ${moment}`).toEqual(now);
      expect(seen(story, id, { at: moment }), `at ${moment}`).toEqual(now);
    }
    // The story did change answers all the time.
    expect(new Set(then.map(([, now]) => JSON.stringify(now))).size).toBe(steps.length);
    expect(story.custody.query('assignment.get', { assignmentId: id, at: '2024-03-04T08:00:00Z' }, null)).toMatchObject(
      {
        error: { code: 'NOT_FOUND', details: { notYet: true } },
      },
    );
    expect(story.ask('threshold.list', { at: then[5]?.[0] })).toMatchObject({
      rows: [{ recipient: 'Ada' }, {}, {}, { recipient: 'Theo', completed: 1, threshold: 1, reached: true }],
    });
  });
});

describe('assignment_status_log', () => {
  test('is a view of nine columns that says what the answer says', async () => {
    const story = await begin();
    const id = await story.brought('completed');
    await story.tell(
      by('technician', { command: 'event.flag', eventId: story.the('ASSIGNMENT_COMPLETED').eventId, note: 'not done' }),
    );
    await story.tell({
      command: 'event.correct',
      eventId: story.the('ASSIGNMENT_COMPLETED').eventId,
      set: { status: 'cancelled' },
      reason: 'not done',
    });
    const db = readerOf(story.path);
    expect(db.prepare("SELECT type FROM sqlite_schema WHERE name = 'assignment_status_log'").pluck().get()).toBe(
      'view',
    );
    const rows = db.prepare('SELECT * FROM assignment_status_log WHERE assignment_id = ? ORDER BY created_at').all(id);
    const { log } = story.ask<AssignmentAnswer>('assignment.get', { assignmentId: id });
    expect(rows).toEqual(
      log.map((entry) => ({
        id: entry.id,
        assignment_id: id,
        status: entry.status,
        previous_status: entry.previousStatus,
        actor_id: entry.actorId,
        actor_role: entry.actorRole,
        note: entry.note,
        device_info: JSON.stringify(entry.deviceInfo),
        created_at: Date.parse(entry.createdAt),
      })),
    );
    expect(log.map(({ status }) => status)).toEqual([
      'dispatched',
      'delivered',
      'read',
      'acknowledged',
      'completed',
      'cancelled',
    ]);
  });

  const from = 'assignment_status_log WHERE';
  test.each([
    ['an assignment', `${from} assignment_id = ?`, /assignment_log_by_assignment\w* \(stream_id=\?\)/],
    ['an assignment in time', `${from} assignment_id = ? ORDER BY created_at`, /by_assignment \(stream_id=\?\)$/],
    [
      'an assignment from … to',
      `${from} assignment_id = ? AND created_at > ?`,
      /by_assignment \(stream_id=\? AND recorded_at>\?\)/,
    ],
    ['an actor', `${from} actor_id = ? ORDER BY created_at DESC`, /assignment_log_by_actor \(actor_id=\?\)$/],
    ['a status', `${from} status = ? ORDER BY created_at DESC`, /assignment_log_by_status \(<expr>=\?\)$/],
    ['a time', `${from} created_at >= ? ORDER BY created_at`, /assignment_log_by_time \(recorded_at>\?\)$/],
    ['the newest', `${from} 1 ORDER BY created_at DESC LIMIT 9`, /^SCAN events USING INDEX assignment_log_by_time$/],
    [
      'an assignment and a status',
      `${from} assignment_id = ? AND status = ?`,
      /_and_status \(stream_id=\? AND <expr>=\?\)/,
    ],
  ])('is reached by %s through an index made for that, and sorts nothing', async (_path, sql, index) => {
    const story = await begin();
    const db = readerOf(story.path);
    const values = Array.from(sql.matchAll(/\?/g), () => 1);
    const [first, ...rest] = db
      .prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN SELECT * FROM ${sql}`)
      .all(...values);
    expect(first?.detail).toMatch(index);
    // The step before each is one look-up more.
    expect(rest.map(({ detail }) => detail)).toEqual([
      expect.stringContaining('SCALAR SUBQUERY'),
      expect.stringContaining('SEARCH e USING INDEX events_of_stream (stream_id=? AND seq<?)'),
    ]);
  });
});
