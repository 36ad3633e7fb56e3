import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';

const root = join(import.meta.dirname, '..', '..');
const home = mkdtempSync(join(tmpdir(), 'assettrack-readme-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

/** The block behind the marker, as a reader would paste it. */
function demonstration(): string {
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  const block = /<!-- demonstration[^>]*-->\n```sh\n([\s\S]*?)```/.exec(readme)?.[1];
  if (!block) throw new Error('the README has no demonstration');
  return block;
}

test('the README’s demonstration runs as it is written', () => {
  const output = execFileSync(
    'bash',
    ['-euo', 'pipefail', '-c', `${demonstration()}\ncat "$(dirname "$STORE")/custody.csv"`],
    {
      cwd: root,
      encoding: 'utf8',
      env: { ...process.env, ASSETTRACK_HOME: home, TMPDIR: home },
    },
  );
  const json = output.split(/\r?\n/).flatMap((line) => (line.startsWith('{') ? [JSON.parse(line)] : []));

  const custody = json.flatMap(({ rows }) =>
    Array.isArray(rows) && rows[0]?.tag ? [rows.map((row: { tag: string }) => row.tag)] : [],
  );
  expect(custody).toEqual([['fld4cy 000103', 'FLD4CY-000104'], ['FLD4CY-000102'], ['FLD4CY-000101', 'FLD4CY-000102']]);
  expect(json.find((one) => 'findings' in one && 'head' in one)).toMatchObject({ ok: true, findings: [] });
  expect(output).toMatch(/^"?tag"?,"?status"?,/m);
});
