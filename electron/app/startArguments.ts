import { resolve } from 'node:path';

export interface StartArguments {
  /** absolute; null: the app's own store */
  readonly store: string | null;
  /** the sample organisation instead */
  readonly demo: boolean;
}

/**
 * What the command line of the app says: `--store FILE` or `--store=FILE`, `--demo`. Chromium and Electron have
 * switches of their own on the same line, so that what is not known here is none of our business.
 */
export function startArguments(argv: readonly string[], cwd: string): StartArguments {
  const at = argv.findIndex((argument) => argument === '--store' || argument.startsWith('--store='));
  const found = argv[at];
  const file = found === '--store' ? argv[at + 1] : found?.slice('--store='.length);
  return { store: file ? resolve(cwd, file) : null, demo: argv.includes('--demo') };
}
