import { Button, Group, Modal, MultiSelect, Stack, TagsInput, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { z } from 'zod';
import type { AssignmentAnswer } from '../../../shared/contract/assignmentAnswers.ts';
import type { Refused as RefusedAnswer } from '../../../shared/ipc/contract.ts';
import { words } from '../../../shared/uiWords.ts';
import { fromLocalField, localField } from '../../format.ts';
import { HappenedAt } from '../../parts/HappenedAt.tsx';
import { KeptNote } from '../../parts/KeptNote.tsx';
import { notify } from '../../parts/notify.ts';
import { Refused } from '../../parts/Refused.tsx';
import { useKeptChoice } from '../../parts/useKeptChoice.tsx';
import { useKeptForm } from '../../parts/useKeptForm.ts';
import { useScans } from '../../scan/useScans.ts';
import { useAllRows } from '../../state/useAllRows.ts';
import { askQuery, main } from '../../state/useApp.ts';
import { type Fields, fieldError, unclaimed } from '../asset/acts/fieldError.ts';

const say = words.assignments.dispatch;
const NAMES = z.array(z.string()).readonly();
const FIELDS: Fields = ['title', 'instructions', 'recipient', 'assets', 'cases', 'dueAt'];

interface DispatchDialogProps {
  /** the assignment whose text is to change; the new one refers to it */
  readonly changes?: AssignmentAnswer;
  readonly onClose: () => void;
}

/** One assignment to each recipient, all of them or none; what it concerns is typed or scanned. */
export function DispatchDialog({ changes, onClose }: DispatchDialogProps) {
  const { rows: operators } = useAllRows('operator.list', { active: true, limit: 200 });
  const [title, setTitle] = useState(changes?.title ?? '');
  const [instructions, setInstructions] = useState(changes?.instructions ?? '');
  const [recipients, setRecipients] = useState<readonly string[]>(changes ? [changes.recipient] : []);
  const [assets, setAssets] = useState<readonly string[]>(changes?.assets.map(({ tag }) => tag) ?? []);
  const [cases, setCases] = useState<readonly string[]>(changes?.cases.map((one) => one.case) ?? []);
  const [due, setDue] = useState(changes?.dueAt ? localField(Date.parse(changes.dueAt)) : '');
  const [occurredAt, setOccurredAt] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<RefusedAnswer | null>(null);
  const heading = changes ? say.titleAgain : say.title;
  const kept = useKeptForm(changes ? `${heading} ${changes.title}`.slice(0, 200) : heading);
  const recipientsKept = useKeptChoice(say.recipients, recipients, setRecipients, NAMES);
  const assetsKept = useKeptChoice(say.assets, assets, setAssets, NAMES);
  const casesKept = useKeptChoice(say.cases, cases, setCases, NAMES);
  const dueAt = due === '' ? null : fromLocalField(due);
  const error = (field: string): string | null => fieldError(refused, FIELDS, field);
  const dateIsOpen = due !== '' && dueAt === null;
  const named = recipients.length > 0;
  const waitsFor = title.trim() === '' ? say.giveTitle : !named ? say.chooseWho : dateIsOpen ? say.anotherDate : null;

  function chooseAssets(tags: readonly string[]): void {
    setAssets(tags);
    assetsKept.chosen();
  }
  function chooseCases(codes: readonly string[]): void {
    setCases(codes);
    casesKept.chosen();
  }
  useScans(async (code) => {
    const asset = await askQuery('asset.get', { tag: code });
    if (asset.ok) return add(asset.value.tag, assets, chooseAssets);
    const found = await askQuery('case.get', { code });
    if (found.ok) return add(found.value.code, cases, chooseCases);
    setRefused(asset.error);
    return 'blocked';
  });

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (busy || waitsFor !== null) return;
    setBusy(true);
    try {
      const common = {
        command: 'assignment.dispatch',
        title: title.trim(),
        ...(instructions.trim() === '' ? {} : { instructions: instructions.trim() }),
        ...(assets.length === 0 ? {} : { assets }),
        ...(cases.length === 0 ? {} : { cases }),
        ...(dueAt === null ? {} : { dueAt }),
        ...(changes ? { refersTo: changes.assignmentId } : {}),
        ...(occurredAt === null ? {} : { occurredAt }),
      };
      const commands = recipients.map((recipient) => ({ ...common, recipient }));
      const answers = await main.ask('commandAtomic', { commands });
      const no = answers.find(({ ok }) => !ok);
      if (no && !no.ok) {
        setRefused(no.error);
        return;
      }
      kept.forget();
      notify(say.done(commands.length));
      onClose();
    } finally {
      setBusy(false);
    }
  }

  function cancel(): void {
    kept.forget();
    onClose();
  }

  return (
    <Modal opened onClose={cancel} title={heading} size="xl">
      <form
        ref={kept.ref}
        onSubmit={(event) => void submit(event)}
        onChange={() => setRefused(null)}
        aria-label={heading}
      >
        <Stack gap="sm">
          {changes && <p className="quiet">{say.again}</p>}
          <KeptNote kept={kept} />
          {recipientsKept.field}
          {assetsKept.field}
          {casesKept.field}
          <TextInput
            label={say.subject}
            required
            data-autofocus
            maxLength={200}
            error={error('title')}
            value={title}
            onChange={(event) => setTitle(event.currentTarget.value)}
          />
          <Textarea
            label={say.instructions}
            autosize
            minRows={4}
            maxRows={12}
            maxLength={20_000}
            error={error('instructions')}
            value={instructions}
            onChange={(event) => setInstructions(event.currentTarget.value)}
          />
          <MultiSelect
            label={say.recipients}
            description={say.recipientsHint}
            withAsterisk
            error={error('recipient')}
            searchable
            data={operators?.map(({ name, role }) => ({ value: name, label: `${name} · ${words.roles[role]}` })) ?? []}
            value={[...recipients]}
            onChange={(names) => {
              setRecipients(names);
              recipientsKept.chosen();
            }}
          />
          <Group grow align="flex-start">
            <TagsInput
              label={say.assets}
              description={say.thingsHint}
              maxTags={200}
              error={error('assets')}
              value={[...assets]}
              onChange={chooseAssets}
            />
            <TagsInput
              label={say.cases}
              description={say.thingsHint}
              maxTags={100}
              error={error('cases')}
              value={[...cases]}
              onChange={chooseCases}
            />
          </Group>
          <TextInput
            type="datetime-local"
            label={say.due}
            error={error('dueAt')}
            value={due}
            onChange={(event) => setDue(event.currentTarget.value)}
          />
          <HappenedAt value={occurredAt} onChange={setOccurredAt} />
          <Refused refused={unclaimed(refused, FIELDS)} />
          <Group justify="flex-end" className="dialog-foot">
            <p id="dispatch-waits" className="quiet">
              {waitsFor}
            </p>
            <Button onClick={cancel}>{words.cancel}</Button>
            <Button
              type="submit"
              variant="filled"
              loading={busy}
              disabled={waitsFor !== null}
              aria-describedby="dispatch-waits"
            >
              {say.confirm(recipients.length)}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

function add(name: string, known: readonly string[], set: (names: readonly string[]) => void): 'taken' | 'repeated' {
  if (known.includes(name)) return 'repeated';
  set([...known, name]);
  return 'taken';
}
