import { Button, NumberInput, SegmentedControl, Select, TagsInput } from '@mantine/core';
import { words } from '../../../shared/uiWords.ts';
import { useAllRows } from '../../state/useAllRows.ts';
import css from './Labels.module.css';
import { type LabelForm, namesOne } from './labelForm.ts';

interface LabelFieldsProps {
  readonly form: LabelForm;
  readonly onChange: (part: Partial<LabelForm>) => void;
}

const say = words.labels;
const options = <K extends string>(table: Readonly<Record<K, string>>) =>
  Object.entries<string>(table).map(([value, label]) => ({ value, label }));
/** Of a choice from one of the tables of words, which are complete. */
const chosen = <K extends string>(value: string | null, table: Readonly<Record<K, string>>): K | null =>
  value !== null && value in table ? (value as K) : null;

/** What gets labels, which code, which sheet, and how to hit it. */
export function LabelFields({ form, onChange }: LabelFieldsProps) {
  const { of, names, symbol, sheet } = form;
  const { rows: cases } = useAllRows('case.list', { limit: 200 });
  return (
    <section className={`panel ${css.fields}`} aria-label={say.what}>
      <Select
        label={say.what}
        data={options(say.subjects)}
        value={of}
        allowDeselect={false}
        onChange={(value) => {
          const next = chosen(value, say.subjects);
          if (next) onChange({ of: next, names: [] });
        }}
      />
      {of === 'test' ? null : namesOne(of) ? (
        <Select
          label={say.case}
          searchable
          data={cases?.map(({ code }) => code) ?? []}
          value={names[0] ?? null}
          onChange={(code) => onChange({ names: code === null ? [] : [code] })}
        />
      ) : (
        <TagsInput
          label={of === 'assets' ? say.tags : of === 'cases' ? say.cases : say.receipts}
          description={say.tagsHint}
          data={of === 'cases' ? (cases?.map(({ code }) => code) ?? []) : []}
          classNames={{ input: css.names }}
          value={[...names]}
          onChange={(next) => onChange({ names: next })}
        />
      )}
      <div>
        <div className="field-name" id="label-symbol">
          {say.symbol}
        </div>
        <SegmentedControl
          fullWidth
          aria-labelledby="label-symbol"
          data={options(say.symbols)}
          value={symbol}
          onChange={(value) => {
            const next = chosen(value, say.symbols);
            if (next) onChange({ symbol: next });
          }}
        />
        <p className="quiet small">{say.symbolHint}</p>
      </div>
      <Select
        label={say.sheet}
        data={options(say.sheets)}
        value={sheet}
        allowDeselect={false}
        onChange={(value) => {
          const next = chosen<LabelForm['sheet']>(value, say.sheets);
          if (next) onChange({ sheet: next });
        }}
      />
      {(sheet === 'printer' || sheet === 'free') && (
        <div className={css.pair}>
          <Length field="width" label={say.width} form={form} onChange={onChange} />
          <Length field="height" label={say.height} form={form} onChange={onChange} />
        </div>
      )}
      {sheet === 'free' && (
        <div className={css.pair}>
          <Length field="pageWidth" label={say.free.pageWidth} form={form} onChange={onChange} />
          <Length field="pageHeight" label={say.free.pageHeight} form={form} onChange={onChange} />
          <Length field="columns" label={say.free.columns} form={form} onChange={onChange} whole />
          <Length field="rows" label={say.free.rows} form={form} onChange={onChange} whole />
          <Length field="left" label={say.free.left} form={form} onChange={onChange} />
          <Length field="top" label={say.free.top} form={form} onChange={onChange} />
          <Length field="stepX" label={say.free.stepX} form={form} onChange={onChange} />
          <Length field="stepY" label={say.free.stepY} form={form} onChange={onChange} />
        </div>
      )}
      {sheet !== 'printer' && (
        <NumberInput
          label={say.first}
          description={say.firstHint}
          min={1}
          max={1200}
          allowDecimal={false}
          value={form.first}
          onChange={(first) => onChange({ first })}
        />
      )}
      <fieldset className={css.shift}>
        <legend>{say.shift}</legend>
        <p className="quiet small">{say.shiftHint}</p>
        <div className={css.pair}>
          <Length field="shiftX" label={say.shiftX} form={form} onChange={onChange} signed />
          <Length field="shiftY" label={say.shiftY} form={form} onChange={onChange} signed />
        </div>
        {of !== 'test' && <Button onClick={() => onChange({ of: 'test', names: [] })}>{say.shiftTest}</Button>}
      </fieldset>
    </section>
  );
}

type LengthField = Exclude<keyof LabelForm, 'of' | 'names' | 'sheet' | 'symbol'>;

interface LengthProps extends LabelFieldsProps {
  readonly field: LengthField;
  readonly label: string;
  /** a count */
  readonly whole?: boolean;
  /** may be below nought */
  readonly signed?: boolean;
}

function Length({ field, label, form, onChange, whole = false, signed = false }: LengthProps) {
  return (
    <NumberInput
      label={label}
      min={signed ? -10 : 0}
      step={whole ? 1 : 0.5}
      decimalScale={whole ? 0 : 2}
      value={form[field]}
      onChange={(value) => onChange({ [field]: value })}
    />
  );
}
