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

/**
 * The words for the command line, where the installed app was started for one: all behind the first `--`, which keeps
 * them from Chromium; it has switches of the same names.
 *
 * @returns null: it was started for its window
 */
export function commandLineWords(argv: readonly string[]): readonly string[] | null {
  const at = argv.indexOf('--');
  return at < 0 ? null : argv.slice(at + 1);
}
