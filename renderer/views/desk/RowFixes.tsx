import { Button } from '@mantine/core';
import { useState } from 'react';
import type { HandoverKind } from '../../../shared/contract/commands.ts';
import { words } from '../../../shared/uiWords.ts';
import { addressOfFound } from '../../frame/found.ts';
import { appStore, useAnswer } from '../../state/useApp.ts';
import { useMay } from '../../state/useMay.ts';
import { FindAct } from '../asset/acts/FindAct.tsx';
import { AddAsset } from './AddAsset.tsx';
import { type CheckedLine, problemOf } from './problems.ts';
import css from './Queue.module.css';
import { UnsealCase } from './UnsealCase.tsx';
import { useDraft } from './useDraft.ts';

const { problems, fixes, queue } = words.desk;

interface UnknownLineProps {
  readonly kind: HandoverKind;
  readonly item: string;
  readonly code: string;
}

/** A code that is no asset: what it is instead, or how it becomes one. */
export function UnknownLine({ kind, item, code }: UnknownLineProps) {
  const { value: found } = useAnswer('search', { text: code, limit: 5 });
  const mayAdd = useMay('asset.add');
  const [adding, setAdding] = useState(false);
  const [, change] = useDraft(kind);
  const exact = found?.rows.find((row) => row.exact);
  if (!found) return null;
  switch (exact?.kind) {
    case 'case':
      return <span className={css.second}>{problems.isCase[kind]}</span>;
    case 'holder': {
      const choose = (): void => {
        change(kind === 'return' ? { broughtBy: exact.title } : { holder: exact.title });
        void appStore.getState().carryOut({ command: 'queue.remove', kind, item });
      };
      return (
        <>
          <span className={css.second}>{problems.isHolder}</span>
          <Button onClick={choose}>{fixes.chooseHolder}</Button>
        </>
      );
    }
    case 'receipt': {
      const address = addressOfFound(exact);
      return (
        <>
          <span className={css.second}>{problems.isReceipt}</span>
          {address !== null && <a href={address}>{fixes.openReceipt}</a>}
        </>
      );
    }
    default:
      if (!mayAdd) return <span className={css.second}>{fixes.needsCoordinator}</span>;
      return (
        <>
          <Button onClick={() => setAdding(true)}>{fixes.addAsset}</Button>
          {adding && <AddAsset code={code} onClose={() => setAdding(false)} />}
        </>
      );
  }
}

/** Something recorded as lost is in somebody's hands: it was found. */
export function LostLine({ tag }: { readonly tag: string }) {
  const [finding, setFinding] = useState(false);
  return (
    <>
      <Button onClick={() => setFinding(true)}>{fixes.found(1)}</Button>
      {finding && <FindAct tag={tag} onClose={() => setFinding(false)} />}
    </>
  );
}

/** Where a return puts the line, as main proposes it; and why it is not its home, where it is not. */
export function Destination({ line, onChoose }: { readonly line: CheckedLine; readonly onChoose: () => void }) {
  const { proposed, home, homeRefused } = line;
  if (proposed === undefined) return null;
  if (proposed !== null) {
    const place = words.custody.inSlot(proposed.case, proposed.slot);
    const atHome = home === null || (home.case === proposed.case && home.slot === proposed.slot);
    return (
      <>
        <span className={css.place}>{place}</span>
        {!atHome && <span className={css.also}>{queue.notHome(words.custody.inSlot(home.case, home.slot))}</span>}
      </>
    );
  }
  const why =
    homeRefused !== null
      ? problemOf('return', homeRefused).says(1)
      : home === null
        ? queue.noHome
        : queue.homeTaken(words.custody.inSlot(home.case, home.slot));
  const sealed = homeRefused && problemOf('return', homeRefused).fixes.find(({ fix }) => fix === 'unseal');
  return (
    <>
      <button type="button" className={css.unplaced} onClick={onChoose}>
        <span className="warn">
          <span aria-hidden="true">! </span>
          {queue.unplaced}
        </span>
        <span className={css.second}>{why}</span>
      </button>
      {sealed?.fix === 'unseal' && <Unseal code={sealed.case} />}
    </>
  );
}

function Unseal({ code }: { readonly code: string }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>{fixes.unseal(code)}</Button>
      {open && <UnsealCase code={code} onClose={() => setOpen(false)} />}
    </>
  );
}
