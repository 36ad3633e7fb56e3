import { useEffect, useRef, useState } from 'react';
import type { HandoverKind } from '../../../shared/contract/commands.ts';
import { HappenedAt } from '../../parts/HappenedAt.tsx';
import { useDraft } from './useDraft.ts';

/** When the handover happened, for all of its lines. */
export function Happened({ kind }: { readonly kind: HandoverKind }) {
  const [{ occurredAt }, change] = useDraft(kind);
  const chosen = useRef(occurredAt);
  const [round, setRound] = useState(0);

  // Set back to now from elsewhere, by a fix of a line: the field begins anew.
  useEffect(() => {
    if (occurredAt === chosen.current) return;
    chosen.current = occurredAt;
    setRound((before) => before + 1);
  }, [occurredAt]);

  function choose(at: string | null): void {
    chosen.current = at;
    change({ occurredAt: at });
  }

  return <HappenedAt key={round} value={occurredAt} onChange={choose} />;
}
