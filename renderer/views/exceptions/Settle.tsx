import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ExceptionRow } from '../../../shared/contract/trailAnswers.ts';
import { words } from '../../../shared/uiWords.ts';
import { AcknowledgeRestore } from '../../frame/AcknowledgeRestore.tsx';
import { go, to } from '../../routes.ts';
import { appStore, useAnswer } from '../../state/useApp.ts';
import { useMay } from '../../state/useMay.ts';
import { AssetAct } from '../asset/acts/AssetAct.tsx';
import { CheckDialog } from '../case/CheckDialog.tsx';
import { DismissFlag } from '../correction/DismissFlag.tsx';
import { openCorrection } from '../correction/openCorrection.ts';
import css from './Exceptions.module.css';
import { type Settling, settlingOf } from './settle.ts';
import { addressOf, nameOf } from './why.ts';

/** The buttons that would settle an exception; each opens the act itself. */
export function Settle({ row }: { readonly row: ExceptionRow }) {
  const [open, setOpen] = useState<Settling | null>(null);
  const may: Readonly<Record<Settling, boolean>> = {
    place: useMay('asset.place'),
    find: useMay('asset.find'),
    correct: useMay('event.correct'),
    dismiss: useMay('event.dismiss_flag'),
    check: useMay('case.check'),
    acknowledge: useMay('store.acknowledge_restore'),
    receipt: true,
    verify: true,
    show: true,
  };
  const { acts } = words.exceptions;
  const name = nameOf(row);
  const close = (): void => setOpen(null);

  function settle(act: Settling): void {
    if (act === 'correct') openCorrection([row.eventId]);
    else if (act === 'verify') {
      void appStore.getState().verifyAgain();
      go(to('adminSection', { section: 'store' }));
    } else if (act === 'receipt' || act === 'show') go(addressOf(row) ?? to('audit'));
    else setOpen(act);
  }

  return (
    <div className={css.acts}>
      {settlingOf(row)
        .filter((act) => may[act])
        .map((act) => (
          <Button key={act} aria-label={`${acts[act]} ${name}`} onClick={() => settle(act)}>
            {acts[act]}
          </Button>
        ))}
      {(open === 'place' || open === 'find') && row.tag !== null && (
        <AssetAct act={open === 'place' ? 'put' : 'find'} tag={row.tag} onClose={close} />
      )}
      {open === 'check' && row.case !== null && <Check code={row.case} onClose={close} />}
      {open === 'acknowledge' && <AcknowledgeRestore eventId={row.eventId} onClose={close} />}
      {open === 'dismiss' && <DismissFlag eventId={row.eventId} onClose={close} />}
    </div>
  );
}

function Check({ code, onClose }: { readonly code: string; readonly onClose: () => void }) {
  const { value } = useAnswer('case.get', { code });
  return value ? <CheckDialog box={value} onClose={onClose} /> : null;
}
