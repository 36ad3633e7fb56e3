import { Button, Textarea } from '@mantine/core';
import { type FormEvent, type KeyboardEvent, useEffect, useRef } from 'react';
import { words } from '../../../shared/uiWords.ts';
import { notify } from '../../parts/notify.ts';
import { Refused } from '../../parts/Refused.tsx';
import { useScans } from '../../scan/useScans.ts';
import { appStore, useCommand } from '../../state/useApp.ts';
import { eventLine } from './aboutEvent.ts';
import css from './Correction.module.css';
import { commandOf, drafted, type Target } from './draft.ts';
import { EventFields } from './EventFields.tsx';
import { ForAll } from './ForAll.tsx';
import { type FieldName, fieldsOf, recordedValue } from './fields.ts';
import { endCorrection } from './keptCorrection.ts';
import { OneByOne } from './OneByOne.tsx';
import { openCorrection } from './openCorrection.ts';
import { Recorded } from './Recorded.tsx';
import { sortRefusals } from './refusals.ts';
import { useConsequence } from './useConsequence.ts';
import type { useDraft } from './useDraft.ts';
import { WhatChanges } from './WhatChanges.tsx';

interface CorrectionFormProps {
  readonly targets: readonly Target[];
  /** what cannot be corrected */
  readonly unfit: readonly Target[];
  readonly hand: ReturnType<typeof useDraft>;
  readonly onReadAgain: () => void;
}

const { dialog } = words.correction;
/** The fields that a scanned label fills, the first that the event has. */
const SCANNED: readonly FieldName[] = ['replacement', 'asset', 'tag'];

/** What was recorded on the left, what is to stand instead on the right, and what it leads to. */
export function CorrectionForm({ targets, unfit, hand, onReadAgain }: CorrectionFormProps) {
  const { draft } = hand;
  const { run, busy, refused, clear } = useCommand();
  const form = useRef<HTMLFormElement>(null);
  // The dialog was open before it was known what it is about, and had the focus on its only button.
  useEffect(() => {
    if (form.current?.contains(document.activeElement)) return;
    form.current?.querySelector<HTMLElement>('[data-autofocus]')?.focus();
  }, []);
  const work = drafted(draft, targets);
  const command = commandOf(work, draft.reason);
  const outcome = useConsequence(work.incomplete ? null : command);
  const wrong = [...(refused ? [refused] : []), ...(outcome?.errors ?? [])];
  // Somebody was quicker: known as soon as the preview is, with the way on.
  const overtaken = wrong.find(({ code }) => code === 'ALREADY_SUPERSEDED') ?? null;
  const sorted = sortRefusals(
    wrong.filter(({ code }) => code !== 'ALREADY_SUPERSEDED'),
    work,
    targets,
  );
  const { leaveUncorrected, askPin } = appStore.getState();
  const [only] = targets.length === 1 ? targets : [];
  const n = work.sent.length;
  const allVoid = targets.length > 0 && targets.every(({ key }) => draft.voids.has(key));
  const sending = targets.filter(({ key }) => work.sent.some((one) => one.key === key));

  function set(does: () => void): void {
    clear();
    does();
  }
  useScans((code) => {
    const field = only && SCANNED.find((name) => fieldsOf(only.event.type).some((one) => one.name === name));
    if (!only || !field) return 'blocked';
    set(() => hand.setOwn(only.key, field, code));
    return 'taken';
  });

  async function record(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (!command || work.incomplete || busy) return;
    // All that is wrong is heard before the PIN is asked for.
    const tried = await run({ ...command, dryRun: true });
    if (!tried.ok || !(await askPin({ why: dialog.pinWhy(n) }))) return;
    const answer = await run(command);
    if (!answer.ok) return;
    notify(dialog.done(n));
    endCorrection();
  }

  return (
    <form ref={form} className={css.form} onSubmit={(event) => void record(event)} onKeyDown={refuseRepeated}>
      <p className={css.lead}>{targets.length > 1 ? dialog.leadOf : dialog.lead}</p>
      {unfit.map((target) => (
        <p key={target.key} className="bad">
          {dialog.cannot} {eventLine(target.event)}
        </p>
      ))}
      <div className={css.columns}>
        <div className={css.left}>
          {only && <Recorded target={only} />}
          <WhatChanges
            outcome={outcome}
            begun={command !== null && !work.incomplete}
            sorted={sorted}
            targets={sending}
            onTogether={openCorrection}
          />
          <Refused refused={overtaken}>
            <Button onClick={() => set(onReadAgain)}>{dialog.newest}</Button>
          </Refused>
        </div>
        <div className={css.right}>
          {only && (
            <section aria-label={dialog.correctTo}>
              <h3>{allVoid ? dialog.voidTitle : dialog.correctTo}</h3>
              {allVoid ? (
                <p className={css.void}>{dialog.voidLead}</p>
              ) : (
                <EventFields
                  fields={fieldsOf(only.event.type)}
                  recorded={({ name }) => ({ recorded: recordedValue(only.event, name), differs: false })}
                  value={(name) => draft.own[only.key]?.[name]}
                  error={(name) => sorted.fields.get(only.key)?.get(name) ?? null}
                  onChange={(name, value) => set(() => hand.setOwn(only.key, name, value))}
                  offset={only.event.occurredOffset}
                  begins
                />
              )}
            </section>
          )}
          {!only && targets.length > 0 && (
            <>
              {allVoid ? (
                <p className={css.void}>{dialog.voidLead}</p>
              ) : (
                <ForAll
                  targets={targets}
                  draft={draft}
                  sorted={sorted}
                  onChange={(name, value) => set(() => hand.setAll(name, value))}
                />
              )}
              <OneByOne
                targets={targets}
                draft={draft}
                sorted={sorted}
                onChange={(key, name, value) => set(() => hand.setOwn(key, name, value))}
                onVoid={(key, never) => set(() => hand.setVoid([key], never))}
                onLeaveOut={({ versions }) => {
                  for (const { eventId } of versions) leaveUncorrected(eventId);
                }}
              />
            </>
          )}
          <Textarea
            label={dialog.reason}
            description={dialog.reasonHint}
            autosize
            minRows={2}
            maxRows={6}
            maxLength={2000}
            value={draft.reason}
            error={sorted.reason}
            onChange={({ currentTarget }) => set(() => hand.say(currentTarget.value))}
          />
        </div>
      </div>
      <div className={css.foot}>
        {targets.length > 0 && (
          <Button
            color="red"
            onClick={() =>
              set(() =>
                hand.setVoid(
                  targets.map(({ key }) => key),
                  !allVoid,
                ),
              )
            }
          >
            {allVoid ? dialog.unvoid : only ? dialog.void : dialog.voidAll}
          </Button>
        )}
        <span className={css.why} role="status">
          {work.incomplete ? dialog.incomplete : n === 0 ? dialog.nothingYet : ''}
        </span>
        <Button onClick={endCorrection}>{dialog.cancel}</Button>
        <Button
          type="submit"
          variant="filled"
          loading={busy}
          disabled={command === null || work.incomplete}
          {...(draft.voids.size > 0 ? { color: 'red' } : {})}
        >
          {only && allVoid ? dialog.recordVoid : n > 1 ? dialog.recordAll(n) : dialog.record}
        </Button>
      </div>
    </form>
  );
}

/** The Enter that opened the dialog, still held down, commits nothing. */
function refuseRepeated(event: KeyboardEvent): void {
  if (event.repeat && event.key === 'Enter') event.preventDefault();
}
