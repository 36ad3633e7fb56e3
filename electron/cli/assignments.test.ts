import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Custody, openCustody } from '../custody.ts';
import { commandLine, type Ended, jsonLines } from '../testing/commandLine.ts';

const folder = mkdtempSync(join(tmpdir(), 'assignments-'));
/** Nothing else in the folder has these digits in a row. */
const SECRET = '918273645501';
const { run } = commandLine(folder, { ASSETTRACK_PIN: SECRET });
const STORE = ['--store', 's.sqlite'];
const said: Ended[] = [];

async function answers(args: readonly string[], status: number, ...lines: readonly object[]): Promise<unknown[]> {
  const ended = await run([...args, ...STORE], lines.map((line) => JSON.stringify(line)).join('\n'));
  said.push(ended);
  expect(ended, ended.err).toMatchObject({ status });
  return jsonLines(ended.out);
}
const as = (name: string, ...lines: readonly object[]) => answers(['exec', '--as', name], 0, ...lines);
const refusedTo = (name: string, ...lines: readonly object[]) => answers(['exec', '--as', name], 1, ...lines);

function readerOf(name: string): Custody {
  const opened = openCustody({ path: join(folder, name), mode: 'read', home: join(folder, 'home') });
  if (!opened.ok) throw new Error(opened.error.code);
  return opened.value;
}
function logOf(name: string): readonly unknown[] {
  const reader = readerOf(name);
  const log = [...reader.events()];
  reader.close();
  return log;
}

/** As `query` answers it, without the cost of a process. */
function ask(name: string, args: object = {}): unknown {
  const reader = readerOf('s.sqlite');
  const answer = reader.query(name, args, null);
  reader.close();
  return answer.ok ? answer.value : answer.error;
}

beforeAll(async () => {
  await answers(['init', '--organisation', 'Depot', '--admin', 'Ada'], 0);
  await as(
    'Ada',
    { command: 'operator.add', name: 'Cora', role: 'coordinator', pin: SECRET, commandId: 'add-cora' },
    { command: 'operator.add', name: 'Theo', role: 'technician', pin: SECRET },
    { command: 'settings.change', set: { threshold: 1 } },
    { command: 'asset.add', tag: 'R-1' },
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('an assignment goes its whole way by scripts: each step by the one who may take it', async () => {
  const dispatch = { command: 'assignment.dispatch', title: 'Inspect R-1', recipient: 'Theo', assets: ['R-1'] };
  const [dispatched] = await as('Cora', dispatch);
  // what a dispatch answers is contract
  const { streamId: assignmentId, data } = (
    dispatched as { events: [{ streamId: string; data: { textHash: string } }] }
  ).events[0];
  const { textHash } = data;
  const step = (name: string, more: object = {}) => ({ command: `assignment.${name}`, assignmentId, ...more });

  expect((await answers(['query', 'assignment.get', JSON.stringify({ assignmentId })], 0))[0]).toMatchObject({
    status: 'dispatched',
    textHash,
    text: expect.stringContaining('Asset: R-1'),
  });
  const notYours = { ok: false, error: { code: 'NOT_ALLOWED', details: { needs: 'recipient', recipient: 'Theo' } } };
  for (const other of ['Cora', 'Ada']) {
    expect(await refusedTo(other, step('read', { textHash }), step('complete'))).toMatchObject([notYours, notYours]);
  }
  expect(
    await refusedTo('Theo', step('acknowledge'), step('read', { textHash }), step('read', { textHash })),
  ).toMatchObject([
    { ok: false, error: { code: 'ILLEGAL_TRANSITION', details: { status: 'delivered' } } },
    {
      ok: true,
      events: [{ type: 'ASSIGNMENT_READ', data: { textHash, via: 'command-line' }, actorRole: 'technician' }],
    },
    { ok: false, error: { code: 'ILLEGAL_TRANSITION', details: { status: 'read' } } },
  ]);
  const [, completed] = await as('Theo', step('acknowledge'), step('complete', { note: 'done' }));
  expect(completed).toMatchObject({
    events: [{ type: 'ASSIGNMENT_COMPLETED' }, { type: 'THRESHOLD_REACHED', actorKind: 'system' }],
  });
  expect(ask('threshold.list')).toMatchObject({
    rows: [
      { recipient: 'Ada' },
      { recipient: 'Cora' },
      { recipient: 'Theo', completed: 1, threshold: 1, reached: true },
    ],
  });

  const { eventId } = (completed as { events: [{ eventId: string }] }).events[0];
  const correct = { command: 'event.correct', eventId, set: { status: 'cancelled' }, reason: 'It was not done' };
  expect(await refusedTo('Cora', correct)).toMatchObject([{ error: { code: 'NOT_ALLOWED' } }]);
  expect(await as('Ada', correct)).toMatchObject([
    { events: [{ type: 'ASSIGNMENT_CANCELLED', note: 'It was not done' }, { type: 'THRESHOLD_LOST' }] },
  ]);
  expect(ask('threshold.crossings')).toMatchObject({
    rows: [{ reached: false, completed: 0 }, { reached: true }],
  });
  expect(ask('assignment.list', { recipient: 'Theo' })).toMatchObject({
    rows: [{ assignmentId, status: 'cancelled' }],
    total: 1,
  });
  expect(ask('assignment.get', { assignmentId })).toMatchObject({
    log: [
      { status: 'dispatched', actor: 'Cora' },
      { status: 'delivered', actorKind: 'system', data: { via: 'command-line' } },
      { status: 'read', actor: 'Theo' },
      { status: 'acknowledged' },
      { status: 'completed', note: 'done', superseded: true },
      { status: 'cancelled', previousStatus: 'completed', actor: 'Ada' },
    ],
  });
});

test('who verified and who guessed is in the trail, and a PIN is nowhere', async () => {
  expect(await answers(['verify', '--as', 'Cora'], 0)).toMatchObject([{ ok: true, recorded: true }]);
  expect(await answers(['backup', '--out', 'b.sqlite', '--as', 'Ada'], 0)).toMatchObject([{ recorded: true }]);
  // The backup is a copy: checking it adds nothing to its log.
  const copied = logOf('b.sqlite').length;
  const checked = await run(['verify', '--store', 'b.sqlite', '--as', 'Ada']);
  expect(jsonLines(checked.out)).toMatchObject([{ ok: true, recorded: false }]);
  expect(checked.err).toContain('not recorded');
  expect(logOf('b.sqlite')).toHaveLength(copied);

  const reader = readerOf('s.sqlite');
  for (let n = 1; n <= 5; n += 1) await reader.signIn('Theo', `${SECRET.slice(0, 11)}${n + 1}`, 'command-line');
  reader.close();
  // Whoever only reads the store sees it, too.
  expect(ask('operator.list', {})).toMatchObject({
    rows: expect.arrayContaining([expect.objectContaining({ name: 'Theo', lockedOut: { until: expect.any(String) } })]),
  });
  expect(ask('audit.list', { entityType: 'store', limit: 5 })).toMatchObject({
    rows: [
      { type: 'LOCKED_OUT', actorKind: 'system', changes: [{ field: 'operator', after: 'Theo' }, { field: 'until' }] },
      { type: 'BACKUP_MADE', actor: 'Ada' },
      { type: 'SIGNED_IN', actor: 'Ada' },
      {
        type: 'VERIFIED',
        actor: 'Cora',
        changes: expect.arrayContaining([{ field: 'findings', before: null, after: 0 }]),
      },
      { type: 'SIGNED_IN', actor: 'Ada' },
    ],
  });

  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const everything = [
    ...files.map(({ parentPath, name }) => readFileSync(join(parentPath, name), 'latin1')),
    ...said.flatMap(({ out, err }) => [out, err]),
  ];
  expect(everything.length).toBeGreaterThan(10);
  expect(everything.filter((text) => text.includes(SECRET))).toEqual([]);
});
