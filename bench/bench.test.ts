import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { memoryDisk, run } from './lib/run.ts';
import { intoDocument } from './lib/table.ts';
import { interleave } from './lib/timing.ts';
import { measures } from './measures/all.ts';

/** Lines of the two tables, with their heads. */
const FIGURES = 2 + 29;
const STEPS = 2 + 9;

test('every measure can be taken, of a store that verify finds nothing wrong with', async () => {
  const cache = mkdtempSync(join(memoryDisk() ?? tmpdir(), 'assettrack-bench-'));
  onTestFinished(() => rmSync(cache, { recursive: true, force: true }));
  const names = Object.keys(measures);
  const taken = await run({ names, events: 600, rounds: 3, batch: 20, apart: false, cache });
  expect(Object.keys(Object(taken.measures))).toEqual(names);
  expect(taken).toMatchObject({
    measures: {
      append: { sizes: [{}, {}, { events: 600, log: { n: 3 } }] },
      verify: { events: 600, devices: 1 },
      rebuild: { events: 600 },
    },
  });
  // Waits for the disk are counted in processes of their own; every other figure has its line.
  const document = intoDocument(
    '# A\n<!-- figures of npm run bench -->\nformer\n<!-- end of the figures -->\nB\n',
    taken,
  );
  expect(document.split('\n').filter((line) => line.startsWith('| '))).toHaveLength(FIGURES + STEPS);
  expect(document).toMatch(/^# A\n<!-- .*\n<!-- end of the figures -->\nB\n$/s);
  expect(document).not.toContain('former');
});

test('what is measured in a process of its own can be started there', () => {
  const main = join(import.meta.dirname, 'main.ts');
  const listed = spawnSync(process.execPath, [main, '--list'], { encoding: 'utf8' });
  expect(listed.stdout.trim().split('\n')).toHaveLength(Object.keys(measures).length);
  const unknown = spawnSync(process.execPath, [main, '--alone', 'nothing', '{}'], { encoding: 'utf8' });
  expect([unknown.status, unknown.stderr.trim()]).toEqual([2, 'There is no job nothing.']);
});

test('contenders are done in turn, each as often, and begin in turn', async () => {
  const done: string[] = [];
  const times = await interleave({ a: () => done.push('a'), b: async () => void done.push('b') }, 2, 1);
  expect(done.join('')).toBe('abbaab');
  expect([times.a.n, times.b.n]).toEqual([2, 2]);
});
