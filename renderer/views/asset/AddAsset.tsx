import { Button, Checkbox, TextInput } from '@mantine/core';
import { type FormEvent, useRef, useState } from 'react';
import { words } from '../../../shared/uiWords.ts';
import { HappenedAt } from '../../parts/HappenedAt.tsx';
import { KeptNote } from '../../parts/KeptNote.tsx';
import { notify } from '../../parts/notify.ts';
import { Page } from '../../parts/Page.tsx';
import { Refused } from '../../parts/Refused.tsx';
import { useKeptForm } from '../../parts/useKeptForm.ts';
import { to } from '../../routes.ts';
import { useScans } from '../../scan/useScans.ts';
import { askQuery, useCommand } from '../../state/useApp.ts';
import { useMay } from '../../state/useMay.ts';
import type { ViewProps } from '../viewProps.ts';
import css from './AddAsset.module.css';
import { type Fields, fieldError, unclaimed } from './acts/fieldError.ts';
import { chosenSlot, NO_SLOT, type SlotChoice, SlotField } from './acts/SlotField.tsx';
import { DetailFields } from './DetailFields.tsx';
import { type Details, detailNames, isWhole, knownDetails, NO_DETAILS } from './details.ts';

const { add, acts } = words.assets;
const FIELDS: Fields = ['tag', ...detailNames, 'attributes', 'slot', 'home'];

/** Adds assets one after the other: what is the same for the next one stays, and the next empty slot is proposed. */
export function AddAsset({ address }: ViewProps<'addAsset'>) {
  const { case: code, slot: number } = address.query;
  const [tag, setTag] = useState('');
  const [details, setDetails] = useState<Details>(NO_DETAILS);
  const [slot, setSlot] = useState<SlotChoice>({ case: code ?? null, slot: number ? Number(number) : null });
  const [otherHome, setOtherHome] = useState(false);
  const [home, setHome] = useState<SlotChoice>(NO_SLOT);
  const [occurredAt, setOccurredAt] = useState<string | null>(null);
  const [added, setAdded] = useState<readonly string[]>([]);
  const tagField = useRef<HTMLInputElement>(null);
  const { run, busy, refused, clear } = useCommand();
  const kept = useKeptForm(add.title);
  const may = useMay('asset.add');
  useScans((read) => {
    clear();
    setTag(read);
    return 'taken';
  });
  const error = (field: string): string | null => fieldError(refused, FIELDS, field);

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    const into = chosenSlot(slot);
    const belongs = otherHome ? chosenSlot(home) : null;
    const answer = await run({
      command: 'asset.add',
      tag: tag.trim(),
      ...knownDetails(details),
      ...(into ? { slot: into } : {}),
      ...(belongs ? { home: belongs } : {}),
      ...(occurredAt === null ? {} : { occurredAt }),
    });
    if (!answer.ok) return;
    kept.forget();
    notify(add.done(tag.trim()));
    setAdded((all) => [tag.trim(), ...all]);
    setTag('');
    // What is another's for each of them; model, maker and kind mostly stay.
    setDetails(({ texts, attributes }) => ({ attributes, texts: { ...texts, serial: '', barcode: '', notes: '' } }));
    if (into) setSlot({ case: into.case, slot: await nextEmpty(into.case) });
    tagField.current?.focus();
  }

  return (
    <Page title={add.title} aside={add.lead}>
      <form ref={kept.ref} className={`panel ${css.form}`} onSubmit={(event) => void submit(event)} onChange={clear}>
        <KeptNote kept={kept} />
        <TextInput
          ref={tagField}
          label={words.asset.tag}
          description={add.tagHint}
          value={tag}
          maxLength={80}
          error={error('tag')}
          onChange={(event) => setTag(event.currentTarget.value)}
        />
        <SlotField value={slot} onChange={setSlot} error={error('slot')} optional />
        <Checkbox
          label={add.otherHome}
          checked={otherHome}
          onChange={(event) => setOtherHome(event.currentTarget.checked)}
        />
        {otherHome && (
          <SlotField
            value={home}
            onChange={setHome}
            caseLabel={acts.slotField.homeCase}
            slotLabel={acts.slotField.homeSlot}
            error={error('home')}
            optional
          />
        )}
        <DetailFields value={details} onChange={setDetails} error={error} />
        <HappenedAt value={occurredAt} onChange={setOccurredAt} />
        <Refused refused={unclaimed(refused, FIELDS)} />
        <div className={css.buttons}>
          <Button type="submit" variant="filled" loading={busy} disabled={!may || !isWhole(details)}>
            {add.confirm}
          </Button>
        </div>
      </form>
      {added.length > 0 && (
        <section className="panel" aria-label={add.added}>
          <h2>{add.added}</h2>
          <ul className={css.added}>
            {added.map((one) => (
              <li key={one}>
                <a className="tag" href={to('asset', { tag: one })}>
                  {one}
                </a>
              </li>
            ))}
          </ul>
        </section>
      )}
    </Page>
  );
}

/** The first slot of a case with nothing in it and nothing that belongs there; null: there is none. */
async function nextEmpty(code: string): Promise<number | null> {
  const answer = await askQuery('case.get', { code });
  return answer.ok ? (answer.value.rows.find(({ state }) => state === 'empty')?.slot ?? null) : null;
}
