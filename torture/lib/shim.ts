import { spawnSync } from 'node:child_process';
import { hash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from '../../scripts/setup/places.mjs';

/** Compiles the shim, once for each text of it. @returns the library, to be put before a program by LD_PRELOAD */
export function buildShim(): string {
  const source = join(import.meta.dirname, '..', 'shim.c');
  const folder = join(cacheFolder(), 'torture');
  const library = join(folder, `shim-${process.arch}-${hash('sha256', readFileSync(source), 'hex').slice(0, 16)}.so`);
  if (existsSync(library)) return library;
  mkdirSync(folder, { recursive: true });
  const draft = `${library}.${process.pid}`;
  const made = spawnSync(
    'gcc',
    ['-O2', '-Wall', '-Wextra', '-shared', '-fPIC', '-o', draft, source, '-ldl', '-lpthread'],
    {
      encoding: 'utf8',
    },
  );
  if (made.status !== 0) throw new Error(`gcc does not compile the shim:\n${made.stderr}`);
  renameSync(draft, library);
  return library;
}
