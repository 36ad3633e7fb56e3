import { useState } from 'react';
import type { HolderRow } from '../../../shared/contract/answers.ts';
import { words } from '../../../shared/uiWords.ts';
import { ReasonField } from '../../parts/ReasonField.tsx';
import { go, to } from '../../routes.ts';
import { ActDialog } from '../asset/acts/ActDialog.tsx';
import type { Fields } from '../asset/acts/fieldError.ts';
import { HolderFields } from './HolderFields.tsx';
import { changedFields, formOf, type HolderForm, holderFields, knownFields, NOBODY } from './holderForm.ts';

interface CloseProps {
  readonly onClose: (done: boolean) => void;
}

const ADDED: Fields = holderFields;
const CHANGED: Fields = holderFields.map((field) => `set.${field}`);
const REASON: Fields = ['reason'];

/** Adds a holder, and opens them. */
export function AddHolder({ onClose }: CloseProps) {
  const [form, setForm] = useState<HolderForm>(NOBODY);
  const { add } = words.holders;
  const name = form.name.trim();
  return (
    <ActDialog
      title={add.title}
      command={name === '' ? null : { command: 'holder.add', ...knownFields(form) }}
      confirm={add.confirm}
      done={add.done(name)}
      fields={ADDED}
      size="md"
      onClose={(done) => {
        onClose(done);
        if (done) go(to('holder', { name }));
      }}
    >
      {(error) => <HolderFields value={form} onChange={setForm} error={error} />}
    </ActDialog>
  );
}

/** Changes what is known of a holder; only what differs is sent. Under another name the page is at another address. */
export function ChangeHolder({ holder, onClose }: CloseProps & { readonly holder: HolderRow }) {
  // As it stood when the form was opened: what others change meanwhile is refused, not overwritten.
  const [before] = useState(holder);
  const [form, setForm] = useState<HolderForm>(() => formOf(before));
  const { change } = words.holders;
  const set = changedFields(formOf(before), form);
  return (
    <ActDialog
      title={change.title(before.name)}
      lead={change.lead}
      command={
        Object.keys(set).length === 0
          ? null
          : { command: 'holder.change', name: before.name, set, expectedVersion: before.version }
      }
      confirm={change.confirm}
      done={change.done(before.name)}
      fields={CHANGED}
      size="md"
      onClose={(done) => {
        onClose(done);
        if (done && set.name) go(to('holder', { name: set.name }));
      }}
    >
      {(error) => <HolderFields value={form} onChange={setForm} error={(field) => error(`set.${field}`)} />}
    </ActDialog>
  );
}

export function DeactivateHolder({ holder, onClose }: CloseProps & { readonly holder: HolderRow }) {
  const { name, version } = holder;
  const [reason, setReason] = useState('');
  const { deactivate } = words.holders;
  return (
    <ActDialog
      title={deactivate.title(name)}
      lead={deactivate.lead}
      command={{ command: 'holder.deactivate', name, reason, expectedVersion: version }}
      confirm={deactivate.confirm}
      done={deactivate.done(name)}
      fields={REASON}
      grave
      size="md"
      onClose={onClose}
    >
      {(error) => <ReasonField value={reason} onChange={setReason} error={error('reason')} />}
    </ActDialog>
  );
}
