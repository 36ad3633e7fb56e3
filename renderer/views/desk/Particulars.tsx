import { TextInput } from '@mantine/core';
import { memo } from 'react';
import type { HandoverKind } from '../../../shared/contract/commands.ts';
import { words } from '../../../shared/uiWords.ts';
import { DuePicker } from './DuePicker.tsx';
import type { Draft } from './draft.ts';
import { HolderPicker } from './HolderPicker.tsx';
import css from './Particulars.module.css';

export interface DraftProps {
  readonly kind: HandoverKind;
  readonly draft: Draft;
  readonly change: (some: Partial<Draft>) => void;
}

const { particulars } = words.desk;

/** Who, where, what for, until when: said once for all lines. A scan draws none of it again. */
export const Particulars = memo(Fields);

function Fields({ kind, draft, change }: DraftProps) {
  return (
    <section className={`panel ${css.fields}`} aria-label={particulars.label} data-kind={kind}>
      <div>
        {kind === 'return' ? (
          <HolderPicker
            mode="free"
            label={particulars.bringer}
            placeholder={particulars.bringerHint}
            value={draft.broughtBy}
            onChange={(broughtBy) => change({ broughtBy })}
          />
        ) : (
          <HolderPicker
            label={kind === 'issue' ? particulars.receiver : particulars.giver}
            value={draft.holder}
            typed={draft.typed.holder}
            onType={(holder) => change({ typed: { ...draft.typed, holder } })}
            onChange={(holder) => change({ holder })}
          />
        )}
      </div>
      {kind === 'transfer' && (
        <div>
          <HolderPicker
            label={particulars.receiverOfTransfer}
            value={draft.to}
            typed={draft.typed.to}
            onType={(receiver) => change({ typed: { ...draft.typed, to: receiver } })}
            onChange={(receiver) => change({ to: receiver })}
          />
        </div>
      )}
      {kind !== 'return' && <DuePicker value={draft.due} onChange={(due) => change({ due })} />}
      <TextInput
        label={particulars.place}
        placeholder={particulars.placeHint}
        maxLength={200}
        value={draft.place}
        onChange={(event) => change({ place: event.currentTarget.value })}
      />
      <TextInput
        label={particulars.purpose}
        placeholder={particulars.purposeHint}
        maxLength={500}
        value={draft.purpose}
        onChange={(event) => change({ purpose: event.currentTarget.value })}
      />
    </section>
  );
}
