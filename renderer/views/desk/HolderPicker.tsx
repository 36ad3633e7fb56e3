import { CloseButton, Combobox, TextInput, useCombobox } from '@mantine/core';
import { useEffect, useId, useState } from 'react';
import type { HolderRow } from '../../../shared/contract/answers.ts';
import { nameKey } from '../../../shared/text.ts';
import { words } from '../../../shared/uiWords.ts';
import { onScanHeard } from '../../scan/Scanning.tsx';
import { useAnswer } from '../../state/useApp.ts';
import { AddHolder } from './AddHolder.tsx';
import css from './HolderPicker.module.css';

/** Names shown at once; who does not see the right one types another letter. */
const SHOWN = 8;
/** The value of the line that adds; no holder has an empty name. */
const ADD = '';

interface HolderPickerProps {
  readonly label: string;
  /** the name; '': nobody */
  readonly value: string;
  readonly onChange: (name: string) => void;
  /**
   * `choose`: an active holder, or a new one that is added here; `find`: one of all there ever were; `free`: any name,
   * holders are only proposed
   */
  readonly mode?: 'choose' | 'find' | 'free';
  readonly placeholder?: string;
  /** what was typed and names nobody, where that is kept */
  readonly typed?: string;
  readonly onType?: (text: string) => void;
}

const { particulars } = words.desk;

/** Chooses a holder by search, with the keyboard alone too, or adds the one who is not there yet. */
export function HolderPicker(props: HolderPickerProps) {
  const { label, value, onChange, mode = 'choose', placeholder, typed: before = '', onType } = props;
  const [text, setText] = useState(before || value);
  const [adding, setAdding] = useState<string | null>(null);
  const [left, setLeft] = useState(before !== '');
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const { closeDropdown } = combobox;
  const holdsId = useId();
  // Chosen elsewhere: by a scan, from a draft. What is typed and names nobody stays to be mended.
  useEffect(() => setText(before || value), [value, before]);
  // What a scanner types into a field is taken back; the list that it opened is too.
  useEffect(() => onScanHeard(() => closeDropdown()), [closeDropdown]);

  const asked = text.trim();
  const searching = asked !== '' && asked !== value;
  const { value: found } = useAnswer('holder.list', {
    limit: SHOWN,
    ...(mode === 'find' ? {} : { active: true }),
    ...(searching ? { text: asked } : {}),
  });
  const rows = found?.rows ?? [];
  const exact = rows.find(({ name }) => nameKey(name) === nameKey(asked));
  const unknown = mode !== 'free' && left && asked !== '' && value === '';

  function choose(name: string): void {
    onChange(name);
    setText(name);
    onType?.('');
    combobox.closeDropdown();
  }

  // Until the field is left, whoever was chosen stays: what a scanner types here is no name.
  function leave(): void {
    combobox.closeDropdown();
    setLeft(true);
    if (exact) choose(exact.name);
    else if (mode !== 'free' && asked !== value) onChange('');
  }

  function type(typed: string): void {
    setText(typed);
    setLeft(false);
    onType?.(typed === value ? '' : typed);
    if (mode === 'free') onChange(typed);
    if (typed !== value) combobox.openDropdown();
    combobox.updateSelectedOptionIndex();
  }

  return (
    <>
      <Combobox
        store={combobox}
        keepMounted={false}
        withinPortal={false}
        onOptionSubmit={(name) => {
          if (name !== ADD) return choose(name);
          combobox.closeDropdown();
          setAdding(asked);
        }}
      >
        <Combobox.Target>
          <TextInput
            label={label}
            placeholder={placeholder ?? particulars.find}
            value={text}
            maxLength={120}
            autoComplete="off"
            error={unknown && particulars.notChosen}
            aria-describedby={value === '' ? undefined : holdsId}
            onChange={({ currentTarget }) => type(currentTarget.value)}
            onClick={() => combobox.openDropdown()}
            onBlur={leave}
            rightSectionPointerEvents="all"
            rightSection={
              value !== '' && (
                <CloseButton
                  size="lg"
                  aria-label={particulars.clear}
                  onMouseDown={(event) => event.preventDefault()}
                  onClick={() => choose('')}
                />
              )
            }
          />
        </Combobox.Target>
        <Combobox.Dropdown hidden={mode === 'free' && rows.length === 0}>
          <Combobox.Options aria-label={label}>
            {rows.map((row) => (
              <Combobox.Option key={row.holderId} value={row.name} className={css.option ?? ''}>
                <HolderLine row={row} />
              </Combobox.Option>
            ))}
            {rows.length === 0 && <Combobox.Empty>{particulars.nobody}</Combobox.Empty>}
            {mode === 'choose' && searching && found && !exact && (
              <Combobox.Option value={ADD} className={css.option ?? ''}>
                {particulars.add(asked)}
              </Combobox.Option>
            )}
          </Combobox.Options>
        </Combobox.Dropdown>
      </Combobox>
      {value !== '' && mode === 'choose' && <Holds id={holdsId} name={value} />}
      {adding !== null && (
        <AddHolder
          name={adding}
          onClose={(added) => {
            setAdding(null);
            if (added !== null) choose(added);
          }}
        />
      )}
    </>
  );
}

function HolderLine({ row }: { readonly row: HolderRow }) {
  return (
    <>
      <span className={css.name}>{row.name}</span>
      <span className={css.about}>{about(row)}</span>
    </>
  );
}

/** How much the holder has in hand already. */
function Holds({ id, name }: { readonly id: string; readonly name: string }) {
  const { value } = useAnswer('holder.get', { name });
  if (!value) return null;
  return (
    <p id={id} className={css.holds} data-overdue={value.overdue > 0}>
      {about(value)}
    </p>
  );
}

const about = ({ reference, organisation, holding, overdue }: HolderRow): string =>
  [reference, organisation, particulars.holds(holding, overdue)].filter(Boolean).join(' · ');
