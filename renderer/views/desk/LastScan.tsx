import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { HandoverKind } from '../../../shared/contract/commands.ts';
import { words } from '../../../shared/uiWords.ts';
import { refusalSentence } from '../../format.ts';
import { playSound, type ScanOutcome } from '../../scan/sounds.ts';
import css from './LastScan.module.css';
import { type CheckedLine, problemOf } from './problems.ts';
import type { LastScan as Last } from './useDeskScans.ts';

interface LastScanProps {
  readonly kind: HandoverKind;
  readonly last: Last | null;
  readonly lines: readonly CheckedLine[];
  readonly onEnter: (code: string) => Promise<ScanOutcome>;
}

const says = words.desk.last;
const OUTCOMES: Readonly<Record<ScanOutcome, { readonly mark: string; readonly word: string }>> = {
  taken: { mark: '✓', word: says.ready },
  repeated: { mark: '=', word: says.repeated },
  blocked: { mark: '!', word: says.blocked },
};

/** What became of the last scan, large enough for an arm's length; and the field for a label that cannot be read. */
export function LastScan({ kind, last: latest, lines, onEnter }: LastScanProps) {
  const last = latest && isThere(latest, lines) ? latest : null;
  const { text, second } = last ? sayOf(kind, last, lines) : { text: waitingFor(kind), second: '' };
  const outcome = last && outcomeNow(last, lines);
  return (
    <div className={css.bar}>
      <div className={css.last} data-outcome={outcome ?? 'none'} role="status">
        {outcome && (
          <span className={css.mark} aria-hidden="true">
            {OUTCOMES[outcome].mark}
          </span>
        )}
        <div className={css.says} key={last?.nth ?? 0}>
          {outcome && <b>{OUTCOMES[outcome].word} </b>}
          <span className={last ? 'tag' : undefined}>{text}</span>
          {second && <span className={css.second}>{second}</span>}
        </div>
      </div>
      <EnterCode onEnter={onEnter} />
    </div>
  );
}

const waitingFor = (kind: HandoverKind): string => (kind === 'issue' ? says.none : says.noneReturn);

function sayOf(kind: HandoverKind, last: Last, lines: readonly CheckedLine[]) {
  const { code, lines: taken, refused, slot } = last;
  if (refused) return { text: code, second: refusalSentence(refused) };
  const [only] = taken;
  if (taken.length > 1) {
    const items = new Set(taken.map(({ item }) => item));
    const still = lines.filter((line) => items.has(line.item) && line.refused !== null).length;
    return {
      text: says.wholeCase(code, taken.length),
      second: still > 0 ? says.blockedOf(still) : '',
    };
  }
  const now = lines.find(({ item }) => item === only?.item);
  const problem = now?.refused ? problemOf(kind, now.refused).says(1) : null;
  const place = now && !problem ? says.place(now.position) : '';
  const from = slot && words.custody.inSlot(slot.case, slot.slot);
  return { text: only?.tag ?? code, second: [from, problem ?? only?.model, place].filter(Boolean).join(' · ') };
}

/** Taken off the list again, nothing more is to be said of it. */
function isThere({ lines: taken }: Last, lines: readonly CheckedLine[]): boolean {
  return taken.length === 0 || taken.some(({ item }) => lines.some((line) => line.item === item));
}

/**
 * Blocked when it was scanned, it may be ready by now: the case was unsealed, the asset was added. And ready then, it
 * may be blocked now: by the holder who was chosen since, or by what somebody recorded meanwhile.
 */
function outcomeNow({ outcome, lines: taken }: Last, lines: readonly CheckedLine[]): ScanOutcome {
  if (outcome === 'repeated' || taken.length === 0) return outcome;
  const items = new Set(taken.map(({ item }) => item));
  return lines.every((line) => !items.has(line.item) || line.refused === null) ? 'taken' : 'blocked';
}

/** A label that no scanner reads is typed. Enter adds it to the list, as the suffix of a scan does; nothing more. */
function EnterCode({ onEnter }: Pick<LastScanProps, 'onEnter'>) {
  const [code, setCode] = useState('');
  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (code.trim() === '') return;
    setCode('');
    playSound(await onEnter(code));
  }
  return (
    <form className={css.enter} onSubmit={(event) => void submit(event)}>
      <TextInput
        aria-label={words.desk.enter.label}
        placeholder={words.desk.enter.label}
        title={words.desk.enter.hint}
        maxLength={400}
        autoComplete="off"
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
      />
      <Button type="submit">{words.desk.enter.add}</Button>
    </form>
  );
}
