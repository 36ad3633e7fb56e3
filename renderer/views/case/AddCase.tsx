import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { words } from '../../../shared/uiWords.ts';
import { HappenedAt } from '../../parts/HappenedAt.tsx';
import { KeptNote } from '../../parts/KeptNote.tsx';
import { notify } from '../../parts/notify.ts';
import { Page } from '../../parts/Page.tsx';
import { Refused } from '../../parts/Refused.tsx';
import { useKeptForm } from '../../parts/useKeptForm.ts';
import { go, to } from '../../routes.ts';
import { useCommand } from '../../state/useApp.ts';
import { useMay } from '../../state/useMay.ts';
import { type Fields, fieldError, unclaimed } from '../asset/acts/fieldError.ts';
import css from './Case.module.css';
import { CaseFields, type CaseForm } from './CaseFields.tsx';
import { readLabels } from './labels.ts';

const { add, change } = words.case;
const FIELDS: Fields = ['code', 'name', 'place', 'slots', 'labels'];

/** Adds a case, and opens it. */
export function AddCase() {
  const [code, setCode] = useState('');
  const [form, setForm] = useState<CaseForm>({ name: '', place: '', slots: 30, labels: '' });
  const [occurredAt, setOccurredAt] = useState<string | null>(null);
  const { run, busy, refused, clear } = useCommand();
  const kept = useKeptForm(add.title);
  const may = useMay('case.add');
  const read = readLabels(form.labels);

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (!read.ok) return;
    const { name, place, slots } = form;
    const answer = await run({
      command: 'case.add',
      code: code.trim(),
      slots,
      ...(name.trim() === '' ? {} : { name: name.trim() }),
      ...(place.trim() === '' ? {} : { place: place.trim() }),
      ...(Object.keys(read.labels).length === 0 ? {} : { labels: read.labels }),
      ...(occurredAt === null ? {} : { occurredAt }),
    });
    if (!answer.ok) return;
    kept.forget();
    notify(add.done(code.trim()));
    go(to('case', { code: code.trim() }));
  }

  return (
    <Page title={add.title} aside={add.lead}>
      <form ref={kept.ref} className={`panel ${css.form}`} onSubmit={(event) => void submit(event)} onChange={clear}>
        <KeptNote kept={kept} />
        <TextInput
          label={change.code}
          description={change.codeHint}
          value={code}
          maxLength={40}
          error={fieldError(refused, FIELDS, 'code')}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        <CaseFields
          value={form}
          onChange={(some) => setForm((all) => ({ ...all, ...some }))}
          error={(field) => fieldError(refused, FIELDS, field)}
        />
        <HappenedAt value={occurredAt} onChange={setOccurredAt} />
        <Refused refused={unclaimed(refused, FIELDS)} />
        <div className={css.buttons}>
          <Button type="submit" variant="filled" loading={busy} disabled={!may || !read.ok}>
            {add.confirm}
          </Button>
        </div>
      </form>
    </Page>
  );
}
