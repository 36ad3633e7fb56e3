// `npm test`: sets up what is missing, then every check there is, each under its own heading. The same that CI runs.
// `node scripts/test.mjs unit e2e` runs only those; `--long` runs the property tests with thousands of sequences.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { ensureSystem, hasDisplay, WATCH_TOOLS } from './setup/debian.mjs';
import { nodeModules, root } from './setup/places.mjs';
import { handOver } from './setup/run.mjs';
import { SetupError, withPlainFailures } from './setup/say.mjs';
import { tools } from './setup/tools.mjs';

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */
/** @typedef {{ id: string, title: string, run: () => Promise<number>, counts?: () => Counts }} Step */

const results = join(root, 'test-results');
const unitReport = join(results, 'unit.json');
const e2eReport = join(results, 'e2e.json');

/** @type {readonly Step[]} cheap ones first */
const STEPS = [
  { id: 'lint', title: 'Format and lint (biome)', run: () => tool('@biomejs/biome/bin/biome', ['ci', ...plain, '.']) },
  {
    id: 'promises',
    title: 'No promise left unawaited (typescript-eslint)',
    run: () => tool('eslint/bin/eslint.js', ['.']),
  },
  { id: 'types', title: 'Types (tsc)', run: types },
  { id: 'layers', title: 'Who may import what (dependency-cruiser)', run: () => node('scripts/layers.mjs') },
  { id: 'unused', title: 'Nothing unused (knip)', run: () => tool('knip/bin/knip.js', []) },
  { id: 'unit', title: 'Stories of the rules, the store and the command line (vitest)', run: unit, counts: unitCounts },
  {
    id: 'torture',
    title: 'Proof under faults, a sample (npm run torture is the whole)',
    run: () => node('scripts/torture.mjs', ['--short']),
  },
  { id: 'build', title: 'Build (vite)', run: () => node('scripts/build.mjs') },
  { id: 'e2e', title: 'Stories in the real Electron (Playwright)', run: e2e, counts: e2eCounts },
];

// Into a file or a log, words without colour codes.
if (!process.stdout.isTTY) process.env.NO_COLOR = '1';
const plain = process.stdout.isTTY ? [] : ['--colors=off'];

await withPlainFailures(async () => {
  await tools();
  const { ready } = await import('./setup/ready.mjs');
  const names = process.argv.slice(2);
  if (names.includes('--long')) process.env.ASSETTRACK_LONG = '1';
  const wanted = names.filter((name) => name !== '--long');
  const unknown = wanted.find((name) => !STEPS.some((step) => step.id === name));
  if (unknown)
    throw new SetupError(`There is no step "${unknown}".`, `choose among ${STEPS.map((step) => step.id).join(', ')}.`);
  const steps = STEPS.filter((step) => wanted.length === 0 || wanted.includes(step.id));
  if (steps.some((step) => step.id === 'e2e')) {
    const { kind } = await ready({ virtualDisplay: true });
    console.log(
      `Electron: ${kind === 'official' ? 'the official download' : 'the fallback, version 33 (see docs/adr)'}`,
    );
  }
  process.exit(await runAll(steps));
});

/**
 * @param {readonly Step[]} steps
 * @returns {Promise<number>} exit status
 */
async function runAll(steps) {
  rmSync(results, { recursive: true, force: true });
  mkdirSync(results, { recursive: true });
  const broken = [];
  /** @type {Counts} */
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const step of steps) {
    console.log(`\n━━ ${step.title} ━━`);
    const begun = Date.now();
    const status = await step.run();
    const counts = step.counts?.();
    if (counts) for (const key of /** @type {const} */ (['passed', 'failed', 'skipped'])) total[key] += counts[key];
    const ranNothing = counts !== undefined && counts.passed + counts.failed === 0;
    if (ranNothing) console.log('No test ran.');
    if (status !== 0 || ranNothing || (counts?.failed ?? 0) > 0) broken.push(step.id);
    console.log(
      `${step.id}: ${broken.includes(step.id) ? 'FAILED' : 'ok'} (${((Date.now() - begun) / 1000).toFixed(1)} s)`,
    );
  }
  if (broken.length > 0) {
    console.log(`\nFAILED: ${broken.join(', ')} — run one alone with: node scripts/test.mjs ${broken[0]}`);
    return 1;
  }
  if (steps.some((step) => step.counts)) {
    console.log(
      `\n${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}`,
    );
  }
  return 0;
}

/**
 * Runs a package's own program under this Node.
 * @param {string} program its path inside node_modules
 * @param {readonly string[]} args
 */
function tool(program, args) {
  return handOver(process.execPath, [join(nodeModules, program), ...args], { cwd: root });
}

/**
 * @param {string} script
 * @param {readonly string[]} [args]
 */
function node(script, args = []) {
  return handOver(process.execPath, [join(root, script), ...args], { cwd: root });
}

/** Four programs at once: what runs under Node, what runs in the window, the stories and measures that see both. */
async function types() {
  const projects = ['.', 'renderer', 'e2e', 'bench/app'];
  const found = await Promise.all(projects.map((project) => tool('typescript/bin/tsc', ['-p', project])));
  return Math.max(...found);
}

function unit() {
  return tool('vitest/vitest.mjs', ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${unitReport}`]);
}

async function e2e() {
  await ensureSystem(WATCH_TOOLS);
  const playwright = [process.execPath, join(nodeModules, '@playwright/test/cli.js'), 'test', '--reporter=list,json'];
  const virtual = ['xvfb-run', '-a', '-s', '-screen 0 1440x900x24'];
  const [command = '', ...args] = hasDisplay() ? playwright : [...virtual, ...playwright];
  const { NO_COLOR, ...env } = process.env;
  // Playwright gives its workers a FORCE_COLOR of its own; beside it, NO_COLOR only makes Node complain.
  const colour = NO_COLOR ? { FORCE_COLOR: '0' } : {};
  return handOver(command, args, { cwd: root, env: { ...env, ...colour, PLAYWRIGHT_JSON_OUTPUT_FILE: e2eReport } });
}

/** @returns {Counts} */
function unitCounts() {
  const report = readReport(unitReport);
  return {
    passed: report?.numPassedTests ?? 0,
    // A file that does not even load has no tests to count, but it has failed.
    failed: Math.max(report?.numFailedTests ?? 0, report?.success === false ? 1 : 0),
    skipped: (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0),
  };
}

/** @returns {Counts} */
function e2eCounts() {
  const stats = readReport(e2eReport)?.stats;
  return {
    passed: (stats?.expected ?? 0) + (stats?.flaky ?? 0),
    failed: stats?.unexpected ?? 0,
    skipped: stats?.skipped ?? 0,
  };
}

/** @param {string} file */
function readReport(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
}
