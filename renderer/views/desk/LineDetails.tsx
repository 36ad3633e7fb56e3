import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { words } from '../../../shared/uiWords.ts';
import { chosenSlot, NO_SLOT, type SlotChoice, SlotField } from '../asset/acts/SlotField.tsx';
import { Choice } from './Choice.tsx';
import type { LineDraft } from './draft.ts';
import css from './LineDetails.module.css';
import type { CheckedLine } from './problems.ts';

const { details } = words.desk;
const CONDITIONS = ['good', 'worn', 'damaged', 'failed'] as const;
type Condition = (typeof CONDITIONS)[number];
type Goes = 'home' | 'other' | 'none';

export const conditionOptions = CONDITIONS.map((value) => ({ value, label: details.conditions[value] }));

interface LineDetailsProps {
  readonly line: CheckedLine;
  readonly said: LineDraft;
  /** of a return: where it goes can be chosen */
  readonly placed: boolean;
  readonly onChange: (said: LineDraft) => void;
  readonly onClose: () => void;
}

/** What is said of one line: its condition, what goes along with it and, for a return, where it is put. */
export function LineDetails({ line, said, placed, onChange, onClose }: LineDetailsProps) {
  const { condition, note = '' } = said;
  const without = (field: keyof LineDraft): LineDraft => {
    const { [field]: _, ...rest } = said;
    return rest;
  };
  return (
    <div className={css.details}>
      <Choice<Condition | 'none'>
        label={details.condition}
        autoFocus
        value={condition ?? 'none'}
        options={[{ value: 'none', label: details.conditionNotSaid }, ...conditionOptions]}
        onChange={(chosen) => onChange(chosen === 'none' ? without('condition') : { ...said, condition: chosen })}
      />
      <div className={css.note}>
        <TextInput
          label={details.note}
          placeholder={details.noteHint}
          maxLength={2000}
          value={note}
          onChange={(event) => onChange({ ...said, note: event.currentTarget.value })}
        />
        {details.along.map((thing) => (
          <Button
            key={thing}
            aria-pressed={listed(note).includes(thing)}
            onClick={() => onChange({ ...said, note: toggled(note, thing) })}
          >
            {listed(note).includes(thing) ? `✓ ${thing}` : `+ ${thing}`}
          </Button>
        ))}
      </div>
      {placed && (
        <Placing
          line={line}
          slot={said.slot}
          onChange={(slot) => onChange(slot === undefined ? without('slot') : { ...said, slot })}
        />
      )}
      <Button className={css.done ?? ''} onClick={onClose}>
        {details.close}
      </Button>
    </div>
  );
}

interface PlacingProps {
  readonly line: CheckedLine;
  readonly slot: LineDraft['slot'];
  /** undefined: home; null: unplaced */
  readonly onChange: (slot: LineDraft['slot']) => void;
}

function Placing({ line, slot, onChange }: PlacingProps) {
  const [other, setOther] = useState<SlotChoice>(slot ?? NO_SLOT);
  const [choosing, setChoosing] = useState(Boolean(slot));
  const goes: Goes = choosing ? 'other' : slot === null ? 'none' : 'home';
  const home = line.home && words.custody.inSlot(line.home.case, line.home.slot);

  function choose(chosen: Goes): void {
    setChoosing(chosen === 'other');
    if (chosen === 'none') onChange(null);
    // Until another slot is chosen whole, the line goes where it went.
    else onChange(chosen === 'home' ? undefined : (chosenSlot(other) ?? undefined));
  }

  return (
    <div className={css.placing}>
      <Choice<Goes>
        label={details.slot}
        value={goes}
        options={[
          { value: 'home', label: home ?? words.desk.queue.noHome },
          { value: 'other', label: details.slotOther },
          { value: 'none', label: details.slotNone },
        ]}
        onChange={choose}
      />
      {choosing && (
        <SlotField
          value={other}
          onChange={(choice) => {
            setOther(choice);
            const chosen = chosenSlot(choice);
            if (chosen) onChange(chosen);
          }}
        />
      )}
    </div>
  );
}

/** The things that a note lists, between commas. */
const listed = (note: string): readonly string[] => note.split(',').map((part) => part.trim());

/** The note with a thing added at its end, or taken out. */
function toggled(note: string, thing: string): string {
  const things = listed(note).filter(Boolean);
  return (things.includes(thing) ? things.filter((one) => one !== thing) : [...things, thing]).join(', ');
}
