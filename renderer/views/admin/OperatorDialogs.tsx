import { Radio, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { OperatorRow } from '../../../shared/contract/trailAnswers.ts';
import { type Role, roles } from '../../../shared/session.ts';
import { words } from '../../../shared/uiWords.ts';
import { PinField } from '../../parts/PinField.tsx';
import { ReasonField } from '../../parts/ReasonField.tsx';
import { ActDialog } from '../asset/acts/ActDialog.tsx';
import type { Fields } from '../asset/acts/fieldError.ts';

interface CloseProps {
  readonly onClose: () => void;
}
interface OperatorProps extends CloseProps {
  readonly operator: OperatorRow;
}

const LONGEST_NAME = 120;
const ADDED: Fields = ['name', 'role', 'pin'];
const NEW_NAME: Fields = ['newName'];
const ROLE: Fields = ['role'];
const PIN: Fields = ['pin'];
const REASON: Fields = ['reason'];
const { operators } = words.admin;

export function AddOperator({ onClose }: CloseProps) {
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role>('technician');
  const [pins, setPins] = useState(NO_PINS);
  const { title, lead, confirm, done } = operators.adding;
  const ready = name.trim() !== '' && areSame(pins);
  return (
    <ActDialog
      title={title}
      lead={lead}
      command={ready ? { command: 'operator.add', name: name.trim(), role, pin: pins.pin } : null}
      confirm={confirm}
      done={done(name.trim())}
      fields={ADDED}
      size="md"
      onClose={onClose}
    >
      {(error) => (
        <>
          <TextInput
            data-autofocus
            required
            label={operators.name}
            description={words.holders.nameHint}
            value={name}
            maxLength={LONGEST_NAME}
            error={error('name')}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <RoleField value={role} onChange={setRole} error={error('role')} />
          <TwoPins label={operators.adding.pin} value={pins} onChange={setPins} error={error('pin')} />
        </>
      )}
    </ActDialog>
  );
}

export function ChangeRole({ operator, onClose }: OperatorProps) {
  const { name, version } = operator;
  const [role, setRole] = useState(operator.role);
  const { title, confirm, done } = operators.changingRole;
  return (
    <ActDialog
      title={title(name)}
      command={role === operator.role ? null : { command: 'operator.set_role', name, role, expectedVersion: version }}
      confirm={confirm}
      done={done(name, role)}
      fields={ROLE}
      size="md"
      onClose={onClose}
    >
      {(error) => <RoleField value={role} onChange={setRole} error={error('role')} />}
    </ActDialog>
  );
}

export function RenameOperator({ operator, onClose }: OperatorProps) {
  const { name, version } = operator;
  const [newName, setNewName] = useState(name);
  const { title, lead, confirm, done, newName: label } = operators.renaming;
  const asked = newName.trim();
  return (
    <ActDialog
      title={title(name)}
      lead={lead}
      command={
        asked === '' || asked === name
          ? null
          : { command: 'operator.rename', name, newName: asked, expectedVersion: version }
      }
      confirm={confirm}
      done={done(asked)}
      fields={NEW_NAME}
      size="md"
      onClose={onClose}
    >
      {(error) => (
        <TextInput
          data-autofocus
          label={label}
          value={newName}
          maxLength={LONGEST_NAME}
          error={error('newName')}
          onChange={(event) => setNewName(event.currentTarget.value)}
        />
      )}
    </ActDialog>
  );
}

export function SetPin({ operator, onClose }: OperatorProps) {
  const { name } = operator;
  const [pins, setPins] = useState(NO_PINS);
  const { title, lead, confirm, done, pin } = operators.settingPin;
  return (
    <ActDialog
      title={title(name)}
      lead={lead}
      command={areSame(pins) ? { command: 'operator.set_pin', name, pin: pins.pin } : null}
      confirm={confirm}
      done={done(name)}
      fields={PIN}
      size="md"
      onClose={onClose}
    >
      {(error) => <TwoPins label={pin} value={pins} onChange={setPins} error={error('pin')} autoFocus />}
    </ActDialog>
  );
}

export function DeactivateOperator({ operator, onClose }: OperatorProps) {
  const { name, version } = operator;
  const [reason, setReason] = useState('');
  const { title, lead, confirm, done, reason: label } = operators.deactivating;
  return (
    <ActDialog
      title={title(name)}
      lead={lead}
      command={{ command: 'operator.deactivate', name, reason, expectedVersion: version }}
      confirm={confirm}
      done={done(name)}
      fields={REASON}
      grave
      size="md"
      onClose={onClose}
    >
      {(error) => <ReasonField label={label} value={reason} onChange={setReason} error={error('reason')} />}
    </ActDialog>
  );
}

interface RoleFieldProps {
  readonly value: Role;
  readonly onChange: (role: Role) => void;
  readonly error: string | null;
}

function RoleField({ value, onChange, error }: RoleFieldProps) {
  return (
    <Radio.Group
      label={operators.role}
      value={value}
      error={error}
      onChange={(chosen) => onChange(roles.find((role) => role === chosen) ?? value)}
    >
      <Stack gap="xs" mt="xs">
        {roles.map((role) => (
          <Radio key={role} value={role} label={words.roles[role]} description={operators.roleHints[role]} />
        ))}
      </Stack>
    </Radio.Group>
  );
}

interface Pins {
  readonly pin: string;
  readonly again: string;
}
const NO_PINS: Pins = { pin: '', again: '' };
const areSame = ({ pin, again }: Pins): boolean => pin.length >= 6 && pin === again;

interface TwoPinsProps {
  readonly label: string;
  readonly value: Pins;
  readonly onChange: (pins: Pins) => void;
  readonly error: string | null;
  readonly autoFocus?: boolean;
}

/** A PIN is typed twice: nobody sees it. */
function TwoPins({ label, value, onChange, error, autoFocus = false }: TwoPinsProps) {
  const { again, differ } = operators.settingPin;
  const { pin } = value;
  const differs = value.again.length >= pin.length && value.again !== '' && value.again !== pin;
  return (
    <>
      <PinField
        label={label}
        value={pin}
        error={error}
        autoFocus={autoFocus}
        onChange={(typed) => onChange({ ...value, pin: typed })}
      />
      <PinField
        label={again}
        value={value.again}
        error={differs ? differ : null}
        onChange={(typed) => onChange({ ...value, again: typed })}
      />
    </>
  );
}
