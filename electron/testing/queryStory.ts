import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EventJson } from '../../shared/event.ts';
import type { Session } from '../../shared/session.ts';
import { createStore } from '../createStore.ts';
import type { Custody } from '../custody.ts';

/** Minutes after the story began, as the contract writes moments. */
export const minute = (n: number): string => new Date(START + n * 60_000).toISOString();

const START = Date.UTC(2024, 10, 21, 8);

/** A real store in a folder of its own, a clock that stands still until it is told, and an admin at the keyboard. */
export interface QueryStory {
  readonly custody: Custody;
  readonly session: Session;
  readonly path: string;
  /** sets the clock to minutes after the story began */
  at(minutes: number): void;
  /** gives a command that must be accepted */
  tell(command: string, fields?: Readonly<Record<string, unknown>>): Promise<readonly EventJson[]>;
  ask<T>(query: string, args?: Readonly<Record<string, unknown>>): T;
  refused(query: string, args?: Readonly<Record<string, unknown>>): unknown;
  end(): void;
}

export async function beginStory(): Promise<QueryStory> {
  const home = mkdtempSync(join(tmpdir(), 'assettrack-queries-'));
  const path = join(home, 'custody.sqlite');
  let ms = 0;
  const created = await createStore({
    path,
    mode: 'write',
    home,
    clock: { now: () => START + ms, monotonic: () => ms, offset: () => 60 },
    organisation: 'Field Unit',
    admin: 'Ada',
    pin: '123456',
  });
  if (!created.ok) throw new Error(`the store was refused: ${created.error.code}`);
  const custody = created.value;
  const signedIn = await custody.signIn('Ada', '123456', 'command-line');
  if (!signedIn.ok) throw new Error('Ada could not sign in');
  const session = signedIn.value;

  return {
    custody,
    session,
    path,
    at(minutes) {
      ms = minutes * 60_000;
    },
    async tell(command, fields = {}) {
      const result = await custody.execute({ command, ...fields }, session);
      if (!result.ok) throw new Error(`${command}: ${JSON.stringify(result.error)}`);
      return result.events;
    },
    ask<T>(query: string, args = {}): T {
      const answer = custody.query(query, args, session);
      if (!answer.ok) throw new Error(`${query}: ${JSON.stringify(answer.error)}`);
      return answer.value as T; // the test says what it expects, and compares it
    },
    refused(query, args = {}) {
      const answer = custody.query(query, args, session);
      return answer.ok ? answer : answer.error;
    },
    end() {
      custody.close();
      rmSync(home, { recursive: true });
    },
  };
}
