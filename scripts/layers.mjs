// Checks the table of imports in .dependency-cruiser.cjs. A run that saw no module is a failure: under a TypeScript it
// does not know, dependency-cruiser finds nothing, says nothing and is content.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { format } from 'dependency-cruiser';
import { nodeModules, root } from './setup/places.mjs';

const FOLDERS = ['shared', 'electron', 'renderer', 'bench', 'torture', 'e2e'];

/**
 * @typedef {object} Layers
 * @property {number} modules own modules seen
 * @property {readonly string[]} broken the names of the rules broken, with the file that broke each
 * @property {string} text the findings, each with its rule's sentence
 */

/**
 * Reads every import below a folder and holds it against the table.
 * @param {string} base a folder laid out like this checkout
 * @returns {Promise<Layers>}
 */
export async function checkLayers(base) {
  const program = join(nodeModules, 'dependency-cruiser', 'bin', 'dependency-cruiser.mjs');
  const folders = FOLDERS.filter((folder) => existsSync(join(base, folder)));
  const config = join(root, '.dependency-cruiser.cjs');
  const outcome = spawnSync(process.execPath, [program, ...folders, '--config', config, '--output-type', 'json'], {
    cwd: base,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (!outcome.stdout.startsWith('{'))
    throw new Error(`dependency-cruiser did not run:\n${outcome.stderr}${outcome.stdout}`);
  const result = JSON.parse(outcome.stdout);
  const text = await format(result, { outputType: 'err-long' });
  return {
    modules: result.modules.filter((/** @type {{ source: string }} */ { source }) =>
      /^(shared|electron|renderer)\//.test(source),
    ).length,
    broken: result.summary.violations.map(
      (/** @type {{ rule: { name: string }, from: string }} */ v) => `${v.rule.name}: ${v.from}`,
    ),
    text: String(text.output),
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { modules, broken, text } = await checkLayers(root);
  console.log(text.trim());
  if (modules === 0) console.log('dependency-cruiser saw no module at all: does it know this version of TypeScript?');
  process.exit(modules === 0 || broken.length > 0 ? 1 : 0);
}
