import { Button, Checkbox, Menu } from '@mantine/core';
import { useState } from 'react';
import type { OperatorRow } from '../../../shared/contract/trailAnswers.ts';
import { words } from '../../../shared/uiWords.ts';
import { moment } from '../../format.ts';
import { Busy } from '../../parts/Busy.tsx';
import { notify } from '../../parts/notify.ts';
import { Refused } from '../../parts/Refused.tsx';
import { When } from '../../parts/When.tsx';
import { Why } from '../../parts/Why.tsx';
import { to } from '../../routes.ts';
import { useAllRows } from '../../state/useAllRows.ts';
import { useAnswer, useApp, useCommand } from '../../state/useApp.ts';
import css from './Admin.module.css';
import { AddOperator, ChangeRole, DeactivateOperator, RenameOperator, SetPin } from './OperatorDialogs.tsx';

type Wish = 'role' | 'rename' | 'pin' | 'deactivate';

/** Who works with the app, as what, and who is locked out. */
export function OperatorsSection() {
  const [all, setAll] = useState(false);
  const [adding, setAdding] = useState(false);
  const [wish, setWish] = useState<{ readonly act: Wish; readonly row: OperatorRow } | null>(null);
  const { rows, refused } = useAllRows('operator.list', { limit: 200, ...(all ? {} : { active: true }) });
  const { value: health } = useAnswer('store.health', {});
  const unlocking = useCommand();
  const { operators } = words.admin;
  const admins = rows?.filter(({ role, active }) => role === 'admin' && active).length ?? 0;
  const alone = admins === 1 && health !== undefined && health.recoveryCodeSetAt === null;

  // No form, and no moment of its own: this laptop lets the operator in from the press on.
  async function unlock({ name, version }: OperatorRow): Promise<void> {
    const answer = await unlocking.run({ command: 'operator.unlock', name, expectedVersion: version });
    if (answer.ok) notify(operators.unlocking.done(name));
  }
  const close = (): void => {
    setAdding(false);
    setWish(null);
  };

  return (
    <>
      <p className={css.lead}>{operators.lead}</p>
      {alone && (
        <p className={css.note}>
          {operators.alone}{' '}
          <a href={to('adminSection', { section: 'recovery' })}>{words.admin.recovery.make.replace(' …', '')}</a>
        </p>
      )}
      <div className={css.tools}>
        <Checkbox label={operators.showAll} checked={all} onChange={(event) => setAll(event.currentTarget.checked)} />
        <Button onClick={() => setAdding(true)}>{operators.add}</Button>
      </div>
      <Refused refused={refused ?? unlocking.refused} />
      {!rows && !refused && <Busy />}
      {rows && (
        <section className={`panel ${css.room}`} aria-label={words.admin.sections.operators}>
          <table className={css.table}>
            <thead>
              <tr>
                <th scope="col">{operators.name}</th>
                <th scope="col">{operators.role}</th>
                <th scope="col">{operators.state}</th>
                <th scope="col">{operators.since}</th>
                <th scope="col">
                  <span className="only-heard">{operators.acts.button}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <Line
                  key={row.operatorId}
                  row={row}
                  onWish={(act) => setWish({ act, row })}
                  onUnlock={() => void unlock(row)}
                />
              ))}
            </tbody>
          </table>
        </section>
      )}
      {adding && <AddOperator onClose={close} />}
      {wish?.act === 'role' && <ChangeRole operator={wish.row} onClose={close} />}
      {wish?.act === 'rename' && <RenameOperator operator={wish.row} onClose={close} />}
      {wish?.act === 'pin' && <SetPin operator={wish.row} onClose={close} />}
      {wish?.act === 'deactivate' && <DeactivateOperator operator={wish.row} onClose={close} />}
    </>
  );
}

interface LineProps {
  readonly row: OperatorRow;
  readonly onWish: (wish: Wish) => void;
  readonly onUnlock: () => void;
}

function Line({ row, onWish, onUnlock }: LineProps) {
  const { operatorId, name, role, active, addedAt, lockedOut } = row;
  const self = useApp(({ session }) => (session?.status === 'signed-in' ? session.operator.operatorId : null));
  const { operators } = words.admin;
  const { acts } = operators;
  const why = (fact: string, field: string) => (
    <Why fact={`${fact}, ${name}`} of={{ entityType: 'operator', entity: name }} field={field} />
  );
  return (
    <tr className={active ? undefined : css.gone}>
      <td>
        <b>{name}</b> {why(operators.name, 'name')}{' '}
        {operatorId === self && <span className="chip">{operators.you}</span>}
      </td>
      <td>
        {words.roles[role]} {why(operators.role, 'role')}
        <div className={css.hint}>{operators.roleHints[role]}</div>
      </td>
      <td className={css.state}>
        {!active && (
          <>
            <span className="chip">{operators.deactivated}</span> {why(operators.state, 'active')}
          </>
        )}
        {active && !lockedOut && operators.active}
        {active && lockedOut && (
          <span className="chip" data-tone="bad">
            {operators.locked(lockedOut.until && moment(lockedOut.until))}
          </span>
        )}
      </td>
      <td>
        <When at={addedAt} /> {why(operators.since, 'added')}
      </td>
      <td>
        {active && (
          <Menu withinPortal position="bottom-end">
            <Menu.Target>
              <Button aria-label={acts.more(name)}>{acts.button}</Button>
            </Menu.Target>
            <Menu.Dropdown>
              {lockedOut && <Menu.Item onClick={onUnlock}>{acts.unlock}</Menu.Item>}
              <Menu.Item onClick={() => onWish('pin')}>{operatorId === self ? acts.ownPin : acts.pin}</Menu.Item>
              <Menu.Item onClick={() => onWish('role')}>{acts.role}</Menu.Item>
              <Menu.Item onClick={() => onWish('rename')}>{acts.rename}</Menu.Item>
              <Menu.Item className="bad" onClick={() => onWish('deactivate')}>
                {acts.deactivate}
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        )}
      </td>
    </tr>
  );
}
