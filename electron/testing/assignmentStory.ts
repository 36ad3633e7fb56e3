import { afterAll, beforeAll, expect, onTestFinished } from 'vitest';
import type { AssignmentAnswer } from '../../shared/contract/assignmentAnswers.ts';
import type { Session } from '../../shared/session.ts';
import { type Cast, prepareTestStores, type TestStore } from './openTestStore.ts';
import { beginWorld, by, type Step } from './story.ts';

/** SQLite itself refuses an assignment that lies ahead of the real clock, so these stories are told in a past year. */
export const STORY_BEGINS = Date.UTC(2024, 2, 4, 8);

export const PIN = '135790';
const NAMES = { admin: 'Ada', coordinator: 'Cora', technician: 'Theo', auditor: 'Aude' } as const;

export type AssignmentStory = ReturnType<typeof tellAssignments>;

/**
 * Stories of assignments: each has a store of its own, with the admin Ada, the coordinator Cora, the technician Theo
 * and the auditor Aude. To be called at the top of a test file.
 *
 * @param stage  commands that Ada gave before anybody else ever signed in
 */
export function assignmentStories(
  ...stage: readonly unknown[]
): (...basics: readonly Step[]) => Promise<AssignmentStory> {
  let stores: Awaited<ReturnType<typeof prepareTestStores>> | null = null;
  beforeAll(async () => {
    stores = await prepareTestStores(STORY_BEGINS, stage);
  });
  afterAll(() => stores?.remove());

  return async (...basics) => {
    if (!stores) throw new Error('a story begins inside a test');
    const store = stores.open();
    onTestFinished(store.remove);
    const story = tellAssignments(store);
    await story.tell(...basics);
    return story;
  };
}

/** What happens to assignments in one store. */
export function tellAssignments(store: TestStore) {
  const world = beginWorld(store);
  const { custody, clock } = world;

  const ask = <T>(name: string, args: object = {}): T => {
    const answer = custody.query(name, args, world.cast.auditor);
    if (!answer.ok) throw new Error(`${name}: ${JSON.stringify(answer.error)}`);
    return answer.value as T; // what the query answers is contract; the story compares it
  };
  const assignment = (assignmentId: string) => ask<AssignmentAnswer>('assignment.get', { assignmentId });

  const story = {
    ...world,
    ask,
    assignment,
    status: (assignmentId: string) => assignment(assignmentId).status,

    /** Somebody gives their PIN, a minute later. */
    async arrives(who: keyof Cast, via: Session['via'] = 'command-line'): Promise<Session> {
      clock.set(clock.now() + 60_000);
      const answer = await custody.signIn(NAMES[who], PIN, via);
      if (!answer.ok) throw new Error(JSON.stringify(answer.error));
      return answer.value;
    },

    /** Cora dispatches, to Theo unless it says otherwise. @returns the assignment's id */
    async dispatched(more: Readonly<Record<string, unknown>> = {}): Promise<string> {
      await world.tell(
        by('coordinator', { command: 'assignment.dispatch', title: 'Seals', recipient: 'Theo', ...more }),
      );
      return world.the('ASSIGNMENT_DISPATCHED').streamId;
    },

    /** A step as its recipient gives it. */
    step: (name: 'read' | 'acknowledge' | 'complete', assignmentId: string): Readonly<Record<string, unknown>> => ({
      command: `assignment.${name}`,
      assignmentId,
      ...(name === 'read' ? { textHash: assignment(assignmentId).textHash } : {}),
    }),

    /** Theo is given an assignment and takes it as far as that. */
    async brought(to: 'dispatched' | 'delivered' | 'read' | 'acknowledged' | 'completed'): Promise<string> {
      const id = await story.dispatched();
      if (to === 'dispatched') return id;
      await story.arrives('technician');
      for (const [name, status] of [
        ['read', 'read'],
        ['acknowledge', 'acknowledged'],
        ['complete', 'completed'],
      ] as const) {
        if (story.status(id) === to) break;
        await world.tell(by('technician', story.step(name, id)));
        expect(story.status(id)).toBe(status);
      }
      return id;
    },
  };
  return story;
}
