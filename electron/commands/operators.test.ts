import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { commandForms } from '../../shared/contract/commands.ts';
import type { Cast } from '../testing/openTestStore.ts';
import { by, stories } from '../testing/story.ts';

const { begin } = stories({ command: 'holder.add', name: 'Bob' });

/** The contract's column "who", command by command: the first of the row that may give it, or everyone. */
const whoMay: Readonly<Record<string, 'technician' | 'coordinator' | 'admin' | 'everyone'>> = {
  'case.add': 'coordinator',
  'case.change': 'coordinator',
  'case.seal': 'technician',
  'case.unseal': 'technician',
  'case.check': 'technician',
  'case.retire': 'coordinator',
  'holder.add': 'technician',
  'holder.change': 'coordinator',
  'holder.deactivate': 'coordinator',
  'operator.add': 'admin',
  'operator.set_role': 'admin',
  'operator.set_pin': 'everyone',
  'operator.rename': 'admin',
  'operator.unlock': 'admin',
  'operator.deactivate': 'admin',
  'asset.add': 'coordinator',
  'asset.change': 'coordinator',
  'asset.place': 'technician',
  'asset.move': 'technician',
  'asset.issue': 'technician',
  'asset.return': 'technician',
  'asset.transfer': 'technician',
  'asset.inspect': 'technician',
  'asset.lose': 'technician',
  'asset.find': 'technician',
  'asset.replace': 'coordinator',
  'asset.retire': 'coordinator',
  'slot.vacate': 'coordinator',
  'queue.scan': 'technician',
  'queue.remove': 'technician',
  'queue.discard': 'technician',
  'handover.commit': 'technician',
  'event.flag': 'technician',
  'event.dismiss_flag': 'admin',
  'event.correct': 'admin',
  'import.undo': 'admin',
  'assignment.dispatch': 'coordinator',
  'assignment.read': 'everyone',
  'assignment.acknowledge': 'everyone',
  'assignment.complete': 'everyone',
  'assignment.decline': 'everyone',
  'assignment.cancel': 'coordinator',
  'settings.change': 'admin',
  'store.acknowledge_restore': 'admin',
};
const ranks: readonly (keyof Cast)[] = ['technician', 'coordinator', 'admin'];

test('every command is open to the roles that the contract names, and to no other, whatever it says', async () => {
  const { custody, cast } = await begin();
  const answers: Record<string, string[]> = {};
  const expected: Record<string, string[]> = {};
  for (const [command, least] of Object.entries(whoMay)) {
    answers[command] = [];
    expected[command] = least === 'everyone' ? [...ranks, 'auditor'] : ranks.slice(ranks.indexOf(least));
    for (const role of [...ranks, 'auditor'] as const) {
      // Authority is judged before form: a command without its fields is INVALID only for whoever may give it.
      const result = await custody.execute({ command }, cast[role]);
      if (!result.ok && result.error.code === 'INVALID') answers[command].push(role);
      else expect(result).toMatchObject({ error: { code: 'NOT_ALLOWED', details: { command, role } } });
    }
  }
  expect(answers).toEqual(expected);
  expect(Object.keys(whoMay).sort()).toEqual(Object.keys(commandForms).sort());
});

test('who is not signed in, or was deactivated meanwhile, gives no command', async () => {
  const world = await begin();
  const { custody, cast } = world;
  const nobody = { ...cast.admin, operatorId: '01a19b45-b800-7000-8000-00000000dead' };
  const command = { command: 'holder.add', name: 'Eve' };
  const notSignedIn = { ok: false, error: { code: 'NOT_SIGNED_IN' } };
  expect(await custody.execute(command, nobody)).toMatchObject(notSignedIn);
  await world.tell({ command: 'operator.deactivate', name: 'Theo', reason: 'left' });
  expect(await custody.execute(command, cast.technician)).toMatchObject(notSignedIn);
  expect(await custody.signIn('Theo', '135790', 'window')).toMatchObject(notSignedIn);
});

test('an event carries the role as it was when it was recorded', async () => {
  const world = await begin(by('technician', { command: 'holder.add', name: 'Eve' }));
  await world.records(
    { command: 'operator.set_role', name: 'theo', role: 'coordinator' },
    { type: 'OPERATOR_ROLE_CHANGED', changes: [{ field: 'role', before: 'technician', after: 'coordinator' }] },
  );
  await world.records(by('technician', { command: 'case.add', code: 'CASE-1', slots: 1 }), {
    actorRole: 'coordinator',
  });
  expect(world.the('HOLDER_ADDED', 'Eve')).toMatchObject({
    actorRole: 'technician',
    actorId: world.cast.technician.operatorId,
  });
});

test('somebody is always left who can correct: the last active admin stays one', async () => {
  const world = await begin();
  const demote = { command: 'operator.set_role', name: 'Ada', role: 'coordinator' };
  const leave = { command: 'operator.deactivate', name: 'Ada', reason: 'on leave' };
  await world.refuses(demote, 'ILLEGAL_TRANSITION', { operator: 'Ada' });
  await world.refuses(leave, 'ILLEGAL_TRANSITION', { operator: 'Ada' });
  await world.tell({ command: 'operator.add', name: 'Alan', role: 'admin', pin: '246801' });
  await world.refuses({ ...leave, reason: '' }, 'REASON_REQUIRED');
  await world.records(demote, { type: 'OPERATOR_ROLE_CHANGED' });
  await world.refuses(leave, 'NOT_ALLOWED', { needs: ['admin'], role: 'coordinator' });
});

test('an operator is added with a role and a PIN that opens at once; names are taken for ever', async () => {
  const world = await begin();
  await world.records(
    { command: 'operator.add', name: 'Otto', role: 'technician', pin: '0123456789' },
    { type: 'OPERATOR_ADDED', data: { name: 'Otto', role: 'technician' } },
    { type: 'OPERATOR_PIN_SET', data: {}, changes: [{ field: 'pin', before: null, after: 'set' }] },
  );
  expect((await world.custody.signIn(' otto ', '0123456789', 'window')).ok).toBe(true);
  await world.tell({ command: 'operator.deactivate', name: 'Otto', reason: 'left' });
  const again = { command: 'operator.add', name: 'OTTO', role: 'auditor', pin: '111111' };
  await world.refuses(again, 'DUPLICATE', { field: 'name', entity: 'operator' });
  for (const pin of ['12345', '1234567890123', '12345a', '１２３４５６']) {
    await world.refuses({ ...again, name: 'Olga', pin }, 'INVALID', { field: 'pin', why: 'must be 6 to 12 digits' });
  }
});

test('no PIN can be guessed from the log: the hash of its command is one that only this laptop can make', async () => {
  const { custody, cast, the } = await begin();
  const add = { command: 'operator.add', commandId: 'c-1', name: 'Otto', pin: '864209', role: 'technician' };
  expect(await custody.execute(add, cast.admin)).toMatchObject({ ok: true });
  const guess = '{"command":"operator.add","name":"Otto","pin":"864209","role":"technician"}';
  const { commandHash } = the('OPERATOR_PIN_SET');
  expect(commandHash).toMatch(/^[0-9a-f]{64}$/);
  expect(commandHash).not.toBe(createHash('sha256').update(guess).digest('hex'));
  expect(await custody.execute(add, cast.admin)).toMatchObject({ ok: true, repeated: true });
  expect(await custody.execute({ ...add, pin: '864208' }, cast.admin)).toMatchObject({ error: { code: 'DUPLICATE' } });
});

test('anyone sets their own PIN, an admin anybody’s; the old one opens no more', async () => {
  const world = await begin();
  const own = (name: string) => ({ command: 'operator.set_pin', name, pin: '975310' });
  await world.refuses(by('auditor', own('Theo')), 'NOT_ALLOWED', { needs: ['admin'] });
  await world.refuses(by('coordinator', own('Nobody')), 'NOT_ALLOWED');
  await world.records(by('auditor', own('aude')), { type: 'OPERATOR_PIN_SET', actorRole: 'auditor', data: {} });
  await world.records(own('Theo'), { type: 'OPERATOR_PIN_SET', actorRole: 'admin' });
  await world.refuses(own('Nobody'), 'NOT_FOUND', { entity: 'operator', operator: 'Nobody' });
  expect([
    (await world.custody.signIn('Theo', '135790', 'window')).ok,
    (await world.custody.signIn('Theo', '975310', 'window')).ok,
  ]).toEqual([false, true]);
});

test('an operator is renamed: the new name signs in, what was recorded keeps who it was', async () => {
  const world = await begin(by('technician', { command: 'holder.add', name: 'Eve' }));
  await world.records(
    { command: 'operator.rename', name: 'theo', newName: 'Theodora' },
    { type: 'OPERATOR_RENAMED', changes: [{ field: 'name', before: 'Theo', after: 'Theodora' }] },
  );
  expect((await world.custody.signIn('theodora', '135790', 'window')).ok).toBe(true);
  expect((await world.custody.signIn('Theo', '135790', 'window')).ok).toBe(false);
  expect(world.the('HOLDER_ADDED', 'Eve').actorId).toBe(world.cast.technician.operatorId);
  await world.refuses({ command: 'operator.rename', name: 'Cora', newName: 'ADA' }, 'DUPLICATE', { field: 'newName' });
  await world.refuses({ command: 'operator.rename', name: 'Cora', newName: 'Cora' }, 'INVALID', { field: 'newName' });
  const before = world.custody.query('operator.list', {}, null);
  world.custody.rebuild();
  expect(world.custody.query('operator.list', {}, null)).toEqual(before);
});

test('an admin ends a lock-out without another PIN', async () => {
  const world = await begin();
  const lockedOut = () => {
    const answer = world.custody.query('operator.list', {}, null);
    const { rows } = (answer.ok ? answer.value : { rows: [] }) as { rows: { name: string; lockedOut: unknown }[] }; // as the contract has it
    return rows.filter((row) => row.lockedOut !== null).map(({ name }) => name);
  };
  for (let n = 0; n < 5; n += 1) await world.custody.signIn('Theo', '000000', 'window');
  expect(await world.custody.signIn('Theo', '135790', 'window')).toMatchObject({ error: { code: 'LOCKED_OUT' } });
  expect(lockedOut()).toEqual(['Theo']);
  await world.records({ command: 'operator.unlock', name: 'Theo' }, { type: 'OPERATOR_UNLOCKED', data: {} });
  expect(lockedOut()).toEqual([]);
  expect((await world.custody.signIn('Theo', '135790', 'window')).ok).toBe(true);
});

test('who decides what others may do has just confirmed with the PIN', async () => {
  const { custody, cast } = await begin();
  const stale = { ...cast.admin, pinConfirmedAt: null };
  for (const command of [
    { command: 'operator.add', name: 'Otto', role: 'auditor', pin: '246801' },
    { command: 'operator.set_role', name: 'Theo', role: 'auditor' },
    { command: 'operator.set_pin', name: 'Theo', pin: '246801' },
    { command: 'operator.rename', name: 'Theo', newName: 'Otto' },
    { command: 'operator.unlock', name: 'Theo' },
    { command: 'operator.deactivate', name: 'Theo', reason: 'left' },
  ]) {
    expect(await custody.execute(command, stale)).toMatchObject({
      error: { code: 'NOT_ALLOWED', details: { needs: 'pin' } },
    });
  }
});

test('a correction needs the PIN, confirmed within the last two minutes', async () => {
  const { custody, cast, clock, the } = await begin();
  const correct = {
    command: 'event.correct',
    eventId: the('HOLDER_ADDED').eventId,
    set: { name: 'Robert' },
    reason: 'misspelt',
  };
  const needsPin = { ok: false, error: { code: 'NOT_ALLOWED', details: { needs: 'pin' } } };
  expect(await custody.execute(correct, { ...cast.admin, pinConfirmedAt: null })).toMatchObject(needsPin);
  const confirmed = { ...cast.admin, pinConfirmedAt: clock.monotonic() };
  clock.set(clock.now() + 2 * 60_000);
  expect(await custody.execute(correct, confirmed)).toMatchObject(needsPin);
  expect(await custody.execute(correct, { ...confirmed, pinConfirmedAt: clock.monotonic() })).toMatchObject({
    ok: true,
  });
});

test('a sign-in is recorded with the first command that it leads to, and not before', async () => {
  const { custody, lastSeq, events } = await begin().then((world) => ({ ...world, events: world.story }));
  const before = lastSeq();
  const session = await custody.signIn('Cora', '135790', 'command-line');
  if (!session.ok) throw new Error('not signed in');
  await custody.execute({ command: 'case.add', code: 'CASE-1', slots: 0 }, session.value);
  await custody.execute({ command: 'case.add', code: 'CASE-1', slots: 1, dryRun: true }, session.value);
  expect(lastSeq()).toBe(before);
  for (const code of ['CASE-1', 'CASE-2'])
    await custody.execute({ command: 'case.add', code, slots: 1 }, session.value);
  expect(events().slice(-3)).toMatchObject([
    { type: 'SIGNED_IN', data: { operator: 'Cora', via: 'command-line' }, actorRole: 'coordinator' },
    { type: 'CASE_ADDED' },
    { type: 'CASE_ADDED' },
  ]);
});
