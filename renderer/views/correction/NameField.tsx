import { Autocomplete } from '@mantine/core';
import { useAnswer } from '../../state/useApp.ts';

interface NameFieldProps {
  readonly of: 'asset' | 'holder';
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly error: string | null;
  readonly description: React.ReactNode;
}

/** Names proposed at once; who does not see the right one types another letter. */
const SHOWN = 8;

/** The tag of an asset, or the name of a holder, deactivated ones included: proposed while it is typed. */
export function NameField({ of, value, onChange, ...field }: NameFieldProps) {
  const text = value.trim();
  const { value: assets } = useAnswer('asset.list', of === 'asset' && text !== '' ? { tag: text, limit: SHOWN } : null);
  const { value: holders } = useAnswer('holder.list', of === 'holder' ? { text, limit: SHOWN } : null);
  const { value: everybody } = useAnswer('holder.list', of === 'holder' ? { limit: SHOWN } : null);
  // The name that stands there already is no search.
  const found = holders?.rows.length === 1 && holders.rows[0]?.name === text ? everybody : holders;
  const names = of === 'asset' ? assets?.rows.map(({ tag }) => tag) : found?.rows.map(({ name }) => name);
  return (
    <Autocomplete
      {...field}
      value={value}
      onChange={onChange}
      data={names ?? []}
      // Main has chosen already.
      filter={({ options }) => options}
      maxLength={120}
      autoComplete="off"
      comboboxProps={{ withinPortal: false }}
    />
  );
}
