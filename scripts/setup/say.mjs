// Everything set-up says goes to stderr: the command line's stdout carries nothing but its answers.
import process from 'node:process';

// Kept over the change to the newer Node, which starts the script again.
process.env.ASSETTRACK_SETUP_BEGAN ??= String(Date.now());
const began = Number(process.env.ASSETTRACK_SETUP_BEGAN);

/**
 * One line of progress.
 * @param {string} line
 */
export function say(line) {
  const seconds = ((Date.now() - began) / 1000).toFixed(0).padStart(3);
  process.stderr.write(`[set-up ${seconds} s] ${line}\n`);
}

/** A failure the person at the keyboard can act on: what went wrong, and what to type. */
export class SetupError extends Error {
  /**
   * @param {string} problem what went wrong, one sentence
   * @param {string} remedy what to do about it
   */
  constructor(problem, remedy) {
    super(`${problem}\n\n  What to do: ${remedy}\n`);
    this.name = 'SetupError';
  }
}

/**
 * Runs a whole script; a SetupError ends it with its own words and status 1, anything else is a bug and keeps its stack.
 * @param {() => Promise<void>} main
 * @returns {Promise<void>}
 */
export async function withPlainFailures(main) {
  try {
    await main();
  } catch (error) {
    process.stderr.write(
      error instanceof SetupError
        ? `\n${error.message}\n`
        : `${String(error instanceof Error ? error.stack : error)}\n`,
    );
    process.exit(1);
  }
}
