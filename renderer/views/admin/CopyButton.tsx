import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { words } from '../../../shared/uiWords.ts';
import { copyText } from '../../parts/copyText.ts';

/** ms for which the button says that it was done */
const SAID_MS = 2000;

/** Puts a text into the clipboard, and says that it did. @param what  what is copied, for who hears the page */
export function CopyButton({ text, what }: { readonly text: string; readonly what: string }) {
  const [done, setDone] = useState(false);
  const { copy, copied } = words.admin.device;
  useEffect(() => {
    if (!done) return;
    const timer = setTimeout(() => setDone(false), SAID_MS);
    return () => clearTimeout(timer);
  }, [done]);
  return (
    <Button size="compact-sm" aria-label={done ? copied : copy(what)} onClick={() => setDone(copyText(text))}>
      {done ? copied : words.admin.store.copy}
    </Button>
  );
}
