import { ActionIcon, Button, Checkbox } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { words } from '../../../shared/uiWords.ts';
import { eventLine } from './aboutEvent.ts';
import css from './Correction.module.css';
import { changedIn, type Draft, type Target, valueIn } from './draft.ts';
import { EventFields } from './EventFields.tsx';
import { type FieldName, fieldsOf, recordedValue } from './fields.ts';
import { FlagNote } from './Recorded.tsx';
import type { Sorted } from './refusals.ts';
import { valueWords } from './valueWords.ts';

interface OneByOneProps {
  readonly targets: readonly Target[];
  readonly draft: Draft;
  readonly sorted: Sorted;
  readonly onChange: (key: string, name: FieldName, value: unknown) => void;
  readonly onVoid: (key: string, never: boolean) => void;
  readonly onLeaveOut: (target: Target) => void;
}

/** Events listed at once; further ones take what is set for all. */
const LISTED = 60;

const { dialog, fields: names } = words.correction;

/** The events of one correction, each with what would change in it, and with fields of its own. */
export function OneByOne(props: OneByOneProps) {
  const { targets } = props;
  return (
    <section aria-label={dialog.alone(targets.length)}>
      <h3>{dialog.alone(targets.length)}</h3>
      {targets.slice(0, LISTED).map((target) => (
        <One key={target.key} {...props} target={target} />
      ))}
      {targets.length > LISTED && <p className="quiet">{dialog.notShown(targets.length - LISTED)}</p>}
    </section>
  );
}

interface OneProps extends OneByOneProps {
  readonly target: Target;
}

function One({ target, draft, sorted, onChange, onVoid, onLeaveOut }: OneProps) {
  const { key, event } = target;
  const changed = changedIn(draft, target, true);
  const never = draft.voids.has(key);
  // Taken along into a correction that is being written already, it waits for what is to change in it.
  const [waits] = useState(() => changed.length === 0 && !never && (draft.voids.size > 0 || anyOwn(draft)));
  const [open, setOpen] = useState(waits);
  const head = useRef<HTMLButtonElement>(null);
  // What took it along is gone from the dialog, and with it the focus.
  useEffect(() => {
    if (waits) head.current?.focus();
  }, [waits]);
  const errors = sorted.fields.get(key);
  const line = eventLine(event);
  const { occurredOffset: offset } = event;
  return (
    <div className={css.one} data-changed={changed.length > 0 || never || undefined}>
      <div className={css.oneHead}>
        <Button
          ref={head}
          variant="subtle"
          className={css.oneLine ?? ''}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          <span aria-hidden="true">{open ? '▾' : '▸'}</span>&nbsp;{line}
        </Button>
        <ActionIcon variant="subtle" aria-label={dialog.takeOut(line)} onClick={() => onLeaveOut(target)}>
          <span aria-hidden="true">×</span>
        </ActionIcon>
      </div>
      <p className={css.oneChange}>
        {never ? (
          <b className="bad">{dialog.voided}</b>
        ) : changed.length === 0 ? (
          <span className="quiet">{dialog.unchanged}</span>
        ) : (
          changed.map(({ field, recorded, value }) => (
            <span key={field.name}>
              <span className="quiet">{names[field.name]}</span> <del>{valueWords(field.name, recorded, offset)}</del>{' '}
              <ins>{valueWords(field.name, value, offset)}</ins>
            </span>
          ))
        )}
      </p>
      {errors && !open && <p className="bad small">{[...errors.values()].join(' ')}</p>}
      <FlagNote target={target} />
      {open && (
        <div className={css.oneFields}>
          <Checkbox
            label={dialog.voidOne}
            checked={never}
            onChange={({ currentTarget }) => onVoid(key, currentTarget.checked)}
          />
          {!never && (
            <EventFields
              fields={fieldsOf(event.type)}
              recorded={({ name }) => ({ recorded: recordedValue(event, name), differs: false })}
              value={(name) => valueIn(draft, target, name, true)}
              error={(name) => errors?.get(name) ?? null}
              onChange={(name, value) => onChange(key, name, value)}
              offset={offset}
            />
          )}
        </div>
      )}
    </div>
  );
}

const anyOwn = ({ own }: Draft): boolean => Object.values(own).some((values) => Object.keys(values).length > 0);
