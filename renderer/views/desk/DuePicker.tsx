import { Button, Input, Popover, TextInput } from '@mantine/core';
import { useId, useState } from 'react';
import { words } from '../../../shared/uiWords.ts';
import { fromLocalField, fullMoment, moment } from '../../format.ts';
import css from './DuePicker.module.css';
import { duePicks } from './duePicks.ts';

interface DuePickerProps {
  /** as a date and time field has it, in the laptop's zone; '': no date */
  readonly value: string;
  readonly onChange: (field: string) => void;
}

const { particulars } = words.desk;

/** Until when: a pick or two for most days, a date and time for the others. */
export function DuePicker({ value, onChange }: DuePickerProps) {
  const [open, setOpen] = useState(false);
  const labelId = useId();
  const valueId = useId();
  const at = fromLocalField(value);
  const past = at !== null && Date.parse(at) < Date.now();
  const shown = value === '' ? particulars.noDue : at === null ? words.happened.incomplete : moment(at);

  function pick(field: string): void {
    onChange(field);
    setOpen(false);
  }

  return (
    <Input.Wrapper label={particulars.due} labelElement="div" labelProps={{ id: labelId }}>
      <Popover opened={open} onChange={setOpen} position="bottom-start" shadow="md" trapFocus returnFocus width={320}>
        <Popover.Target>
          <Button
            fullWidth
            justify="flex-start"
            fw={value === '' ? 400 : 600}
            title={at === null ? undefined : fullMoment(at)}
            aria-labelledby={`${labelId} ${valueId}`}
            onClick={() => setOpen((before) => !before)}
          >
            <span id={valueId}>{shown}</span>
          </Button>
        </Popover.Target>
        <Popover.Dropdown aria-labelledby={labelId}>
          <div className={css.picks}>
            {duePicks(Date.now()).map(({ pick: name, field }) => (
              <Button key={name} onClick={() => pick(field)}>
                {particulars.pickTime(particulars.picks[name], field.slice(-5))}
              </Button>
            ))}
            <Button variant="subtle" onClick={() => pick('')}>
              {particulars.noDue}
            </Button>
          </div>
          <TextInput
            type="datetime-local"
            label={words.happened.at}
            value={value}
            onChange={(event) => onChange(event.currentTarget.value)}
          />
        </Popover.Dropdown>
      </Popover>
      {past && <p className={css.past}>{particulars.duePast}</p>}
    </Input.Wrapper>
  );
}
