import { words } from '../../../shared/uiWords.ts';
import css from './Correction.module.css';
import { commonlyRecorded, type Draft, type Target } from './draft.ts';
import { EventFields } from './EventFields.tsx';
import { commonFields, type FieldName } from './fields.ts';
import type { Sorted } from './refusals.ts';

interface ForAllProps {
  readonly targets: readonly Target[];
  readonly draft: Draft;
  readonly sorted: Sorted;
  readonly onChange: (name: FieldName, value: unknown) => void;
}

const { dialog } = words.correction;

/** What is set in all the events of a correction at once: the holder or the time of a handover, a field of an import. */
export function ForAll({ targets, draft, sorted, onChange }: ForAllProps) {
  const fields = commonFields(targets.map(({ event }) => event.type));
  const [first] = targets;
  if (!first || fields.length === 0) return null;
  // What is wrong with one is mostly wrong with all; the others say it in their own lines.
  const error = (name: FieldName): string | null =>
    draft.all[name] === undefined
      ? null
      : (targets.map(({ key }) => sorted.fields.get(key)?.get(name)).find((one) => one !== undefined) ?? null);
  return (
    <section className={css.forAll} aria-label={dialog.forAll(targets.length)}>
      <h3>{dialog.forAll(targets.length)}</h3>
      <p className="quiet small">{dialog.forAllHint}</p>
      <EventFields
        fields={fields}
        recorded={(field) => commonlyRecorded(targets, field)}
        value={(name) => draft.all[name]}
        error={error}
        onChange={onChange}
        offset={first.event.occurredOffset}
        begins
      />
    </section>
  );
}
