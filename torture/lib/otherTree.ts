import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { nodeModules, root } from '../../scripts/setup/places.mjs';

// What the tests of these build first needs the window's sources too.
const FOLDERS = ['electron', 'migrations', 'renderer', 'scripts', 'shared', 'torture'];
const FILES = ['package.json', 'tsconfig.json', 'vite.verifier.config.ts', 'vitest.config.ts'];

/** One change to a source: `from` stands there exactly once. */
export interface Edit {
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

/** A copy of our own sources, to be made worse and then run. */
export function copyTree(folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const name of FOLDERS) cpSync(join(root, name), join(folder, name), { recursive: true });
  for (const name of FILES) cpSync(join(root, name), join(folder, name));
  symlinkSync(nodeModules, join(folder, 'node_modules'));
}

/** @returns how it was, to be put back with `restore` */
export function edit(folder: string, { file, from, to }: Edit): { restore(): void } {
  const path = join(folder, file);
  const before = readFileSync(path, 'utf8');
  const places = before.split(from).length - 1;
  if (places !== 1) throw new Error(`${file} has ${places} places like this, not one: ${from}`);
  writeFileSync(
    path,
    before.replace(from, () => to),
  );
  return { restore: () => writeFileSync(path, before) };
}
