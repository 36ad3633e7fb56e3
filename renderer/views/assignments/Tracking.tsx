import { Button, Select, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { type AssignmentStatus, assignmentStatuses } from '../../../shared/assignment/assignment.ts';
import { words } from '../../../shared/uiWords.ts';
import { Busy } from '../../parts/Busy.tsx';
import { Empty } from '../../parts/Empty.tsx';
import { Refused } from '../../parts/Refused.tsx';
import { go, to } from '../../routes.ts';
import { useLooksBack } from '../../state/asOf.ts';
import { useAllRows } from '../../state/useAllRows.ts';
import css from './Assignments.module.css';
import { LatestCrossings } from './Crossings.tsx';
import { TrackingGroup } from './TrackingGroup.tsx';
import { useBoard } from './useBoard.ts';

const { filters: say, status: names } = words.assignments;
/** Rows of a state before more are asked for. */
const FIRST = 50;
const atFirst = Object.fromEntries(assignmentStatuses.map((status) => [status, FIRST])) as Readonly<
  Record<AssignmentStatus, number>
>; // fromEntries forgets which keys there are

interface TrackingProps {
  /** of the address: `state`, `recipient`, `concerns` */
  readonly query: Readonly<Record<string, string>>;
  readonly onDispatch: (() => void) | null;
}

/** The coordinator's board: who has and has not read, and how long it has been. */
export function Tracking({ query, onDispatch }: TrackingProps) {
  const { state, recipient, concerns } = query;
  const [shown, setShown] = useState(atFirst);
  const past = useLooksBack();
  const { groups, loaded, refused } = useBoard(
    { ...(recipient ? { recipient } : {}), ...(concerns ? { concerns } : {}) },
    shown,
  );
  const { rows: operators } = useAllRows('operator.list', { limit: 200 });
  const [text, setText] = useState(concerns ?? '');

  function narrow(change: Readonly<Record<string, string | null>>): void {
    const next = Object.entries({ show: 'board', state, recipient, concerns, ...change });
    const kept = next.filter((entry): entry is [string, string] => Boolean(entry[1]));
    go(to('assignments', {}, Object.fromEntries(kept)));
  }

  function search(event: FormEvent): void {
    event.preventDefault();
    narrow({ concerns: text.trim() });
  }

  const chosen = groups.filter(({ status, total }) => total > 0 && (!state || status === state));
  const narrowed = Boolean(state || recipient || concerns);
  return (
    <div className={css.stack}>
      <LatestCrossings />
      <fieldset className={css.states} aria-label={say.states}>
        {groups.map(({ status, total }) => (
          <button
            key={status}
            type="button"
            className={css.state}
            aria-pressed={state === status}
            onClick={() => narrow({ state: state === status ? null : status })}
          >
            <b>{total.toLocaleString('en')}</b> {names[status]}
          </button>
        ))}
      </fieldset>
      <form className={css.filters} onSubmit={search} aria-label={say.label}>
        <Select
          label={say.recipient}
          placeholder={say.everybody}
          data={operators?.map(({ name }) => name) ?? []}
          value={recipient ?? null}
          onChange={(name) => narrow({ recipient: name })}
          searchable
          clearable
          clearButtonProps={{ 'aria-label': say.everybody }}
        />
        <TextInput label={say.concerns} value={text} onChange={(event) => setText(event.currentTarget.value)} />
        <Button type="submit">{words.audit.apply}</Button>
        {narrowed && (
          <Button
            variant="subtle"
            onClick={() => {
              setText('');
              narrow({ state: null, recipient: null, concerns: null });
            }}
          >
            {say.clear}
          </Button>
        )}
      </form>
      <Refused refused={refused} />
      {!loaded && !refused && <Busy />}
      {loaded && chosen.length === 0 && (
        <Empty
          title={words.assignments[narrowed ? 'noneMatch' : past ? 'noneThen' : 'noneYet']}
          {...(narrowed || past ? {} : { hint: words.assignments.noneHint })}
        >
          {!narrowed && onDispatch && <Button onClick={onDispatch}>{words.assignments.act.dispatch}</Button>}
        </Empty>
      )}
      {chosen.map((group) => (
        <TrackingGroup
          key={group.status}
          group={group}
          onMore={() => setShown({ ...shown, [group.status]: shown[group.status] * 4 })}
        />
      ))}
    </div>
  );
}
