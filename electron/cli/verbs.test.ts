import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { commandLine, jsonLines } from '../testing/commandLine.ts';
import { version } from './version.ts';

const folder = mkdtempSync(join(tmpdir(), 'verbs-'));
const { run } = commandLine(folder);
const STORE = ['--store', 's.sqlite'];
const ADA = ['--as', 'Ada'];
const file = (name: string) => readFileSync(join(folder, name));

beforeAll(async () => {
  await run(['init', ...STORE, '--organisation', 'Depot', '--admin', 'Ada']);
  writeFileSync(
    join(folder, 'list.csv'),
    'Tag;Serial;Box;Place in box\nA-1;S1;CASE-3;1\nA-2;S2;CASE-3;2\nA-2;S2;CASE-3;2\n',
  );
  writeFileSync(join(folder, 'map.json'), '{"tag":"Tag","serial":"Serial","case":"Box","slot":"Place in box"}');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const answer = async (args: readonly string[], status = 0): Promise<unknown> => {
  const ended = await run(args);
  expect(ended).toMatchObject({ status });
  return jsonLines(ended.out).at(-1);
};
const events = async (...which: string[]) => jsonLines((await run(['events', ...STORE, ...which])).out);

test('a list is shown row by row first, and recorded on demand', async () => {
  const list = ['import', ...STORE, ...ADA, '--map', 'map.json', 'list.csv'];
  const dry = await run(list);
  expect(dry).toMatchObject({ status: 0, err: '' });
  expect(jsonLines(dry.out)).toMatchObject([
    { line: 2, action: 'add' },
    { line: 3, action: 'add' },
    { line: 4, action: 'skip' },
    { ok: true, committed: false, counts: { added: 2 } },
  ]);
  expect(await answer([...list, '--commit', '--strict'], 1)).toMatchObject({ ok: false, error: { code: 'DUPLICATE' } });
  expect(await events('--type', 'ASSET_ADDED')).toEqual([]);
  expect(await answer([...list, '--commit'])).toMatchObject({ ok: true, committed: true });
  expect(await events('--type', 'ASSET_ADDED')).toMatchObject([{ data: { tag: 'A-1' } }, { data: { tag: 'A-2' } }]);
});

test('an export is recorded with what the file is, if it is known who made it', async () => {
  const reportTo = (out: string) => ['report', 'custody', ...STORE, '--format', 'csv', '--out', out];
  const report = reportTo('custody.csv');
  const anonymous = await run(report);
  expect(anonymous).toMatchObject({ status: 0, err: expect.stringContaining('not recorded') });
  expect(await events('--type', 'EXPORT_MADE')).toEqual([]);

  expect(await answer([...report, ...ADA])).toMatchObject({ ok: true, recorded: true });
  const sha256 = createHash('sha256').update(file('custody.csv')).digest('hex');
  expect(await events('--type', 'EXPORT_MADE')).toMatchObject([
    { actorKind: 'user', data: { report: 'custody', file: 'custody.csv', sha256, bytes: file('custody.csv').length } },
  ]);
  const before = file('s.sqlite');
  expect(await answer(reportTo('s.sqlite'), 1)).toMatchObject({ error: { code: 'CANNOT_WRITE' } });
  expect(file('s.sqlite').equals(before)).toBe(true);
});

test('a backup is recorded, and coming back from it is recorded too', async () => {
  expect(await answer(['backup', ...STORE, '--out', 'backup.sqlite'])).toMatchObject({ ok: true, recorded: true });
  expect(await events('--type', 'BACKUP_MADE')).toMatchObject([
    { actorKind: 'system', data: { file: 'backup.sqlite' } },
  ]);
  const formerHead = (await events()).at(-1);
  expect(await answer(['restore', ...STORE, ...ADA, '--from', 'backup.sqlite'])).toMatchObject({
    ok: true,
    recorded: true,
  });

  const [former, restored] = [formerHead, (await events('--type', 'STORE_RESTORED'))[0]];
  expect(restored).toMatchObject({ actorKind: 'user', data: { formerHead: pick(former, ['seq', 'hash']) } });
  expect(await answer(['verify', ...STORE])).toMatchObject({ ok: true, findings: [] });
  expect(readdirSync(folder).filter((name) => /^s\.replaced-.*\.sqlite$/.test(name)).length).toBe(1);
});

test('projections are derived anew, and the log is read from wherever one likes', async () => {
  const before = await events();
  expect(await answer(['rebuild', ...STORE])).toMatchObject({ ok: true, streams: expect.any(Number) });
  expect(await events('--from', '3')).toEqual(before.slice(2));
  expect(await answer(['query', 'custody', '{"case":"CASE-3","status":"slot"}', ...STORE])).toMatchObject({
    rows: [{ tag: 'A-1' }, { tag: 'A-2' }],
    next: null,
  });
});

test('what is asked for wrongly is refused in JSON, or, where the words make no sense, in words', async () => {
  expect(await answer(['query', 'custody', '{"case":', ...STORE], 1)).toMatchObject({ error: { code: 'INVALID' } });
  expect(await answer(['query', 'weather', ...STORE], 1)).toMatchObject({ error: { code: 'INVALID' } });
  expect(await answer(['report', 'receipt', ...STORE, '--format', 'pdf', '--out', 'a'], 1)).toMatchObject({
    error: { code: 'INVALID' },
  });
  expect(await answer(['demo', ...STORE], 1)).toMatchObject({ error: { code: 'CANNOT_WRITE' } });
  for (const words of [[], ['paint'], ['backup', ...STORE]]) {
    expect(await run(words)).toMatchObject({ status: 2, out: '', err: expect.stringContaining('--help') });
  }
});

test('it says how it is used and which release it is', async () => {
  const [list, help, release] = await Promise.all([run(['--help']), run(['help', 'exec']), run(['--version'])]);
  for (const verb of [
    'init',
    'exec',
    'query',
    'events',
    'verify',
    'rebuild',
    'import',
    'report',
    'backup',
    'restore',
    'demo',
  ]) {
    expect(list.out).toMatch(new RegExp(`^ {2}${verb} `, 'm'));
  }
  expect(help.out).toMatch(/^assettrack exec --as OPERATOR/);
  expect(release).toEqual({ status: 0, out: `${version}\n`, err: '' });
});

const pick = (from: unknown, keys: readonly string[]): object =>
  Object.fromEntries(Object.entries(from ?? {}).filter(([key]) => keys.includes(key)));
