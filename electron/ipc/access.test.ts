import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CommandName, commandForms, commandRoles, pinCommands } from '../../shared/contract/commands.ts';
import { type QueryName, queryForms, queryRoles } from '../../shared/contract/queries.ts';
import { type EndpointName, endpointNames } from '../../shared/ipc/names.ts';
import { type Role, roles } from '../../shared/session.ts';
import { createStore } from '../createStore.ts';
import { openIdleMain } from '../testing/idleMain.ts';

const PIN = '135790';
const NAMES: Readonly<Record<Role, string>> = {
  technician: 'Theo',
  coordinator: 'Cora',
  admin: 'Ada',
  auditor: 'Aude',
};
const folder = mkdtempSync(join(tmpdir(), 'assettrack-access-'));
const bugs: string[] = [];
const { home, ownPath, stores, sessions, say } = openIdleMain(folder, (what, error) => bugs.push(`${what}: ${error}`));

beforeAll(async () => {
  const made = await createStore({
    path: ownPath,
    home,
    mode: 'write',
    organisation: 'Depot',
    admin: 'Ada',
    pin: PIN,
  });
  if (!made.ok) throw new Error(made.error.code);
  made.value.close();
  stores.openOwn();
  await ask('session.signIn', { name: 'Ada', pin: PIN });
  for (const role of roles.filter((one) => one !== 'admin')) {
    await ask('command', { command: 'operator.add', name: NAMES[role], role, pin: PIN });
  }
});
afterAll(() => {
  stores.close();
  rmSync(folder, { recursive: true });
});

const ask = async (to: EndpointName, input: object): Promise<unknown> =>
  JSON.parse(await say(to, JSON.stringify(input)));

/** How somebody stands before the window, one after the other; `confirmed`: the PIN was given within two minutes. */
const ways = ['confirmed', 'signed in', 'locked', 'signed out'] as const;
type Way = (typeof ways)[number];

async function stand(role: Role, way: Way): Promise<void> {
  if (way === 'confirmed')
    expect(await ask('session.signIn', { name: NAMES[role], pin: PIN })).toMatchObject({ ok: true });
  else if (way === 'signed in') Object.assign(sessions.current() ?? {}, { pinConfirmedAt: null });
  else if (way === 'locked') sessions.lock();
  else sessions.signOut();
}

type Verdict = 'NOT_SIGNED_IN' | 'NOT_ALLOWED' | 'let in';

/** What the contract's table says of a command. */
function ofCommand(name: CommandName, role: Role, way: Way): Verdict {
  if (way === 'signed out' || way === 'locked') return 'NOT_SIGNED_IN';
  if (!commandRoles[name].includes(role)) return 'NOT_ALLOWED';
  return way === 'signed in' && pinCommands.has(name) ? 'NOT_ALLOWED' : 'let in';
}

/** The window answers nobody who is not signed in, also what anybody may read who can open the store. */
function ofQuery(name: QueryName, role: Role, way: Way): Verdict {
  if (way === 'signed out' || way === 'locked') return 'NOT_SIGNED_IN';
  const may = queryRoles[name];
  return may === 'anyone' || may.includes(role) ? 'let in' : 'NOT_ALLOWED';
}

/** Authority is judged before form: whatever else is wrong with a message is said to who may give it alone. */
function verdictOf(said: unknown): Verdict {
  const code = (said as { readonly error?: { readonly code: string } | null }).error?.code; // every answer is an object
  return code === 'NOT_SIGNED_IN' || code === 'NOT_ALLOWED' ? code : 'let in';
}

test('every command and every question, of every role, however it stands there, gets the verdict of the contract', async () => {
  const commands = Object.keys(commandForms) as CommandName[]; // the keys of the table
  const queries = Object.keys(queryForms) as QueryName[]; // likewise
  const counts: Record<Verdict, number> = { NOT_SIGNED_IN: 0, NOT_ALLOWED: 0, 'let in': 0 };
  for (const role of roles) {
    for (const way of ways) {
      await stand(role, way);
      const seq = lastSeq();
      for (const name of commands) {
        const verdict = verdictOf(await ask('command', { command: name }));
        expect(verdict, `${name}, ${role}, ${way}`).toBe(ofCommand(name, role, way));
        counts[verdict] += 1;
      }
      for (const name of queries) {
        const verdict = verdictOf(await ask('query', { name, args: {} }));
        expect(verdict, `${name}, ${role}, ${way}`).toBe(ofQuery(name, role, way));
        counts[verdict] += 1;
      }
      // The sign-in is on record; nothing of what followed could be carried out.
      expect(lastSeq(), `${role}, ${way}`).toBe(seq);
    }
  }
  expect(counts['let in']).toBeGreaterThan(commands.length);
  expect(Object.values(counts).reduce((sum, n) => sum + n)).toBe((commands.length + queries.length) * 16);
  expect(bugs).toEqual([]);
});

const no = { ok: false, error: { code: 'NOT_SIGNED_IN' } };
const report = { report: 'custody', filters: {}, paper: 'A4' };
const label = {
  subject: { of: 'cases', cases: ['CASE-1'] },
  sheet: { kind: 'printer', width: 60, height: 30 },
  symbol: 'qr',
};

/** What is asked while nobody is there, and what comes back. Whatever is not here is open, and stands below. */
const shut: Partial<Readonly<Record<EndpointName, readonly [input: object, answer: unknown]>>> = {
  'recovery.make': [{}, no],
  'recovery.save': [{}, no],
  'recovery.confirm': [{ lastGroup: 'ABCD' }, no],
  'session.unlock': [{ pin: '000000' }, no],
  'session.confirmPin': [{ pin: PIN }, no],
  command: [{ command: 'holder.add', name: 'Bob' }, no],
  commandAtomic: [{ commands: [{ command: 'holder.add', name: 'Bob' }] }, [no]],
  query: [{ name: 'store.info', args: {} }, no],
  'assignment.open': [{ assignmentId: 'x' }, no],
  'draft.list': [{}, []],
  'draft.save': [{ form: 'x', fields: { a: 'b' }, address: '/' }, { saved: false }],
  'import.receive': [{ name: 'list.csv' }, no],
  'import.add': [{ list: 'x', base64: '' }, no],
  'import.run': [{ list: 'x', task: { task: 'look', reading: {} } }, no],
  'import.undo': [{ batch: 'x', reason: 'why not' }, no],
  'import.rows': [{ page: 0 }, []],
  'import.resume': [{ sha256: 'x' }, no],
  'labels.preview': [label, no],
  'labels.save': [label, no],
  'backup.list': [{}, { folder: '', rows: [], dueAt: null }],
  'backup.now': [{ where: 'own' }, no],
  'backup.chooseRestore': [{}, { path: null }],
  'backup.preview': [{ path: '/etc/passwd' }, no],
  'backup.restore': [{ path: '/etc/passwd', pin: PIN }, no],
  // Open where the store is damaged, and only there.
  'rescue.choose': [{}, { chosen: false }],
  'rescue.restore': [
    { operator: 'Ada', pin: PIN },
    { ok: false, error: { code: 'INVALID' } },
  ],
  'report.preview': [report, no],
  'report.save': [{ ...report, format: 'json', bom: false, subject: 'x' }, no],
  'report.show': [{ job: 'x' }, { shown: false }],
};

/**
 * Before a sign-in: the window itself, which store it is, the names to choose from, what ends something, and a custody
 * pack, which tells nothing of the store.
 */
const open: readonly EndpointName[] = [
  'app.info',
  'app.setTheme',
  'app.fault',
  'store.state',
  'store.create',
  'store.open',
  'store.removeSample',
  'store.verify',
  'store.stopVerify',
  'session.state',
  'session.operators',
  'session.signIn',
  'session.signOut',
  'session.lock',
  'recovery.use',
  'import.forget',
  'import.template',
  'labels.forget',
  'report.forget',
  'pack.opened',
  'pack.choose',
  'pack.check',
  'job.list',
  'job.cancel',
];

test('every endpoint is shut while nobody is signed in or the window is locked, but for those that lead to a sign-in', async () => {
  expect([...Object.keys(shut), ...open].sort()).toEqual([...endpointNames].sort());
  await stand('admin', 'confirmed');
  for (const way of ['locked', 'signed out'] as const) {
    await stand('admin', way);
    const before = lastSeq();
    for (const [name, [input, answer]] of Object.entries(shut)) {
      const said = await ask(name as EndpointName, input); // the keys of the table
      expect(said, `${name}, ${way}`).toMatchObject(answer as object);
      expect(Array.isArray(said) ? said.length : 0, name).toBe(Array.isArray(answer) ? answer.length : 0);
    }
    expect(lastSeq(), way).toBe(before);
  }
  expect(bugs).toEqual([]);
});

function lastSeq(): unknown {
  const answer = stores.custody()?.query('store.info', {}, null);
  return answer?.ok ? (answer.value as { readonly lastSeq: unknown }).lastSeq : null; // as the contract has it
}
