import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { commandLine, jsonLines } from '../testing/commandLine.ts';

const folder = mkdtempSync(join(tmpdir(), 'exec-'));
const { run, talk } = commandLine(folder);
const EXEC = ['exec', '--store', 's.sqlite', '--as', 'Ada'];
let known = 0;

beforeAll(async () => {
  const made = await run(['init', '--store', 's.sqlite', '--organisation', 'Depot', '--admin', 'Ada']);
  expect(made).toMatchObject({ status: 0, err: '' });
});
beforeEach(() => {
  known += 1000;
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A command that nobody gave yet. */
const holder = () => JSON.stringify({ command: 'holder.add', name: `Bob ${known++}` });
const log = async () => (await run(['events', '--store', 's.sqlite'])).out;
const codes = (out: string) => jsonLines(out).map((answer) => (isRefusal(answer) ? answer.error.code : 'done'));
const isRefusal = (answer: unknown): answer is { readonly error: { readonly code: string } } =>
  typeof answer === 'object' && answer !== null && 'error' in answer;

test('each line is answered before the next is given, while others read and nobody else writes', async () => {
  const session = talk(EXEC);
  for (const _ of [1, 2, 3]) {
    session.say(`${holder()}\n`);
    expect(await session.hear()).toMatchObject({ ok: true, events: [{ type: 'HOLDER_ADDED' }] });
  }
  const [writer, reader] = await Promise.all([
    run(EXEC, holder()),
    run(['query', 'store.info', '--store', 's.sqlite']),
  ]);
  expect(writer.status).toBe(1);
  expect(jsonLines(writer.out)).toMatchObject([{ error: { code: 'STORE_BUSY', details: { pid: session.child.pid } } }]);
  expect(reader.status).toBe(0);
  session.child.stdin.end();
  expect(await session.ended()).toEqual({ status: 0, err: '' });
});

test('a line that cannot be read is refused by its number, changes nothing, and the next one runs', async () => {
  const before = await log();
  const bad = [
    '{"command":"holder.add","name":',
    '{"command":"holder.add","name":"x","name":"y"}',
    '{"command":"holder.add","name":"x","__proto__":{"role":"admin"}}',
    '{"command":"holder.add","name":"x","colour":"red"}',
    '{"command":"holder.paint","name":"x"}',
    '["holder.add"]',
    'null',
    '',
    '   ',
    '{"command":"holder.add","name":"\\ud800"}',
    `{"command":"holder.add","name":"x","note":"${'y'.repeat(10_000_000)}"}`,
  ].join('\n');
  const refused = await run(EXEC, Buffer.concat([Buffer.from(`${bad}\n`), Buffer.from([0x22, 0xff, 0x22, 0x0a])]));
  expect(refused).toMatchObject({ status: 1, err: '' });
  expect(codes(refused.out)).toEqual(Array(10).fill('INVALID'));
  const lines = [1, 2, 3, undefined, undefined, undefined, undefined, undefined, 11, 12];
  expect(jsonLines(refused.out)).toMatchObject(lines.map((line) => ({ error: { details: line ? { line } : {} } })));
  expect(jsonLines(refused.out)[3]).toMatchObject({ error: { details: { field: 'colour' } } });
  expect(await log()).toBe(before);

  const mixed = await run(EXEC, `${holder()}\nnonsense\r\n${holder()}`);
  expect([mixed.status, ...codes(mixed.out)]).toEqual([1, 'done', 'INVALID', 'done']);
});

test('together means all or nothing, with the line at fault as a person counts it', async () => {
  const before = await log();
  const name = holder();
  const clash = await run([...EXEC, '--atomic'], `${name}\n\n${name}\n${holder()}\n`);
  expect(clash.status).toBe(1);
  expect(codes(clash.out)).toEqual(['DUPLICATE', 'DUPLICATE', 'DUPLICATE']);
  expect(jsonLines(clash.out)[0]).toMatchObject({ error: { details: { line: 3 } } });
  const unreadable = await run([...EXEC, '--atomic'], `${holder()}\n\nnonsense\n`);
  expect(jsonLines(unreadable.out)).toMatchObject([
    { error: { details: { line: 3 } } },
    { error: { details: { line: 3 } } },
  ]);
  expect(await log()).toBe(before);

  const together = await run([...EXEC, '--atomic'], `${holder()}\n${holder()}\n`);
  expect([together.status, ...codes(together.out)]).toEqual([0, 'done', 'done']);
});

test('a signal ends a run between two lines, and just what was answered is recorded', async () => {
  const idle = talk(EXEC);
  idle.say(`${holder()}\n`);
  await idle.hear();
  idle.say('{"command":"holder.add","na');
  idle.child.kill('SIGTERM');
  expect(await idle.ended()).toEqual({ status: 143, err: '' });

  const busy = talk(EXEC);
  const names = Array.from({ length: 500 }, holder);
  busy.say(`${names.join('\n')}\n`);
  await busy.hear();
  busy.child.kill('SIGINT');
  let heard = 1;
  while ((await busy.hear()) !== null) heard++;
  expect(await busy.ended()).toEqual({ status: 130, err: '' });
  expect(heard).toBeLessThan(500);
  const after = await log();
  const recorded = names.filter((command) => after.includes(`"name":"${JSON.parse(command).name}"`));
  expect(recorded).toEqual(names.slice(0, heard));
});

test('when nobody listens any more, the run ends quietly', async () => {
  const session = talk(EXEC);
  session.say(`${holder()}\n`);
  await session.hear();
  session.child.stdout.destroy();
  session.say(`${holder()}\n${holder()}\n${holder()}\n`);
  expect(await session.ended()).toEqual({ status: 141, err: '' });
  expect(jsonLines((await run(['verify', '--store', 's.sqlite'])).out)).toMatchObject([{ ok: true, findings: [] }]);
});

test('the PIN comes from the environment, is never an argument, and is in no answer', async () => {
  const withoutPin = commandLine(folder, { ASSETTRACK_PIN: '' });
  const wrongPin = commandLine(folder, { ASSETTRACK_PIN: '975319' });
  const [none, argument, wrong] = await Promise.all([
    withoutPin.run(EXEC, holder()),
    run([...EXEC, '--pin=246810'], holder()),
    wrongPin.run(['query', 'store.info', '--store', 's.sqlite', '--as', 'Ada']),
  ]);
  expect(none).toMatchObject({ status: 2, out: '', err: expect.stringContaining('ASSETTRACK_PIN') });
  expect(argument).toMatchObject({ status: 2, out: '', err: expect.stringContaining('never an argument') });
  expect(argument.err).not.toContain('246810');
  expect(wrong).toMatchObject({ status: 1, err: '' });
  expect(codes(wrong.out)).toEqual(['NOT_SIGNED_IN']);
  expect(wrong.out).not.toContain('975319');
});
