import type { CommandOf } from '../contract/commands.ts';
import { accept, type Result, refuse } from '../result.ts';
import { findHolder, needReason, present } from './common.ts';
import type { Draft, Look, OperatorSeen } from './look.ts';

type Decided = Result<readonly Draft[]>;

const holder = (streamId: string, type: string, data: Draft['data']): Draft => ({
  streamType: 'holder',
  streamId,
  type,
  data,
});
const operator = (streamId: string, type: string, data: Draft['data']): Draft => ({
  streamType: 'operator',
  streamId,
  type,
  data,
});

/** That a PIN was set, never which. */
const pinSet = (operatorId: string, before: 'set' | null): Draft => ({
  ...operator(operatorId, 'OPERATOR_PIN_SET', {}),
  changes: [{ field: 'pin', before, after: 'set' }],
});

export function addHolder(look: Look, command: CommandOf<'holder.add'>): Decided {
  const { name, reference, organisation, contact } = command;
  if (look.holderByName(name) !== null) return refuse('DUPLICATE', { field: 'name', value: name, entity: 'holder' });
  return accept([holder(look.newId(), 'HOLDER_ADDED', { name, ...present({ reference, organisation, contact }) })]);
}

export function changeHolder(look: Look, { name, set }: CommandOf<'holder.change'>): Decided {
  const found = findHolder(look, name, 'name');
  if (!found.ok) return found;
  if (set.name !== undefined) {
    const other = look.holderByName(set.name);
    if (other !== null && other !== found.value.holderId) {
      return refuse('DUPLICATE', { field: 'set.name', value: set.name, entity: 'holder' });
    }
  }
  return accept([holder(found.value.holderId, 'HOLDER_CHANGED', set)]);
}

export function deactivateHolder(look: Look, command: CommandOf<'holder.deactivate'>): Decided {
  const reason = needReason(command.reason);
  if (!reason.ok) return reason;
  const found = findHolder(look, command.name, 'name');
  return found.ok ? accept([holder(found.value.holderId, 'HOLDER_DEACTIVATED', { reason: reason.value })]) : found;
}

/** The PIN itself goes to the secrets outside the log; the event says only that one was set. */
export function addOperator(look: Look, command: CommandOf<'operator.add'>): Decided {
  if (look.operatorByName(command.name)) {
    return refuse('DUPLICATE', { field: 'name', value: command.name, entity: 'operator' });
  }
  const id = look.newId();
  return accept([operator(id, 'OPERATOR_ADDED', { name: command.name, role: command.role }), pinSet(id, null)]);
}

export function setRole(look: Look, command: CommandOf<'operator.set_role'>): Decided {
  const found = findOperator(look, command.name);
  if (!found.ok) return found;
  const { operatorId, role } = found.value;
  if (role === command.role) return refuse('INVALID', { field: 'role', why: 'is the role already' });
  const last = lastAdmin(look, found.value);
  const changes = [{ field: 'role', before: role, after: command.role }];
  return last ?? accept([{ ...operator(operatorId, 'OPERATOR_ROLE_CHANGED', { role: command.role }), changes }]);
}

/** One's own PIN: anyone. Another's: an admin. */
export function setPin(look: Look, command: CommandOf<'operator.set_pin'>): Decided {
  const found = look.operatorByName(command.name);
  if (found?.operatorId !== look.actor.operatorId && look.actor.role !== 'admin') {
    return refuse('NOT_ALLOWED', { needs: ['admin'], role: look.actor.role });
  }
  const active = findOperator(look, command.name);
  return active.ok ? accept([pinSet(active.value.operatorId, 'set')]) : active;
}

/** Under the new name at once, everywhere but on what was frozen under the old one. */
export function renameOperator(look: Look, command: CommandOf<'operator.rename'>): Decided {
  const found = findOperator(look, command.name);
  if (!found.ok) return found;
  const { operatorId, name: before } = found.value;
  const after = command.newName;
  if (after === before) return refuse('INVALID', { field: 'newName', why: 'is the name already' });
  const other = look.operatorByName(after);
  if (other && other.operatorId !== operatorId) {
    return refuse('DUPLICATE', { field: 'newName', value: after, entity: 'operator' });
  }
  const changes = [{ field: 'name', before, after }];
  return accept([{ ...operator(operatorId, 'OPERATOR_RENAMED', { name: after }), changes }]);
}

/** The tries against the PIN are outside the log; the event says that an admin forgave them. */
export function unlockOperator(look: Look, command: CommandOf<'operator.unlock'>): Decided {
  const found = findOperator(look, command.name);
  if (!found.ok) return found;
  const changes = [{ field: 'wrongPins', before: null, after: 'forgiven' }];
  return accept([{ ...operator(found.value.operatorId, 'OPERATOR_UNLOCKED', {}), changes }]);
}

export function deactivateOperator(look: Look, command: CommandOf<'operator.deactivate'>): Decided {
  const reason = needReason(command.reason);
  if (!reason.ok) return reason;
  const found = findOperator(look, command.name);
  if (!found.ok) return found;
  const last = lastAdmin(look, found.value);
  const changes = [{ field: 'active', before: true, after: false }];
  const draft = operator(found.value.operatorId, 'OPERATOR_DEACTIVATED', { reason: reason.value });
  return last ?? accept([{ ...draft, changes }]);
}

function findOperator(look: Look, name: string): Result<OperatorSeen> {
  const found = look.operatorByName(name);
  if (!found) return refuse('NOT_FOUND', { entity: 'operator', field: 'name', operator: name });
  if (!found.active) {
    return refuse('ILLEGAL_TRANSITION', { operator: found.name, why: 'deactivated' });
  }
  return accept(found);
}

/** Somebody must be left who can correct and add operators. */
function lastAdmin(look: Look, leaving: OperatorSeen) {
  if (leaving.role !== 'admin') return null;
  const others = look.operators().filter((o) => o.active && o.role === 'admin' && o.operatorId !== leaving.operatorId);
  return others.length > 0
    ? null
    : refuse('ILLEGAL_TRANSITION', { operator: leaving.name, why: 'is the last active admin' });
}
