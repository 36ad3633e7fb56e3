import { Button, Select, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { DAY_MS, HOUR_MS } from '../../../shared/time.ts';
import { words } from '../../../shared/uiWords.ts';
import { fromLocalField, localField } from '../../format.ts';
import { yesterdayEvening } from '../../frame/AsOfForm.tsx';
import { go } from '../../routes.ts';
import { useAsOf } from '../../state/asOf.ts';
import { useAllRows } from '../../state/useAllRows.ts';
import { HolderPicker } from '../desk/HolderPicker.tsx';
import css from './Compare.module.css';
import { addressOf, type Compared } from './compared.ts';

const say = words.compare;

const field = (at: string | null): string => (at === null ? '' : localField(Date.parse(at)));

/** What is wrong with each field. */
interface Wrong {
  readonly from?: string;
  readonly to?: string;
}

/** The two moments, and what is looked for. What it comes to stands in the address, so that it can be handed on. */
export function CompareForm({ compared }: { readonly compared: Compared }) {
  const [from, setFrom] = useState(field(compared.from));
  const [to, setTo] = useState(field(compared.to));
  const [code, setCode] = useState(compared.case ?? '');
  const [holder, setHolder] = useState(compared.holder ?? '');
  const [text, setText] = useState(compared.text ?? '');
  const { rows: cases = [] } = useAllRows('case.list', { limit: 200 });
  const codes = cases.map((one) => one.code);
  const [wrong, setWrong] = useState<Wrong>({});
  const known = useAsOf().knownAt !== null;
  const picks = known ? say.picksKnown : say.picks;

  function compare(event: FormEvent): void {
    event.preventDefault();
    // What was not touched stays to the millisecond; the field shows minutes.
    const begins = from === field(compared.from) ? compared.from : fromLocalField(from);
    const ends = to === field(compared.to) ? compared.to : fromLocalField(to);
    const found = wrongWith(begins, ends);
    setWrong(found);
    if (begins !== null && Object.keys(found).length === 0) go(addressOf({ ...asked(), from: begins, to: ends }));
  }

  function wrongWith(begins: string | null, ends: string | null): Wrong {
    if (begins === null) return { from: say.incomplete };
    if (Date.parse(begins) > Date.now()) return { from: say.future };
    if (to !== '' && ends === null) return { to: say.incomplete };
    return ends !== null && Date.parse(ends) < Date.parse(begins) ? { to: say.reversed } : {};
  }

  const asked = (): Compared => ({
    ...compared,
    case: code.trim() || null,
    holder: holder.trim() || null,
    text: text.trim() || null,
  });
  const since = (at: number): void => go(addressOf({ ...asked(), from: new Date(at).toISOString(), to: null }));

  return (
    <form className={`panel ${css.form}`} aria-label={say.form} noValidate onSubmit={compare}>
      <TextInput
        type="datetime-local"
        label={say.from}
        value={from}
        error={wrong.from}
        onChange={(event) => setFrom(event.currentTarget.value)}
      />
      <TextInput
        type="datetime-local"
        label={say.to}
        description={known ? say.toHintKnown : say.toHint}
        value={to}
        error={wrong.to}
        onChange={(event) => setTo(event.currentTarget.value)}
      />
      <Select
        label={say.case}
        searchable
        clearable
        data={code === '' || codes.includes(code) ? codes : [code, ...codes]}
        value={code || null}
        onChange={(chosen) => setCode(chosen ?? '')}
      />
      <div>
        <HolderPicker label={say.holder} value={holder} onChange={setHolder} mode="free" />
      </div>
      <TextInput label={say.text} value={text} onChange={(event) => setText(event.currentTarget.value)} />
      <Button type="submit" variant="filled" className={css.submit}>
        {say.compare}
      </Button>
      <fieldset className={css.picks} aria-label={picks}>
        <span className="quiet">{picks}</span>
        <Button variant="subtle" onClick={() => since(Date.now() - HOUR_MS)}>
          {words.asOf.pick.hour}
        </Button>
        <Button variant="subtle" onClick={() => since(yesterdayEvening())}>
          {words.asOf.pick.evening}
        </Button>
        <Button variant="subtle" onClick={() => since(Date.now() - 7 * DAY_MS)}>
          {words.asOf.pick.week}
        </Button>
      </fieldset>
    </form>
  );
}
