import { Popover } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { useRef, useState } from 'react';
import { words } from '../../shared/uiWords.ts';
import { fullMoment, moment } from '../format.ts';
import { backToNow, useAsOf } from '../state/asOf.ts';
import css from './AsOf.module.css';
import { AsOfForm } from './AsOfForm.tsx';

/** In the top bar: which moment the window shows, now or any other. */
export function AsOfControl() {
  const asOf = useAsOf();
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  useHotkeys(
    [
      ['mod+T', () => setOpen(true)],
      ['mod+shift+T', backToNow],
    ],
    [],
  );

  function close(): void {
    setOpen(false);
    button.current?.focus();
  }

  const shown = asOf.at ?? asOf.knownAt;
  const text = shown === null ? words.asOf.now : moment(shown);
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-start" shadow="md" withinPortal={false} trapFocus>
      <Popover.Target>
        <button
          type="button"
          ref={button}
          className={css.control}
          data-past={shown !== null || undefined}
          title={shown === null ? undefined : fullMoment(shown)}
          onClick={() => setOpen(!open)}
        >
          <span aria-hidden="true">◷</span>
          <span className="only-heard">{words.asOf.label}</span>
          {text}
          <kbd>{words.asOf.keys}</kbd>
        </button>
      </Popover.Target>
      <Popover.Dropdown className={css.dropdown ?? ''} aria-label={words.asOf.title}>
        {open && <AsOfForm onDone={close} />}
      </Popover.Dropdown>
    </Popover>
  );
}
