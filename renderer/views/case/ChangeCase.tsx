import { useState } from 'react';
import type { CaseAnswer } from '../../../shared/contract/answers.ts';
import { words } from '../../../shared/uiWords.ts';
import { ActDialog } from '../asset/acts/ActDialog.tsx';
import type { Fields } from '../asset/acts/fieldError.ts';
import { CaseFields, type CaseForm } from './CaseFields.tsx';
import { labelsText, readLabels } from './labels.ts';

interface ChangeCaseProps {
  readonly box: CaseAnswer;
  readonly onClose: (done: boolean) => void;
}

const { change } = words.case;
const FIELDS: Fields = ['set.name', 'set.place', 'set.slots', 'set.labels'];

/** Changes name, place, number of slots or labels; only what differs is sent. */
export function ChangeCase({ box, onClose }: ChangeCaseProps) {
  // As it stood when the form was opened: what others change meanwhile is refused, not overwritten.
  const [before] = useState(box);
  const [form, setForm] = useState<CaseForm>({
    name: before.name ?? '',
    place: before.place ?? '',
    slots: before.slots,
    labels: labelsText(before.rows),
  });
  const set = changesOf(before, form);
  return (
    <ActDialog
      title={change.title(before.code)}
      lead={change.lead}
      command={
        set === null || Object.keys(set).length === 0
          ? null
          : { command: 'case.change', code: before.code, set, expectedVersion: before.version }
      }
      confirm={change.confirm}
      done={change.done(before.code)}
      fields={FIELDS}
      onClose={onClose}
    >
      {(error) => (
        <CaseFields
          value={form}
          onChange={(some) => setForm((all) => ({ ...all, ...some }))}
          error={(field) => error(`set.${field}`)}
        />
      )}
    </ActDialog>
  );
}

/** What the form changes; null takes a value away. null for all: the labels cannot be read. */
function changesOf(before: CaseAnswer, form: CaseForm): Readonly<Record<string, unknown>> | null {
  const read = readLabels(form.labels);
  if (!read.ok) return null;
  const [name, place] = [form.name.trim() || null, form.place.trim() || null];
  const was = readLabels(labelsText(before.rows));
  const sameLabels = was.ok && JSON.stringify(was.labels) === JSON.stringify(read.labels);
  return {
    ...(name === before.name ? {} : { name }),
    ...(place === before.place ? {} : { place }),
    ...(form.slots === before.slots ? {} : { slots: form.slots }),
    ...(sameLabels ? {} : { labels: read.labels }),
  };
}
