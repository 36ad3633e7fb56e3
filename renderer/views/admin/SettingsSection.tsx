import { Button, Checkbox, NativeSelect, NumberInput, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { Settings } from '../../../shared/settings.ts';
import { words } from '../../../shared/uiWords.ts';
import { Busy } from '../../parts/Busy.tsx';
import { HappenedAt } from '../../parts/HappenedAt.tsx';
import { KeptNote } from '../../parts/KeptNote.tsx';
import { notify } from '../../parts/notify.ts';
import { Refused } from '../../parts/Refused.tsx';
import { useKeptForm } from '../../parts/useKeptForm.ts';
import { Why } from '../../parts/Why.tsx';
import { useAnswer, useCommand } from '../../state/useApp.ts';
import { fieldError, unclaimed } from '../asset/acts/fieldError.ts';
import css from './Admin.module.css';
import { changedSettings, type SettingField, type SettingValues, settingGroups } from './settingFields.ts';

/** Everything that can be set but the terms; only what was changed is sent. */
export function SettingsSection() {
  const { value, refused } = useAnswer('settings.get', {});
  return (
    <>
      <p className={css.lead}>{words.admin.settings.lead}</p>
      <Refused refused={refused} />
      {!value && !refused && <Busy />}
      {value && <Form settings={value} />}
    </>
  );
}

const NAMES = settingGroups.flatMap(({ fields }) => fields.map(({ name }) => `set.${name}`));
const SUFFIXES = ['enter', 'tab', 'none'] as const satisfies readonly Settings['scannerSuffix'][];

function Form({ settings }: { readonly settings: Settings }) {
  const [typed, setTyped] = useState<Partial<SettingValues>>({});
  const [occurredAt, setOccurredAt] = useState<string | null>(null);
  /** counts the forms that were sent or given up: each begins at now */
  const [round, setRound] = useState(0);
  const { run, busy, refused, clear } = useCommand();
  const kept = useKeptForm(words.admin.sections.settings);
  const set = changedSettings(settings, typed);
  const changes = Object.keys(set).length;
  const { groups, facts, save, saved, revert, unchanged, changed, zone, noNumber, noName } = words.admin.settings;
  const unfinished = Object.entries(set).filter(([, value]) => value === '');

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (changes === 0 || unfinished.length > 0) return;
    const answer = await run({
      command: 'settings.change',
      set,
      ...(occurredAt === null ? {} : { occurredAt }),
    });
    if (!answer.ok) return;
    beginAnew();
    notify(saved);
  }
  function beginAnew(): void {
    clear();
    kept.forget();
    setTyped({});
    setOccurredAt(null);
    setRound(round + 1);
  }
  const change = (some: Partial<SettingValues>): void => {
    clear();
    setTyped((before) => ({ ...before, ...some }));
  };

  return (
    <form ref={kept.ref} className={css.form} onSubmit={(event) => void submit(event)}>
      <KeptNote kept={kept} />
      {settingGroups.map(({ group, fields }) => (
        <section key={group} className={`panel ${css.panel}`} aria-label={groups[group]}>
          <h2>{groups[group]}</h2>
          <div className={css.group}>
            {fields.map((field) => (
              <div key={field.name}>
                <Field
                  field={field}
                  values={{ ...settings, ...typed }}
                  error={
                    set[field.name] === ''
                      ? field.kind === 'number'
                        ? noNumber
                        : noName
                      : fieldError(refused, NAMES, `set.${field.name}`)
                  }
                  onChange={change}
                />
                <div className={css.whyBelow}>
                  <Why fact={facts[field.name]} of={{ entityType: 'setting' }} field={field.name} />
                </div>
              </div>
            ))}
          </div>
          {group === 'organisation' && <p className={css.hint}>{zone}</p>}
        </section>
      ))}
      <HappenedAt key={round} value={occurredAt} onChange={setOccurredAt} />
      <Refused refused={unclaimed(refused, NAMES)} />
      <div className={css.foot}>
        <Button type="submit" variant="filled" loading={busy} disabled={changes === 0 || unfinished.length > 0}>
          {save}
        </Button>
        {changes > 0 && <Button onClick={beginAnew}>{revert}</Button>}
        <span role="status">{changes === 0 ? unchanged : changed(changes)}</span>
      </div>
    </form>
  );
}

interface FieldProps {
  readonly field: SettingField;
  readonly values: SettingValues;
  readonly error: string | null;
  readonly onChange: (some: Partial<SettingValues>) => void;
}

function Field({ field, values, error, onChange }: FieldProps) {
  const { names, hints, forEver } = words.admin.settings;
  const { name } = field;
  const said = { label: names[name], description: hints[name], error };
  switch (field.kind) {
    case 'text':
      return (
        <TextInput
          {...said}
          value={values[field.name]}
          maxLength={field.max}
          onChange={(event) => onChange({ [name]: event.currentTarget.value })}
        />
      );
    case 'yes-no':
      return (
        <Checkbox
          {...said}
          checked={values[field.name] === true}
          onChange={(event) => onChange({ [name]: event.currentTarget.checked })}
        />
      );
    case 'suffix':
      return (
        <NativeSelect
          {...said}
          value={values[field.name]}
          data={SUFFIXES.map((value) => ({ value, label: words.scanner.suffixes[value] }))}
          onChange={(event) => {
            const chosen = SUFFIXES.find((value) => value === event.currentTarget.value);
            if (chosen) onChange({ [name]: chosen });
          }}
        />
      );
    default: {
      const { min, max, optional = false } = field;
      return (
        <NumberInput
          {...said}
          min={min}
          max={max}
          clampBehavior="blur"
          allowDecimal={false}
          allowNegative={false}
          placeholder={optional ? forEver : ''}
          value={values[field.name] ?? ''}
          onChange={(typed) => onChange({ [name]: typed === '' ? (optional ? null : '') : Number(typed) })}
        />
      );
    }
  }
}
