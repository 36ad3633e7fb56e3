import { Button, Group, Modal, Select, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { z } from 'zod';
import type { Refused as RefusedAnswer } from '../../../shared/ipc/contract.ts';
import { words } from '../../../shared/uiWords.ts';
import { refusalSentence } from '../../format.ts';
import { HappenedAt } from '../../parts/HappenedAt.tsx';
import { KeptNote } from '../../parts/KeptNote.tsx';
import { notify } from '../../parts/notify.ts';
import { ReasonField } from '../../parts/ReasonField.tsx';
import { Refused } from '../../parts/Refused.tsx';
import { useKeptChoice } from '../../parts/useKeptChoice.tsx';
import { useKeptForm } from '../../parts/useKeptForm.ts';
import { useAllRows } from '../../state/useAllRows.ts';
import { main, useAnswer } from '../../state/useApp.ts';
import { type DetailName, detailNames } from '../asset/details.ts';
import css from './Bulk.module.css';
import { type BulkAct, bulkLines, type Ticked } from './bulkCommands.ts';
import { bulkAddress, bulkAlong, bulkFormName } from './bulkDraft.ts';
import { useTried } from './useTried.ts';

interface BulkDialogProps {
  readonly act: BulkAct;
  readonly rows: readonly Ticked[];
  readonly onClose: (done: boolean) => void;
}

const KEPT_DETAIL = z.enum(detailNames);
const KEPT_CASE = z.string().nullable();

/**
 * The same act on many assets: each is tried first, and those that can be are recorded together, or none of them. What
 * was typed is kept when it is closed, for the same act on the same assets; Cancel gives it up.
 */
export function BulkDialog({ act, rows, onClose }: BulkDialogProps) {
  const [reason, setReason] = useState('');
  const [detail, setDetail] = useState<DetailName>('category');
  const [value, setValue] = useState('');
  const [code, setCode] = useState<string | null>(null);
  const [occurredAt, setOccurredAt] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<RefusedAnswer | null>(null);
  const { value: box } = useAnswer('case.get', code === null ? null : { code });
  const lines = bulkLines(act, rows, { reason, detail, value, box: box ?? null }).map((line) => ({
    ...line,
    command: { ...line.command, ...(occurredAt === null ? {} : { occurredAt }) },
  }));
  const tried = useTried(lines);
  const settled = lines.length > 0 && tried.done === lines.length;
  const ready = lines.filter(({ tag }) => !tried.refused.has(tag));
  const { bulk } = words.assets;
  const subject = { act, tags: rows.map(({ tag }) => tag) };
  const kept = useKeptForm(bulkFormName(subject), { address: bulkAddress(subject), along: bulkAlong(subject) });
  const keptDetail = useKeptChoice(bulk.detail, detail, setDetail, KEPT_DETAIL);
  const keptCase = useKeptChoice(bulk.case, code, setCode, KEPT_CASE);

  async function commit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (!settled || ready.length === 0) return;
    setBusy(true);
    try {
      const answers = await main.ask('commandAtomic', { commands: ready.map(({ command }) => command) });
      const failed = answers.find((answer) => !answer.ok);
      if (failed && !failed.ok) {
        setRefused(failed.error);
        return;
      }
      kept.forget();
      notify(bulk.done(ready.length));
      onClose(true);
    } finally {
      setBusy(false);
    }
  }

  return (
    <Modal opened onClose={() => onClose(false)} title={bulk.titles[act](rows.length)} size="lg">
      <form
        ref={kept.ref}
        className={css.form}
        onSubmit={(event) => void commit(event)}
        onChange={() => setRefused(null)}
      >
        <KeptNote kept={kept} />
        {keptDetail.field}
        {keptCase.field}
        <p className="quiet">{bulk.leads[act]}</p>
        {act === 'retire' && <ReasonField value={reason} onChange={setReason} />}
        {act === 'change' && (
          <div className={css.pair}>
            <Select
              label={bulk.detail}
              data={detailNames
                .filter((name) => name !== 'barcode' && name !== 'serial')
                .map((name) => ({ value: name, label: words.asset[name] }))}
              value={detail}
              allowDeselect={false}
              onChange={(name) => {
                setDetail(detailNames.find((known) => known === name) ?? detail);
                keptDetail.chosen();
              }}
            />
            <TextInput
              data-autofocus
              label={bulk.value}
              description={bulk.valueHint}
              value={value}
              onChange={(event) => setValue(event.currentTarget.value)}
            />
          </div>
        )}
        {act === 'place' && (
          <CaseField
            value={code}
            onChange={(chosen) => {
              setCode(chosen);
              keptCase.chosen();
            }}
          />
        )}
        {act === 'place' && box && lines.length < rows.length && <p className="warn">{bulk.noRoom(lines.length)}</p>}
        <HappenedAt value={occurredAt} onChange={setOccurredAt} />
        {lines.length > 0 && (
          <section className={css.outcome} aria-live="polite">
            <b>{settled ? bulk.ready(ready.length, rows.length) : bulk.trying(tried.done, lines.length)}</b>
            {settled && tried.refused.size > 0 && (
              <>
                <p>{bulk.leftOut(tried.refused.size)}</p>
                <ul className={css.refusals}>
                  {[...tried.refused].map(([tag, why]) => (
                    <li key={tag}>{sayWith(tag, refusalSentence(why))}</li>
                  ))}
                </ul>
              </>
            )}
            {settled && act === 'place' && code !== null && (
              <p className="small quiet">
                {ready.map(({ tag, slot }) => bulk.into(tag, words.custody.inSlot(code, slot ?? 0))).join(' · ')}
              </p>
            )}
          </section>
        )}
        <Refused refused={refused} />
        <Group justify="flex-end" className="dialog-foot">
          <Button
            onClick={() => {
              kept.forget();
              onClose(false);
            }}
          >
            {words.cancel}
          </Button>
          <Button
            type="submit"
            variant="filled"
            loading={busy}
            disabled={!settled || ready.length === 0}
            {...(act === 'retire' ? { color: 'red' } : {})}
          >
            {bulk.confirm(settled ? ready.length : rows.length)}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}

/** Most sentences name the asset; those that do not are told apart by its tag. */
const sayWith = (tag: string, sentence: string): string => (sentence.includes(tag) ? sentence : `${tag}: ${sentence}`);

interface CaseFieldProps {
  readonly value: string | null;
  readonly onChange: (code: string | null) => void;
}

function CaseField({ value, onChange }: CaseFieldProps) {
  const { rows } = useAllRows('case.list', { retired: false, limit: 200 });
  const { slotField } = words.assets.acts;
  return (
    <Select
      data-autofocus
      label={words.assets.bulk.case}
      placeholder={slotField.chooseCase}
      data={(rows ?? []).map(({ code, name }) => ({ value: code, label: name ? `${code} · ${name}` : code }))}
      value={value}
      onChange={onChange}
      searchable
      limit={60}
      allowDeselect={false}
      nothingFoundMessage={slotField.noCase}
    />
  );
}
