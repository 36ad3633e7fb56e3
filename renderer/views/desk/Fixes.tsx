import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Refused as RefusedAnswer } from '../../../shared/ipc/contract.ts';
import { words } from '../../../shared/uiWords.ts';
import { Refused } from '../../parts/Refused.tsx';
import { moveLines, removeLines } from './moveLines.ts';
import type { DraftProps } from './Particulars.tsx';
import type { CheckedLine, Fix } from './problems.ts';
import css from './Queue.module.css';
import { UnsealCase } from './UnsealCase.tsx';
import { useOperator } from './useDraft.ts';

interface FixesProps extends DraftProps {
  readonly fixes: readonly Fix[];
  readonly lines: readonly CheckedLine[];
  /** opens the details of a line, where its slot is chosen */
  readonly onOpen: (item: string) => void;
}

const { fixes: says } = words.desk;

/** What can be done about lines that have the same problem; taking them off the list is always possible. */
export function Fixes({ kind, draft, change, fixes, lines, onOpen }: FixesProps) {
  const operatorId = useOperator()?.operatorId ?? '';
  const [unsealing, setUnsealing] = useState<string | null>(null);
  const [refused, setRefused] = useState<RefusedAnswer | null>(null);
  const [busy, setBusy] = useState(false);
  const n = lines.length;
  const [first] = lines;

  async function act(work: () => Promise<RefusedAnswer | null>): Promise<void> {
    setBusy(true);
    try {
      setRefused(await work());
    } finally {
      setBusy(false);
    }
  }

  function leaveUnplaced(): void {
    const unplaced = lines.map(({ item }) => [item, { ...draft.lines[item], slot: null }] as const);
    change({ lines: { ...draft.lines, ...Object.fromEntries(unplaced) } });
  }

  function does(fix: Fix): { readonly label: string; readonly act: () => void } {
    switch (fix.fix) {
      case 'transfer':
      case 'return':
      case 'issue': {
        const into = fix.fix;
        return { label: says[into](n), act: () => void act(() => moveLines(operatorId, kind, into, lines)) };
      }
      case 'unseal':
        return { label: says.unseal(fix.case), act: () => setUnsealing(fix.case) };
      case 'unplaced':
        return { label: says.leaveUnplaced, act: leaveUnplaced };
      case 'slot':
        return { label: says.slot, act: () => first && onOpen(first.item) };
      case 'holder':
        return { label: says.otherHolder, act: () => change(kind === 'transfer' ? { to: '' } : { holder: '' }) };
      case 'now':
        return { label: says.now, act: () => change({ occurredAt: null }) };
    }
  }

  const offered = fixes.filter(({ fix }) => fix !== 'now' || draft.occurredAt !== null);
  return (
    <>
      <div className={css.fixes}>
        {offered.map((fix) => {
          const { label, act: press } = does(fix);
          return (
            <Button key={fix.fix} disabled={busy} onClick={press}>
              {label}
            </Button>
          );
        })}
        <Button variant="subtle" disabled={busy} onClick={() => void act(() => removeLines(kind, lines))}>
          {says.remove(n)}
        </Button>
      </div>
      <Refused refused={refused} />
      {unsealing !== null && <UnsealCase code={unsealing} onClose={() => setUnsealing(null)} />}
    </>
  );
}
