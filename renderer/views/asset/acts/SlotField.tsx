import { Select } from '@mantine/core';
import { z } from 'zod';
import type { SlotJson, SlotRow } from '../../../../shared/contract/answers.ts';
import { words } from '../../../../shared/uiWords.ts';
import { useKeptChoice } from '../../../parts/useKeptChoice.tsx';
import { useAllRows } from '../../../state/useAllRows.ts';
import { useAnswer } from '../../../state/useApp.ts';
import css from './Acts.module.css';

/** A slot that is being chosen: the case first, then one of its slots. */
export interface SlotChoice {
  readonly case: string | null;
  readonly slot: number | null;
}

export const NO_SLOT: SlotChoice = { case: null, slot: null };
const KEPT = z.object({ case: z.string().nullable(), slot: z.int().nullable() });

/** The slot, once it is chosen whole. */
export function chosenSlot({ case: code, slot }: SlotChoice): SlotJson | null {
  return code === null || slot === null ? null : { case: code, slot };
}

interface SlotFieldProps {
  readonly value: SlotChoice;
  readonly onChange: (value: SlotChoice) => void;
  /** of the two fields; default: case and slot */
  readonly caseLabel?: string;
  readonly slotLabel?: string;
  readonly error?: string | null;
  readonly autoFocus?: boolean;
  /** can be left empty */
  readonly optional?: boolean;
}

/** Chooses a slot by its case and number; each slot says what is in it. What may go into it is for main to judge. */
export function SlotField({ value, onChange, error, autoFocus = false, optional = false, ...labels }: SlotFieldProps) {
  const { slotField } = words.assets.acts;
  const { rows: cases } = useAllRows('case.list', { retired: false, limit: 200 });
  const { value: chosen } = useAnswer('case.get', value.case === null ? null : { code: value.case });
  const kept = useKeptChoice(labels.slotLabel ?? slotField.slot, value, onChange, KEPT);

  function choose(choice: SlotChoice): void {
    onChange(choice);
    kept.chosen();
  }

  return (
    <div className={css.pair}>
      {kept.field}
      <Select
        label={labels.caseLabel ?? slotField.case}
        placeholder={optional ? slotField.none : slotField.chooseCase}
        data={(cases ?? []).map(({ code, name }) => ({ value: code, label: name ? `${code} · ${name}` : code }))}
        value={value.case}
        onChange={(code) => choose({ case: code, slot: null })}
        searchable
        clearable={optional}
        limit={60}
        allowDeselect={false}
        nothingFoundMessage={slotField.noCase}
        data-autofocus={autoFocus || undefined}
      />
      <Select
        label={labels.slotLabel ?? slotField.slot}
        placeholder={value.case === null ? slotField.caseFirst : slotField.chooseSlot}
        data={(chosen?.rows ?? []).map((row) => ({ value: String(row.slot), label: slotLine(row) }))}
        value={value.slot === null ? null : String(value.slot)}
        onChange={(slot) => choose({ ...value, slot: slot === null ? null : Number(slot) })}
        searchable
        disabled={value.case === null}
        allowDeselect={false}
        limit={200}
        error={error ?? null}
        nothingFoundMessage={slotField.noSlot}
      />
    </div>
  );
}

const slotLine = ({ slot, label, occupant }: SlotRow): string =>
  [label ? `${slot} · ${label}` : String(slot), occupant?.tag ?? words.assets.acts.slotField.empty].join(' – ');
