import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** `npm run test:long` runs the same stories with thousands of random sequences instead of hundreds. */
const long = process.env.ASSETTRACK_LONG === '1';

/** Files that take seconds begin first, or the last of them is waited for alone. The rest is as it comes. */
const LONG_ONES = [/properties[.]test/, /electron\/(cli|demo|auth)\//, /bench[.]test/];
const weight = ({ moduleId }: TestSpecification): number => Number(LONG_ONES.some((one) => one.test(moduleId)));
class LongOnesFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).toSorted((a, b) => weight(b) - weight(a));
  }
}

export default defineConfig({
  test: {
    include: ['{shared,electron,renderer,bench,scripts}/**/*.test.{ts,tsx}'],
    globalSetup: 'scripts/verifier.mjs',
    testTimeout: long ? 30 * 60_000 : 20_000,
    hookTimeout: long ? 5 * 60_000 : 20_000,
    // better-sqlite3 is a native module: a process of its own per worker keeps a crash in one file from taking others.
    pool: 'forks',
    // Left to itself it keeps one core free, which on a laptop with two halves the speed.
    maxWorkers: '100%',
    // Files share no state: every store is a file of its own, clocks and ids are given. One process per file costs a fifth.
    isolate: false,
    sequence: { sequencer: LongOnesFirst },
  },
});
