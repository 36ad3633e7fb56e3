import { Checkbox, MultiSelect, SegmentedControl, Select, TagsInput, TextInput } from '@mantine/core';
import {
  filterChoices,
  type ReportFilter,
  type ReportName,
  reportCatalogue,
} from '../../../shared/contract/reports.ts';
import { words } from '../../../shared/uiWords.ts';
import { documentWords } from '../../../shared/uiWordsReportDocument.ts';
import { useAllRows } from '../../state/useAllRows.ts';
import css from './Reports.module.css';
import type { ReportForm } from './reportForm.ts';

interface ReportFieldsProps {
  readonly report: ReportName;
  readonly form: ReportForm;
  readonly onChange: (change: Partial<ReportForm>) => void;
}

const say = words.reports;

/** What the report is about and to what it is narrowed: the fields that this kind of report takes. */
export function ReportFields({ report, form, onChange }: ReportFieldsProps) {
  const { filters, about } = reportCatalogue[report];
  const takes = (filter: ReportFilter): boolean => filters.includes(filter);
  const off = form.all && takes('all');
  return (
    <div className={css.fields}>
      {takes('tag') && (
        <TagsInput
          label={say.fields.tag}
          description={say.tagHint}
          value={[...form.tag]}
          onChange={(tag) => onChange({ tag })}
          disabled={off}
          splitChars={[]}
          acceptValueOnBlur
        />
      )}
      {takes('receipt') && (
        <TagsInput
          label={say.fields.receipt}
          description={say.receiptHint}
          value={[...form.receipt]}
          onChange={(receipt) => onChange({ receipt })}
          disabled={off}
          splitChars={[]}
          acceptValueOnBlur
        />
      )}
      {takes('case') && <CaseField value={form.case} onChange={(cases) => onChange({ case: cases })} disabled={off} />}
      {takes('holder') && (
        <HolderField value={form.holder} onChange={(holder) => onChange({ holder })} disabled={off} />
      )}
      {takes('all') && (
        <Checkbox
          className={about === undefined ? '' : (css.besides ?? '')}
          label={about === undefined ? say.fields.all : say.allOf(say.fields[about].toLowerCase())}
          checked={form.all}
          onChange={(event) => onChange({ all: event.currentTarget.checked })}
        />
      )}
      {takes('entries') && (
        <fieldset className={css.choice}>
          <legend>{say.fields.entries}</legend>
          <SegmentedControl
            aria-label={say.fields.entries}
            fullWidth
            value={form.entries}
            onChange={(entries) => onChange({ entries: entries === 'effective' ? 'effective' : 'recorded' })}
            data={filterChoices.entries.map((value) => ({ value, label: say.entries[value] }))}
          />
          <span className="quiet small">{say.entriesHint[form.entries]}</span>
        </fieldset>
      )}
      {takes('status') && (
        <Choice
          label={say.fields.status}
          value={form.status}
          names={documentWords.statusNames}
          onChange={(status) => onChange({ status })}
        />
      )}
      {takes('kind') && (
        <Choice
          label={say.fields.kind}
          value={form.kind}
          names={documentWords.exceptionNames}
          onChange={(kind) => onChange({ kind })}
        />
      )}
      {takes('entityType') && (
        <Choice
          label={say.fields.entityType}
          value={form.entityType}
          names={words.audit.entities}
          onChange={(entityType) => onChange({ entityType })}
        />
      )}
      {takes('entityId') && (
        <TextInput
          label={say.fields.entityId}
          value={form.entityId}
          onChange={(event) => onChange({ entityId: event.currentTarget.value })}
        />
      )}
      {takes('actor') && (
        <OperatorField label={say.fields.actor} value={form.actor} onChange={(actor) => onChange({ actor })} />
      )}
      {takes('recipient') && (
        <OperatorField
          label={say.fields.recipient}
          value={form.recipient}
          onChange={(recipient) => onChange({ recipient })}
        />
      )}
      {(['from', 'to'] as const).filter(takes).map((name) => (
        <TextInput
          key={name}
          type="datetime-local"
          label={say.fields[name]}
          value={form[name]}
          onChange={(event) => onChange({ [name]: event.currentTarget.value })}
        />
      ))}
    </div>
  );
}

interface ListFieldProps {
  readonly value: readonly string[];
  readonly onChange: (value: string[]) => void;
  readonly disabled: boolean;
}

function CaseField({ value, onChange, disabled }: ListFieldProps) {
  const { rows = [] } = useAllRows('case.list', { limit: 200 });
  const known = rows.map(({ code, name }) => ({ value: code, label: name === null ? code : `${code} ${name}` }));
  return (
    <MultiSelect
      label={say.fields.case}
      data={withChosen(known, value)}
      value={[...value]}
      onChange={onChange}
      disabled={disabled}
      searchable
      limit={100}
    />
  );
}

function HolderField({ value, onChange, disabled }: ListFieldProps) {
  const { rows = [] } = useAllRows('holder.list', { limit: 200 });
  const known = rows.map(({ name }) => ({ value: name, label: name }));
  return (
    <MultiSelect
      label={say.fields.holder}
      data={withChosen(known, value)}
      value={[...value]}
      onChange={onChange}
      disabled={disabled}
      searchable
      limit={100}
    />
  );
}

/** What was chosen by an address may not be in the list yet. */
function withChosen(known: readonly { value: string; label: string }[], chosen: readonly string[]) {
  const missing = chosen.filter((value) => !known.some((one) => one.value === value));
  return [...known, ...missing.map((value) => ({ value, label: value }))];
}

interface ChoiceProps {
  readonly label: string;
  readonly value: string | null;
  readonly names: Readonly<Record<string, string>>;
  readonly onChange: (value: string | null) => void;
}

function Choice({ label, value, names, onChange }: ChoiceProps) {
  return (
    <Select
      label={label}
      placeholder={say.any}
      data={Object.entries(names).map(([known, name]) => ({ value: known, label: name }))}
      value={value}
      onChange={onChange}
      clearable
      clearButtonProps={{ 'aria-label': `${label}: ${say.any}` }}
    />
  );
}

function OperatorField({ label, value, onChange }: Omit<ChoiceProps, 'names'>) {
  const { rows = [] } = useAllRows('operator.list', { limit: 200 });
  return (
    <Select
      label={label}
      placeholder={say.any}
      data={rows.map(({ name }) => name)}
      value={value}
      onChange={onChange}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': `${label}: ${say.any}` }}
    />
  );
}
