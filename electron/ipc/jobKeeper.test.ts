import { expect, test } from 'vitest';
import type { JobState } from '../../shared/ipc/contract.ts';
import { accept, refuse } from '../../shared/result.ts';
import { openJobKeeper } from './jobKeeper.ts';
import type { JobWatch } from './jobs.ts';

/** A keeper with a clock of its own, and a job that ends when the story says so. */
function begin(finish: (value: unknown) => ReturnType<typeof accept> | ReturnType<typeof refuse> = accept) {
  const announced: JobState[] = [];
  const bugs: string[] = [];
  const calls: string[] = [];
  let settle: { resolve(value: unknown): void; reject(error: Error): void } | null = null;
  const ended = new Promise<unknown>((resolve, reject) => {
    settle = { resolve, reject };
  });
  let now = 1000;
  let watch: JobWatch | null = null;
  const keeper = openJobKeeper({
    announce: (state) => announced.push(state),
    newId: () => 'job-1',
    now: () => now,
    report: (what) => bugs.push(what),
  });
  keeper.begin({
    kind: 'report',
    start(given) {
      watch = given;
      return { outcome: ended, stop: () => calls.push('stop'), cancel: () => calls.push('cancel') };
    },
    finish,
  });
  const progress = (done: number, after: number): void => {
    now += after;
    watch?.onProgress(done, 100);
  };
  const outcome = {
    resolve: (value: unknown) => settle?.resolve(value),
    reject: (error: Error) => settle?.reject(error),
  };
  return { keeper, announced, bugs, calls, outcome, progress };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));
const first = { job: 'job-1', kind: 'report', startedAt: 1000, done: 0, total: 0, state: 'running', error: null };

test('a job says how far it is, though not more often than an eye can see, and what it came to', async () => {
  const { keeper, announced, outcome, progress } = begin();
  progress(10, 200);
  progress(11, 10);
  progress(100, 10);
  expect(keeper.list()).toEqual([{ ...first, done: 100, total: 100 }]);
  outcome.resolve({ path: 'a.csv' });
  await settled();
  expect(announced).toEqual([
    first,
    { ...first, done: 10, total: 100 },
    { ...first, done: 100, total: 100 },
    { ...first, done: 100, total: 100, state: 'done', outcome: { path: 'a.csv' } },
  ]);
  expect(keeper.list()).toEqual([]);
});

test('a cancelled job is asked to clear up, and says nothing more', async () => {
  const { keeper, announced, bugs, calls, outcome, progress } = begin();
  expect(keeper.cancel('job-1')).toBe(true);
  progress(50, 500);
  outcome.reject(new Error('ended with status 15'));
  await settled();
  expect(calls).toEqual(['cancel']);
  expect(announced).toEqual([first, { ...first, state: 'cancelled' }]);
  expect(bugs).toEqual([]);
  expect(keeper.cancel('job-1')).toBe(false);
});

test('a refusal comes with its sentence; a process that dies is a bug, told to the log', async () => {
  const refused = begin(() => refuse('CANNOT_WRITE', { path: 'a.csv', why: 'the disk is full' }));
  refused.outcome.resolve(null);
  await settled();
  expect(refused.announced.at(-1)).toMatchObject({
    state: 'failed',
    error: { code: 'CANNOT_WRITE', message: expect.stringContaining('the disk is full') },
  });

  const died = begin();
  died.outcome.reject(new Error('ended with status 1'));
  await settled();
  expect(died.announced.at(-1)).toEqual({ ...first, state: 'failed' });
  expect(died.bugs).toEqual(['the job report']);
});
