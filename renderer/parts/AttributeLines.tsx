import { ActionIcon, Button, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { words } from '../../shared/uiWords.ts';
import css from './AttributeLines.module.css';
import { type AttributeLine, readAttributes } from './attributes.ts';

interface AttributeLinesProps {
  readonly legend: string;
  readonly lines: readonly AttributeLine[];
  readonly onChange: (lines: readonly AttributeLine[]) => void;
  /** why they were refused */
  readonly error: string | null;
  readonly description?: ReactNode;
  /** sets them apart from the fields around them */
  readonly framed?: boolean;
}

/** Whatever else a list had of an asset: lines of name and text. Says which name stands twice. */
export function AttributeLines({ legend, lines, onChange, error, description, framed = false }: AttributeLinesProps) {
  const { details } = words.assets;
  const read = readAttributes(lines);
  const wrong = read.ok ? error : details.attributeTwice(read.name);
  const setLine = (at: number, change: Partial<AttributeLine>): void =>
    onChange(lines.map((line, i) => (i === at ? { ...line, ...change } : line)));
  return (
    <fieldset className={css.lines} data-framed={framed || undefined}>
      <legend>{legend}</legend>
      {lines.map(({ name, value }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line has no name of its own before it is typed
        <div key={at} className={css.line}>
          <TextInput
            aria-label={details.attributeName(at + 1)}
            placeholder={details.namePlaceholder}
            value={name}
            maxLength={120}
            onChange={({ currentTarget }) => setLine(at, { name: currentTarget.value })}
          />
          <TextInput
            aria-label={details.attributeValue(name || String(at + 1))}
            value={value}
            maxLength={4000}
            onChange={({ currentTarget }) => setLine(at, { value: currentTarget.value })}
          />
          <ActionIcon
            aria-label={details.removeAttribute(name || String(at + 1))}
            onClick={() => onChange(lines.filter((_, i) => i !== at))}
          >
            <span aria-hidden="true">×</span>
          </ActionIcon>
        </div>
      ))}
      {description}
      {wrong && (
        <p className="bad small" role="alert">
          {wrong}
        </p>
      )}
      <div>
        <Button onClick={() => onChange([...lines, { name: '', value: '' }])}>{details.addAttribute}</Button>
      </div>
    </fieldset>
  );
}
