import { useEffect, useState } from 'react';
import type { Correcting } from '../../state/correcting.ts';
import { type Draft, EMPTY, type Target } from './draft.ts';
import type { FieldName } from './fields.ts';
import { keepCorrection, readKept } from './keptCorrection.ts';

/** What is typed into the dialog. It stays while the dialog is laid aside, behind the lock, and over a restart. */
export function useDraft({ wanted, kept }: Correcting, targets: readonly Target[] | undefined) {
  const [draft, setDraft] = useState<Draft>(() => (kept === null ? null : readKept(kept)?.draft) ?? EMPTY);
  const [taken, setTaken] = useState<ReadonlySet<string>>(new Set());

  // What somebody knows already is filled in once; from then on it is the admin's.
  useEffect(() => {
    const fresh = wanted.filter(({ eventId, set }) => set !== undefined && !taken.has(eventId));
    if (!targets || fresh.length === 0) return;
    setTaken(new Set([...taken, ...fresh.map(({ eventId }) => eventId)]));
    setDraft((before) => {
      const own = { ...before.own };
      for (const { eventId, set } of fresh) {
        const target = targets.find(({ versions }) => versions.some((version) => version.eventId === eventId));
        if (target) own[target.key] = { ...own[target.key], ...set };
      }
      return { ...before, own };
    });
  }, [wanted, targets, taken]);

  useEffect(() => keepCorrection(wanted, draft), [wanted, draft]);

  return {
    draft,
    touched: draft !== EMPTY,
    say: (reason: string) => setDraft((now) => ({ ...now, reason })),
    setAll: (name: FieldName, value: unknown) => setDraft((now) => ({ ...now, all: { ...now.all, [name]: value } })),
    setOwn: (key: string, name: FieldName, value: unknown) =>
      setDraft((now) => ({ ...now, own: { ...now.own, [key]: { ...now.own[key], [name]: value } } })),
    setVoid: (keys: readonly string[], never: boolean) =>
      setDraft((now) => {
        const others = [...now.voids].filter((key) => !keys.includes(key));
        return { ...now, voids: new Set(never ? [...others, ...keys] : others) };
      }),
  };
}
