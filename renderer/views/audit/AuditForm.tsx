import { Button, Select, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { words } from '../../../shared/uiWords.ts';
import { go, to } from '../../routes.ts';
import { useAllRows } from '../../state/useAllRows.ts';
import css from './Audit.module.css';

const say = words.audit;
const kinds = Object.entries(say.entities).map(([value, label]) => ({ value, label }));

/** By what the trail is narrowed down. It stands in the address, so that "back" widens it again. */
export function AuditForm({ query }: { readonly query: Readonly<Record<string, string>> }) {
  const { rows: operators } = useAllRows('operator.list', { limit: 200 });
  const [entity, setEntity] = useState(query.entity ?? '');
  const [from, setFrom] = useState(query.from ?? '');
  const [until, setUntil] = useState(query.to ?? '');

  function show(change: Readonly<Record<string, string | null>> = {}): void {
    // One entry that was asked for is one way of looking; what is typed here is another.
    const { event: _, ...others } = query;
    const wanted = { ...others, entity: entity.trim(), from, to: until, ...change };
    const kept = Object.entries(wanted).filter((entry): entry is [string, string] => Boolean(entry[1]));
    go(to('audit', {}, Object.fromEntries(kept)));
  }

  function submit(event: FormEvent): void {
    event.preventDefault();
    show();
  }

  return (
    <form className={css.filters} onSubmit={submit} aria-label={say.filters}>
      <TextInput
        label={say.entity}
        placeholder={say.entityHint}
        className={css.entity}
        value={entity}
        onChange={(event) => setEntity(event.currentTarget.value)}
      />
      <Select
        label={say.kind}
        placeholder={say.anyKind}
        data={kinds}
        value={query.kind ?? null}
        onChange={(kind) => show({ kind })}
        clearable
        clearButtonProps={{ 'aria-label': say.anyKind }}
      />
      <Select
        label={say.actor}
        placeholder={say.anybody}
        data={operators?.map(({ name }) => name) ?? []}
        value={query.actor ?? null}
        onChange={(actor) => show({ actor })}
        searchable
        clearable
        clearButtonProps={{ 'aria-label': say.anybody }}
      />
      <TextInput
        type="datetime-local"
        className={css.moment}
        label={say.from}
        value={from}
        onChange={(event) => setFrom(event.currentTarget.value)}
      />
      <TextInput
        type="datetime-local"
        className={css.moment}
        label={say.to}
        value={until}
        onChange={(event) => setUntil(event.currentTarget.value)}
      />
      <Button type="submit">{say.apply}</Button>
      {Object.keys(query).length > 0 && (
        <Button variant="subtle" onClick={() => go(to('audit'))}>
          {say.clear}
        </Button>
      )}
    </form>
  );
}
