import { Modal } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { words } from '../../../shared/uiWords.ts';
import { Refused } from '../../parts/Refused.tsx';
import { useLooksBack } from '../../state/asOf.ts';
import type { Correcting } from '../../state/correcting.ts';
import { appStore, useApp } from '../../state/useApp.ts';
import { AsideBar } from './AsideBar.tsx';
import css from './Correction.module.css';
import { CorrectionForm } from './CorrectionForm.tsx';
import { isCorrectableTarget } from './draft.ts';
import { endCorrection } from './keptCorrection.ts';
import { useDraft } from './useDraft.ts';
import { useTargets } from './useTargets.ts';

const { dialog } = words.correction;

/**
 * Corrects events: the originals, what is to stand instead, and what that leads to, before the PIN. Whoever follows a
 * link out of it lays it aside, and nothing typed is lost.
 */
export function CorrectionDialog({ correcting }: { readonly correcting: Correcting }) {
  const { wanted, aside } = correcting;
  const { targets, done, refused, readAgain } = useTargets(wanted);
  const draft = useDraft(correcting, targets);
  const { layCorrectionAside } = appStore.getState();
  const past = useLooksBack();
  useAsideWhenLeft();
  useReturnOfFocus();
  const n = targets?.length ?? wanted.length;
  // Only a button that says so throws away what was typed.
  const leave = (): void => (draft.touched ? layCorrectionAside(true) : endCorrection());
  const fitting = targets?.filter(isCorrectableTarget) ?? [];
  return (
    <>
      <Modal
        opened={!aside && !past}
        onClose={leave}
        title={n === 1 ? dialog.title : dialog.titleOf(n)}
        size="74rem"
        returnFocus={false}
        classNames={{ body: css.body ?? '' }}
      >
        {targets ? (
          <CorrectionForm
            targets={fitting}
            unfit={targets.filter((target) => !fitting.includes(target))}
            hand={draft}
            onReadAgain={readAgain}
          />
        ) : (
          <>
            <Refused refused={refused} />
            {!refused && n > 1 && <p role="status">{dialog.loading(done, wanted.length)}</p>}
          </>
        )}
      </Modal>
      {(aside || past) && <AsideBar targets={targets ?? []} />}
    </>
  );
}

/** Another view lies behind the dialog now: a link in it was followed, or something was scanned. */
function useAsideWhenLeft(): void {
  const place = useApp((state) => state.place);
  const where = place && JSON.stringify([place.view, place.params, place.query.event]);
  const begun = useRef(where);
  useEffect(() => {
    if (begun.current === where) return;
    begun.current = where;
    appStore.getState().layCorrectionAside(true);
  }, [where]);
}

/** When it ends, the focus goes back to where it was begun, unless the view has taken it. */
function useReturnOfFocus(): void {
  const [opener] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      setTimeout(() => {
        if (document.activeElement === document.body && opener instanceof HTMLElement) opener.focus();
      });
    },
    [opener],
  );
}
