import { arm, disarm, type Fault } from '../lib/fault.ts';
import { failed, type Judgement, judgeAfter } from '../lib/judge.ts';
import { type Played, play, textOf } from '../lib/scene.ts';
import { type Stage, setUp } from '../lib/stage.ts';
import { type Said, wishes } from '../lib/work.ts';

export interface FaultLoopArgs {
  readonly stage: Stage;
  readonly fault: Omit<Fault, 'n'>;
  /** at most so many cases, spread evenly; null: every call there is */
  readonly most: number | null;
  readonly wishes: number;
  /** what was acknowledged before: the first wishes, in their order */
  readonly already?: readonly Said[];
}

export interface FaultLoop {
  /** calls of the kinds in the scene when nothing fails */
  readonly calls: number;
  readonly cases: readonly FaultCase[];
}

export interface FaultCase {
  readonly n: number;
  readonly played: Played;
  readonly judgement: Judgement;
}

/** One fault at the n-th call, for every n until it is not met any more, or for some of them. */
export async function faultLoop({
  stage,
  fault,
  most,
  wishes: count,
  already = [],
}: FaultLoopArgs): Promise<FaultLoop> {
  const given = wishes(count, already.length);
  const all = wishes(already.length + count);
  setUp(stage);
  arm({ ...fault, n: 0 });
  await play(stage.place, stage.operatorId, given);
  const calls = disarm();
  const step = most === null ? 1 : Math.max(1, Math.floor(calls / most));
  const cases: FaultCase[] = [];
  // After a fault there may be more calls than without: beyond the number counted too, until it is not met any more.
  for (let n = 1; ; n += step) {
    const place = setUp(stage);
    arm({ ...fault, n });
    const played = await play(place, stage.operatorId, given);
    if (disarm() < n) return { calls, cases };
    const judgement = await judgeAfter(place, stage.operatorId, all, [...already, ...played.said]).catch(
      (error: unknown) => failed(`judging: ${textOf(error)}`),
    );
    cases.push({ n, played, judgement });
  }
}
