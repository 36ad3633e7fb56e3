import { ActionIcon, Button, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { z } from 'zod';
import { words } from '../../../shared/uiWords.ts';
import { readLabels } from '../case/labels.ts';
import css from './Fields.module.css';
import { INCOMPLETE } from './fields.ts';

interface LinesFieldProps {
  readonly label: string;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
  readonly error: string | null;
  readonly description: React.ReactNode;
}

const pairs = z.record(z.string(), z.string()).catch({});
const list = z.array(z.string()).catch([]);

/** The labels of slots, one a line. */
export function LabelsField({ value, onChange, error, ...field }: LinesFieldProps) {
  const [text, setText] = useState(() =>
    Object.entries(pairs.parse(value ?? {}))
      .map(([slot, label]) => `${slot}: ${label}`)
      .join('\n'),
  );
  const read = readLabels(text);
  return (
    <Textarea
      {...field}
      autosize
      minRows={2}
      maxRows={8}
      value={text}
      error={read.ok ? error : words.correction.unread(read.line)}
      onChange={({ currentTarget }) => {
        setText(currentTarget.value);
        const now = readLabels(currentTarget.value);
        onChange(now.ok ? (Object.keys(now.labels).length === 0 ? null : now.labels) : INCOMPLETE);
      }}
    />
  );
}

/** Tags, one a line, as they are read off. */
export function TagsField({ value, onChange, ...field }: LinesFieldProps) {
  const [text, setText] = useState(() => list.parse(value ?? []).join('\n'));
  return (
    <Textarea
      {...field}
      autosize
      minRows={2}
      maxRows={8}
      value={text}
      onChange={({ currentTarget }) => {
        setText(currentTarget.value);
        onChange(
          currentTarget.value
            .split('\n')
            .map((tag) => tag.trim())
            .filter(Boolean),
        );
      }}
    />
  );
}

/** Whatever else a list had: lines of name and text. */
export function AttributesField({ label, value, onChange, error, description }: LinesFieldProps) {
  const { details } = words.assets;
  const [lines, setLines] = useState(() => Object.entries(pairs.parse(value ?? {})));
  function take(next: readonly (readonly [string, string])[]): void {
    setLines(next.map(([name, text]) => [name, text]));
    const said = next.filter(([name, text]) => name.trim() !== '' || text.trim() !== '');
    onChange(said.length === 0 ? null : Object.fromEntries(said.map(([name, text]) => [name.trim(), text.trim()])));
  }
  const setLine = (at: number, line: readonly [string, string]): void =>
    take(lines.map((before, i) => (i === at ? line : before)));
  return (
    <fieldset className={css.lines}>
      <legend>{label}</legend>
      {lines.map(([name, text], at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line has no name of its own before it is typed
        <div key={at} className={css.line}>
          <TextInput
            aria-label={details.attributeName(at + 1)}
            value={name}
            maxLength={120}
            onChange={({ currentTarget }) => setLine(at, [currentTarget.value, text])}
          />
          <TextInput
            aria-label={details.attributeValue(name || String(at + 1))}
            value={text}
            maxLength={4000}
            onChange={({ currentTarget }) => setLine(at, [name, currentTarget.value])}
          />
          <ActionIcon
            aria-label={details.removeAttribute(name || String(at + 1))}
            onClick={() => take(lines.filter((_, i) => i !== at))}
          >
            <span aria-hidden="true">×</span>
          </ActionIcon>
        </div>
      ))}
      {description}
      {error && <p className="bad small">{error}</p>}
      <div>
        <Button onClick={() => take([...lines, ['', '']])}>{details.addAttribute}</Button>
      </div>
    </fieldset>
  );
}
