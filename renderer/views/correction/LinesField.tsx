import { Textarea } from '@mantine/core';
import { useState } from 'react';
import { z } from 'zod';
import { AttributeLines } from '../../parts/AttributeLines.tsx';
import { type AttributeLine, linesOf, readAttributes } from '../../parts/attributes.ts';
import { labelsFault, readLabels } from '../case/labels.ts';
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
      error={read.ok ? error : labelsFault(read)}
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

/** Whatever else a list had of an asset. */
export function AttributesField({ label, value, onChange, ...field }: LinesFieldProps) {
  const [lines, setLines] = useState(() => linesOf(pairs.parse(value ?? {})));
  function take(next: readonly AttributeLine[]): void {
    setLines(next);
    const read = readAttributes(next);
    onChange(read.ok ? (Object.keys(read.attributes).length === 0 ? null : read.attributes) : INCOMPLETE);
  }
  return <AttributeLines {...field} framed legend={label} lines={lines} onChange={take} />;
}
