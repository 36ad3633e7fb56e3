import { expect, onTestFinished, test, vi } from 'vitest';
import { beginStory } from '../testing/queryStory.ts';
import { refusalOfKnownAt } from './knownAt.ts';
import { type Answerer, isOfThePast, openPast, type PastQuestion } from './past.ts';

test('what walks far into the past is answered beside, the rest in the main process', () => {
  const at = '2026-01-01T00:00:00Z';
  expect(isOfThePast('asset.get', { tag: 'A', at })).toBe(false);
  expect(isOfThePast('asset.list', {})).toBe(false);
  expect(isOfThePast('asset.list', { at })).toBe(true);
  expect(isOfThePast('asset.get', { tag: 'A', knownAt: at })).toBe(true);
});

test('the process is begun when it is asked, takes its store with it, and may die without a loss', async () => {
  const story = await beginStory();
  const reports: string[] = [];
  const begun: { ended: boolean; questions: PastQuestion[]; answer(result: object): void; die(): void }[] = [];
  let open: typeof story.custody | null = story.custody;
  const past = openPast({
    custody: () => open,
    start(_path, heard): Answerer {
      const questions: PastQuestion[] = [];
      const one = {
        ended: false,
        questions,
        answer: (result: object) => heard.answered({ id: questions.shift()?.id, result }),
        die: () => heard.ended(1),
      };
      begun.push(one);
      return {
        ask: (question) => questions.push(question),
        end() {
          one.ended = true;
        },
      };
    },
    report: (what) => reports.push(what),
  });

  const first = past.ask('case.list', { at: '2026-01-01T00:00:00Z' });
  begun[0]?.answer({ ok: true, value: 'told' });
  expect(await first).toEqual({ ok: true, value: 'told' });

  // It dies with a question: the store that is open here answers.
  const second = past.ask('case.list', {});
  begun[0]?.die();
  expect(await second).toMatchObject({ ok: true, value: { rows: [] } });
  expect(reports).toEqual(['answering for the past']);

  // Another store needs another process; a store that is closed answers nothing more.
  const third = past.ask('case.list', {});
  open = { ...story.custody };
  const fourth = past.ask('case.list', {});
  expect(await third).toMatchObject({ error: { code: 'NOT_SIGNED_IN' } });
  expect(begun.map(({ ended }) => ended)).toEqual([false, true, false]);
  past.close();
  expect(await fourth).toMatchObject({ error: { code: 'NOT_SIGNED_IN' } });
  open = null;
  expect(await past.ask('case.list', {})).toMatchObject({ error: { code: 'NOT_SIGNED_IN' } });
  story.end();
});

test('an answer that comes after the store was let go ends nobody’s process', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => {
    vi.useRealTimers();
  });
  const story = await beginStory();
  const begun: { readonly ended: () => boolean; readonly answer: (id: number) => void }[] = [];
  const past = openPast({
    custody: () => story.custody,
    start(_path, heard): Answerer {
      let ended = false;
      begun.push({
        ended: () => ended,
        answer: (id) => heard.answered({ id, result: { ok: true, value: 'told' } }),
      });
      return {
        ask: () => undefined,
        end() {
          ended = true;
        },
      };
    },
    report: () => undefined,
  });
  const first = past.ask('case.list', {});
  past.close();
  begun[0]?.answer(1);
  expect(await first).toMatchObject({ error: { code: 'NOT_SIGNED_IN' } });
  const second = past.ask('case.list', {});
  vi.advanceTimersByTime(10 * 60_000);
  expect(begun[1]?.ended()).toBe(false);
  begun[1]?.answer(2);
  expect(await second).toEqual({ ok: true, value: 'told' });
  vi.advanceTimersByTime(10 * 60_000);
  expect(begun[1]?.ended()).toBe(true);
  story.end();
});

test('what was known earlier is for admins in the window', () => {
  const knownAt = '2026-01-01T00:00:00Z';
  expect(refusalOfKnownAt({ knownAt }, 'admin')).toBeNull();
  expect(refusalOfKnownAt({ at: knownAt }, 'technician')).toBeNull();
  for (const role of ['technician', 'coordinator', 'auditor', null] as const)
    expect(refusalOfKnownAt({ knownAt }, role)).toMatchObject({ code: 'NOT_ALLOWED', details: { needs: ['admin'] } });
});
