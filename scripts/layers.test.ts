import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { checkLayers } from './layers.mjs';
import { nodeModules, root } from './setup/places.mjs';

/** One forbidden import each: the rule it breaks, and the two files it runs between. */
const VIOLATIONS: readonly (readonly [rule: string, from: string, imports: string])[] = [
  ['shared-is-pure', 'shared/reads.ts', 'node:fs'],
  ['shared-is-pure', 'shared/draws.ts', 'react'],
  ['shared-is-pure', 'shared/reaches.ts', '../electron/commands/issue.ts'],
  ['facts-know-no-wire', 'shared/custody/asks.ts', '../contract/commands.ts'],
  ['store-knows-no-commands', 'electron/store/decides.ts', '../commands/issue.ts'],
  ['store-knows-no-commands', 'electron/store/parses.ts', 'csv-parse'],
  ['sql-stays-in-store', 'electron/commands/queries.ts', 'better-sqlite3'],
  ['sql-stays-in-store', 'electron/app/queries.ts', 'better-sqlite3'],
  ['electron-at-the-edge', 'electron/report/prints.ts', 'electron'],
  ['electron-at-the-edge', 'electron/ipc/answers.ts', 'electron'],
  ['nothing-below-imports-the-edge', 'electron/queries/shows.ts', '../window.ts'],
  ['command-line-needs-no-window', 'electron/cli/opens.ts', '../window.ts'],
  ['window-sees-only-shared', 'renderer/calls.ts', '../electron/commands/issue.ts'],
  ['window-sees-only-shared', 'renderer/stores.ts', 'better-sqlite3'],
  ['window-has-no-node', 'renderer/reads.ts', 'node:path'],
  ['main-knows-no-views', 'electron/app/looks.ts', '../../renderer/App.ts'],
  ['verifier-stands-alone', 'renderer/verifier/draws.ts', 'react'],
  ['verifier-stands-alone', 'renderer/verifier/borrows.ts', '../App.ts'],
  ['window-is-no-verifier', 'renderer/hashes.ts', './verifier/page.ts'],
  ['no-test-code-in-the-app', 'electron/commands/pretends.ts', '../../shared/testing/cast.ts'],
  ['bench-is-a-leaf', 'electron/commands/measures.ts', '../../bench/figures.ts'],
  ['packages-are-declared', 'electron/commands/borrows.ts', 'node-addon-api'],
  ['the-app-ships-no-dev-tools', 'electron/commands/builds.ts', 'vite'],
  ['resolvable', 'shared/dreams.ts', './nowhere.ts'],
  ['no-circular', 'shared/egg.ts', './hen.ts'],
];

/** What the violations point at, and imports that are right. */
const GOOD: Readonly<Record<string, string>> = {
  'shared/contract/commands.ts': "import { z } from 'zod';\nexport const issue = z.string();",
  'shared/testing/cast.ts': 'export const cast = 1;',
  'shared/hen.ts': "import './egg.ts';",
  'shared/lonely.ts': 'export const lonely = 1;',
  'electron/commands/issue.ts': "import '../../shared/contract/commands.ts';\nimport '../store/log.ts';",
  'electron/store/log.ts': "import 'better-sqlite3';\nimport 'node:fs';",
  'electron/window.ts': "import 'electron';\nimport './commands/issue.ts';",
  'electron/ipc/serve.ts': "import 'electron';",
  'electron/cli/main.ts': "import '../commands/issue.ts';",
  'renderer/verifier/page.ts': "import '@noble/ed25519';\nimport '../../shared/hen.ts';",
  'renderer/App.ts': "import 'react';\nimport '../shared/contract/commands.ts';",
  'bench/figures.ts': "import 'better-sqlite3';\nimport '../electron/commands/issue.ts';",
};

const base = mkdtempSync(join(tmpdir(), 'layers-'));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(base, path)), { recursive: true });
  writeFileSync(join(base, path), text);
}

beforeAll(() => {
  for (const name of ['package.json', 'tsconfig.json']) cpSync(join(root, name), join(base, name));
  symlinkSync(nodeModules, join(base, 'node_modules'));
});

afterAll(() => rmSync(base, { recursive: true, force: true }));

it('says when it saw nothing', async () => {
  write('shared/empty.txt', '');
  write('scripts/elsewhere.ts', 'export const elsewhere = 1;');
  expect((await checkLayers(base)).modules).toBe(0);
});

it('catches every forbidden import by the name of its rule, and lets the others be', async () => {
  for (const [path, text] of Object.entries(GOOD)) write(path, text);
  for (const [, from, imports] of VIOLATIONS) write(from, `import '${imports}';`);

  const { broken, text } = await checkLayers(base);

  for (const [rule, from] of VIOLATIONS) expect(broken).toContain(`${rule}: ${from}`);
  expect(broken).toContain('no-orphans: shared/lonely.ts');
  const guilty = new Set([...VIOLATIONS.map(([, from]) => from), 'shared/lonely.ts', 'shared/hen.ts']);
  expect(broken.filter((finding) => !guilty.has(finding.split(': ')[1] ?? ''))).toEqual([]);
  expect(text).toContain('Ask it for facts or rows');
});
