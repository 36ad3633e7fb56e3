import { useMemo } from 'react';
import type { HandoverKind } from '../../../shared/contract/commands.ts';
import { useAnswer } from '../../state/useApp.ts';
import { kinds } from './draft.ts';

/** Which tags of the operator's other two queues wait there too. @returns by tag the other kind */
export function useOtherQueues(kind: HandoverKind): ReadonlyMap<string, HandoverKind> {
  const [first = kind, second = kind] = kinds.filter((other) => other !== kind);
  const { value: one } = useAnswer('queue.get', { kind: first });
  const { value: two } = useAnswer('queue.get', { kind: second });
  return useMemo(
    () =>
      new Map(
        [
          { other: first, rows: one?.rows },
          { other: second, rows: two?.rows },
        ].flatMap(({ other, rows = [] }) => rows.flatMap(({ tag }) => (tag === null ? [] : [[tag, other] as const]))),
      ),
    [first, second, one, two],
  );
}
