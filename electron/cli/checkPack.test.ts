import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { commandLine, jsonLines } from '../testing/commandLine.ts';

const folder = mkdtempSync(join(tmpdir(), 'check-pack-'));
const { run } = commandLine(folder);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a pack is made, recorded, and checked without a store; what it is, its content says', async () => {
  await run(['init', '--store', 's.sqlite', '--organisation', 'Depot', '--admin', 'Ada']);
  const pack = [
    'report',
    'ledger',
    '--store',
    's.sqlite',
    '--as',
    'Ada',
    '--pack',
    '--format',
    'html',
    '--out',
    'p.bin',
  ];
  const [made] = jsonLines((await run(pack)).out);
  expect(made).toMatchObject({ ok: true, format: 'pack', recorded: true, events: 4 });
  const exported = jsonLines((await run(['events', '--store', 's.sqlite', '--type', 'EXPORT_MADE'])).out);
  const { sha256, fingerprint } = Object(made);
  expect(exported).toMatchObject([{ data: { file: 'p.bin', format: 'pack', sha256, fingerprint } }]);
  rmSync(join(folder, 'home'), { recursive: true });

  const good = await run(['verify', 'p.bin', '--key', fingerprint]);
  expect(good).toMatchObject({ status: 0, err: expect.stringContaining('PROVEN       Every entry of the record') });
  expect(jsonLines(good.out)).toMatchObject([{ ok: true, manifest: { organisation: 'Depot' } }]);
  expect(await run(['verify', 'p.bin', '--key', '0'.repeat(64)])).toMatchObject({ status: 1 });

  writeFileSync(join(folder, 'cut.zip'), readFileSync(join(folder, 'p.bin')).subarray(0, -1));
  expect(await run(['verify', 'cut.zip'])).toMatchObject({ status: 1, err: expect.stringContaining('BROKEN') });
  const store = await run(['verify', 's.sqlite']);
  expect(jsonLines(store.out)).toMatchObject([{ ok: false, error: { code: 'CANNOT_READ' } }]);
});
