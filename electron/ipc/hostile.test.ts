import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { commandForms } from '../../shared/contract/commands.ts';
import { queryForms } from '../../shared/contract/queries.ts';
import { type EndpointName, endpointNames } from '../../shared/ipc/names.ts';
import { createStore } from '../createStore.ts';
import { migrationsFolder } from '../store/migrate.ts';
import { openIdleMain } from '../testing/idleMain.ts';
import { verifyStore } from '../verify.ts';

const LONG = process.env.ASSETTRACK_LONG === '1';
/** Messages of one run: a sample with each `npm test`, all with `npm run test:long`. */
const MESSAGES = LONG ? 100_000 : 5_000;
const PIN = '135790';
const folder = mkdtempSync(join(tmpdir(), 'assettrack-hostile-'));
const bugs: string[] = [];
const report = (what: string, error: unknown) =>
  bugs.push(`${what}: ${error instanceof Error ? error.message : error}`);
const { home, ownPath, stores, sessions, say } = openIdleMain(folder, report);

beforeAll(async () => {
  const first = { organisation: 'Depot', admin: 'Ada', pin: PIN };
  const made = await createStore({ path: ownPath, home, mode: 'write', ...first });
  if (!made.ok) throw new Error(made.error.code);
  made.value.close();
  stores.openOwn();
});
afterAll(() => {
  stores.close();
  rmSync(folder, { recursive: true });
});

/**
 * Those that hash a PIN (100 ms each), end the session, write outside the store, or start a process are tried one by
 * one in stories of their own; a flood of them would test the hash, not the door.
 */
const LEFT_OUT: ReadonlySet<string> = new Set<EndpointName>([
  'session.signIn',
  'session.unlock',
  'session.signOut',
  'session.lock',
  'session.confirmPin',
  'recovery.use',
  'store.create',
  'store.open',
  'backup.restore',
  'backup.chooseRestore',
  'backup.now',
  'backup.preview',
  'report.preview',
  'report.save',
  'labels.save',
]);
const endpoints = endpointNames.filter((name) => !LEFT_OUT.has(name));
const PIN_COMMANDS = ['operator.add', 'operator.set_pin'];
const commands = Object.keys(commandForms).filter((name) => !PIN_COMMANDS.includes(name));
const queries = Object.keys(queryForms);

/** Values that have broken programs before, and names that mean something here. */
const spice = fc.constantFrom<unknown>(
  null,
  '',
  'CASE-1',
  'T-1',
  'Ada',
  '__proto__',
  'constructor',
  '\u0000',
  '\ud800',
  '﷽'.repeat(30),
  `'; DROP TABLE events; --`,
  '<img src=x onerror=alert(1)>',
  '../../etc/passwd',
  '2026-11-21T10:00:00Z',
  '9999-12-31T23:59:59.999Z',
  -1,
  0,
  1,
  2 ** 53,
  1e308,
  true,
  [],
  {},
  [[]],
);
const fields = [
  ...new Set(
    [...Object.values(commandForms), ...Object.values(queryForms)].flatMap((form) =>
      form instanceof z.ZodObject ? Object.keys(form.shape) : [],
    ),
  ),
  '__proto__',
  'constructor',
  'actor',
  'actorId',
  'operatorId',
  'session',
  'role',
  'seq',
  'hash',
];
const anything = fc.oneof(
  { weight: 4, arbitrary: spice },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 4 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
);
const some = fc.array(fc.tuple(fc.constantFrom(...fields), anything), { maxLength: 7 });
/** Written as text, so that `__proto__` is a key like any other, as it is for a page that is hostile. */
const objectText = (pairs: readonly (readonly [string, unknown])[]): string =>
  `{${pairs.map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value) ?? 'null'}`).join(',')}}`;

/** What a page of ours would send for a field, so that many messages come as far as the rules, and some pass them. */
const sensible: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  code: fc.constantFrom('CASE-1', 'CASE-2', 'CASE-3'),
  case: fc.constantFrom('CASE-1', 'CASE-2'),
  tag: fc.constantFrom('T-1', 'T-2', 'T-3', 'T-4'),
  holder: fc.constantFrom('Bob', 'Carol'),
  name: fc.constantFrom('Bob', 'Carol', 'Dave'),
  slots: fc.integer({ min: 1, max: 4 }),
  slot: fc.record({ case: fc.constantFrom('CASE-1', 'CASE-2'), slot: fc.integer({ min: 1, max: 5 }) }),
  reason: fc.constantFrom('why not', ' '),
  seal: fc.constantFrom('S-1', 'S-2'),
  kind: fc.constantFrom('issue', 'return', 'transfer'),
  set: fc.record({ notes: fc.constantFrom('scratched', 'mended') }),
  limit: fc.integer({ min: 1, max: 20 }),
  text: fc.constantFrom('T', 'CASE'),
};
const keysOf = (form: z.ZodType): readonly string[] => (form instanceof z.ZodObject ? Object.keys(form.shape) : []);

/** Fields of its own form with values that fit, now and then one that does not, or one that is not its own. */
function pairsFor(keys: readonly string[]): fc.Arbitrary<readonly (readonly [string, unknown])[]> {
  const own = keys.filter((key) => sensible[key] !== undefined);
  const fitting = fc.tuple(...own.map((key) => (sensible[key] ?? anything).map((value) => [key, value] as const)));
  return fc.oneof(
    { weight: 3, arbitrary: fitting },
    { weight: 1, arbitrary: fc.tuple(fitting, some).map(([good, bad]) => [...good, ...bad]) },
    { weight: 1, arbitrary: some },
  );
}

const aCommand = fc.oneof(
  ...commands.map((command) =>
    pairsFor(keysOf(commandForms[command as keyof typeof commandForms])).map((pairs) =>
      objectText([['command', command], ...pairs]),
    ),
  ),
);
const aQuery = fc.oneof(
  ...queries.map((name) =>
    pairsFor(keysOf(queryForms[name as keyof typeof queryForms])).map(
      (pairs) => `{"name":${JSON.stringify(name)},"args":${objectText(pairs)}}`,
    ),
  ),
);
const deep = fc.integer({ min: 10, max: 20_000 }).map((n) => `${'['.repeat(n)}${']'.repeat(n)}`);
const noise = fc.oneof(fc.string({ maxLength: 200 }), fc.json(), deep, some.map(objectText));

interface Message {
  readonly to: EndpointName;
  readonly text: string;
}
const message: fc.Arbitrary<Message> = fc.oneof(
  { weight: 5, arbitrary: aCommand.map((text) => ({ to: 'command' as const, text })) },
  { weight: 2, arbitrary: aCommand.map((text) => ({ to: 'commandAtomic' as const, text: `{"commands":[${text}]}` })) },
  { weight: 3, arbitrary: aQuery.map((text) => ({ to: 'query' as const, text })) },
  {
    weight: 3,
    arbitrary: fc.record({ to: fc.constantFrom(...endpoints), text: noise }),
  },
);

const reply = z.json();

test('whatever the window sends, the answer is JSON of its form, nothing breaks, and nobody acts for another', async () => {
  const signedIn = await sessions.signIn('Ada', PIN);
  if (!signedIn.ok) throw new Error(signedIn.error.code);
  const ada = sessions.current()?.operatorId;
  const counts: Record<string, number> = { fault: 0, refused: 0, accepted: 0 };
  await fc.assert(
    fc.asyncProperty(message, async ({ to, text }) => {
      const said = reply.parse(JSON.parse(await say(to, text)));
      const first = Array.isArray(said) ? said[0] : said;
      const kind = !(first instanceof Object) ? 'accepted' : 'fault' in first ? 'fault' : 'refused';
      const outcome = first instanceof Object && 'ok' in first && first.ok === true ? 'accepted' : kind;
      counts[outcome] = (counts[outcome] ?? 0) + 1;
    }),
    { numRuns: MESSAGES, seed: 20_261_121 },
  );
  // A fault is a message that is not of its form; any other would be a bug of ours.
  expect(bugs.filter((bug) => !/is not of its form|JSON|is no text|nested too deep/i.test(bug))).toEqual([]);
  expect(Object.keys(Object.prototype)).toEqual([]);
  expect(({} as Record<string, unknown>).actor).toBeUndefined();
  for (const outcome of ['fault', 'refused', 'accepted'])
    expect(counts[outcome], outcome).toBeGreaterThan(MESSAGES / 50);

  const custody = stores.custody();
  const events = [...(custody?.events({}) ?? [])].filter(({ actorKind }) => actorKind === 'user');
  expect(events.length).toBeGreaterThan(1);
  expect(new Set(events.map(({ actorId }) => actorId))).toEqual(new Set([ada]));
  expect(verifyStore({ path: ownPath, home, migrations: migrationsFolder }).findings).toEqual([]);
  if (LONG) console.log(`${MESSAGES} messages: ${JSON.stringify(counts)}`);
});
