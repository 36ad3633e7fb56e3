import { useEffect, useMemo, useRef, useState } from 'react';
import type { HandoverKind } from '../../../shared/contract/commands.ts';
import type { QueueLine } from '../../../shared/contract/trailAnswers.ts';
import type { Refused } from '../../../shared/ipc/contract.ts';
import { appStore } from '../../state/useApp.ts';
import { type Checks, checkLines, type Homes } from './checkLines.ts';
import type { Draft } from './draft.ts';
import { type HandoverForm, handoverForm } from './handoverForm.ts';
import type { CheckedLine } from './problems.ts';

export interface Checked {
  /** in order of scanning */
  readonly lines: readonly CheckedLine[];
  /** what is wrong with the handover whatever its lines */
  readonly whole: readonly Refused[];
  /** of a return: what its cases miss once the list is back */
  readonly cases: Checks['cases'];
}

interface Judged {
  /** tags of the lines that were tried */
  readonly tags: ReadonlySet<string>;
  readonly checks: Checks;
}

/**
 * Has main try the handover whenever a line, what was typed or the record changes, and says of each line whether it
 * could go. One try at a time: what changes meanwhile is tried next, so that scans never pile up.
 */
export function useChecks(kind: HandoverKind, rows: readonly QueueLine[] | undefined, draft: Draft): Checked {
  const form = useMemo(() => (rows ? handoverForm(kind, draft, rows) : null), [kind, draft, rows]);
  const key = form === null ? '' : JSON.stringify(form);
  const [judged, setJudged] = useState<Judged | null>(null);
  const wanted = useRef<{ readonly key: string; readonly rows: readonly QueueLine[] } | null>(null);
  const running = useRef(false);

  useEffect(() => {
    wanted.current = key === '' || !rows ? null : { key, rows };
    if (running.current || !wanted.current) return;
    running.current = true;
    void (async () => {
      try {
        while (wanted.current) {
          const now = wanted.current;
          wanted.current = null;
          // The key is the form as text.
          const asked = JSON.parse(now.key) as HandoverForm;
          const checks = await checkLines(appStore.getState().carryOut, asked, homesOf(now.rows));
          setJudged({ tags: new Set(asked.items.map(({ tag }) => tag)), checks });
        }
      } finally {
        running.current = false;
      }
    })();
  }, [key, rows]);

  return useMemo(() => {
    const current = key === '' ? null : judged;
    return {
      lines: (rows ?? []).map((row, i) => checkedLine(row, i + 1, current)),
      whole: current?.checks.whole ?? [],
      cases: current?.checks.cases ?? [],
    };
  }, [rows, judged, key]);
}

/** Of each tag its home slot, as the queue has it. */
export function homesOf(rows: readonly QueueLine[]): Homes {
  return new Map(rows.flatMap(({ tag, home }) => (tag === null ? [] : [[tag, home] as const])));
}

/** A line as it was judged; until it is, and while nobody is named yet, as the queue itself was checked. */
function checkedLine(row: QueueLine, position: number, judged: Judged | null): CheckedLine {
  const { tag, check } = row;
  const checks = tag !== null && judged?.tags.has(tag) ? judged.checks : null;
  const unjudged = { ...row, position, refused: check, proposed: undefined, homeRefused: null };
  if (tag === null || checks === null) return unjudged;
  return {
    ...unjudged,
    refused: checks.refused.get(tag) ?? null,
    proposed: checks.proposed.get(tag),
    homeRefused: checks.homeRefused.get(tag) ?? null,
  };
}
