import { Button } from '@mantine/core';
import { useState } from 'react';
import { z } from 'zod';
import { words } from '../../shared/uiWords.ts';
import { useAnswer } from '../state/useApp.ts';
import { useMay } from '../state/useMay.ts';
import { AcknowledgeRestore } from './AcknowledgeRestore.tsx';
import css from './RestoreNotice.module.css';

const head = z.object({ seq: z.int() });
const restored = z.object({
  file: z.string(),
  backupHead: head,
  formerHead: head.nullable(),
  replaced: z.string().nullable(),
});

/** Across the window since a restore, until an admin has looked at what it left out. */
export function RestoreNotice() {
  const { value: health } = useAnswer('store.health', {});
  const acknowledges = useMay('store.acknowledge_restore');
  const [open, setOpen] = useState(false);
  const event = health?.restored ?? null;
  const facts = restored.safeParse(event?.data);
  if (!event || !facts.success) return null;
  const { file, backupHead, formerHead, replaced } = facts.data;
  const missing = formerHead && formerHead.seq - backupHead.seq;
  const say = words.backup.notice;
  return (
    <section className={css.notice} aria-label={say.label}>
      <span>
        <b>{say.text(file)}</b> {missing === null ? say.missingUnknown : missing > 0 && say.missing(missing)}{' '}
        {replaced !== null && say.replaced(replaced)} {!acknowledges && say.forAdmin}
      </span>
      {acknowledges && <Button onClick={() => setOpen(true)}>{say.acknowledge}</Button>}
      {open && <AcknowledgeRestore eventId={event.eventId} onClose={() => setOpen(false)} />}
    </section>
  );
}
