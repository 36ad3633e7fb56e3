import { spawn, spawnSync } from 'node:child_process';
import process from 'node:process';
import { say } from './say.mjs';

/** A line that says "still at it" every so often, in ms: long enough not to chatter, short enough not to worry. */
const HEARTBEAT_MS = 15_000;

/**
 * @typedef {object} Outcome
 * @property {number | null} status exit status; null when a signal or the time limit ended it
 * @property {boolean} timedOut
 * @property {string} output stdout and stderr together
 */

/**
 * Runs a command to its end, quietly: its output is kept, and only shown by whoever called when it failed.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, limitMs?: number, label?: string }} [options] label: what the heartbeat names
 * @returns {Promise<Outcome>}
 */
export function run(command, args, options = {}) {
  return new Promise((resolve) => {
    // npm is a .cmd file on Windows, which only a shell can start; every argument here is our own.
    const shell = process.platform === 'win32' && command === 'npm';
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      shell,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    let timedOut = false;
    const begun = Date.now();
    child.stdout.on('data', (chunk) => {
      output += chunk;
    });
    child.stderr.on('data', (chunk) => {
      output += chunk;
    });
    const heartbeat = setInterval(() => {
      if (options.label) say(`… still ${options.label} (${Math.round((Date.now() - begun) / 1000)} s)`);
    }, HEARTBEAT_MS);
    const limit = options.limitMs
      ? setTimeout(() => {
          timedOut = true;
          child.kill('SIGKILL');
        }, options.limitMs)
      : undefined;
    /** @param {number | null} status */
    const finish = (status) => {
      clearInterval(heartbeat);
      clearTimeout(limit);
      resolve({ status, timedOut, output });
    };
    child.on('error', (error) => {
      output += String(error);
      finish(127);
    });
    child.on('close', (status) => finish(status));
  });
}

/**
 * Hands the terminal over to a command: stdin, stdout and stderr are its own, signals reach it, its status is returned.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv }} [options]
 * @returns {Promise<number>} exit status; 128 + number for a signal, as a shell says it
 */
export function handOver(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: options.cwd, env: options.env ?? process.env, stdio: 'inherit' });
    /** @type {readonly NodeJS.Signals[]} */
    const passed = ['SIGINT', 'SIGTERM', 'SIGHUP'];
    const forward = passed.map((signal) => {
      const listener = () => child.kill(signal);
      process.on(signal, listener);
      return () => process.off(signal, listener);
    });
    child.on('error', reject);
    child.on('exit', (status, signal) => {
      for (const stop of forward) stop();
      const numbers = { SIGHUP: 1, SIGINT: 2, SIGKILL: 9, SIGTERM: 15 };
      resolve(status ?? 128 + (numbers[/** @type {keyof typeof numbers} */ (signal)] ?? 6));
    });
  });
}

/**
 * Whether a command is on the PATH.
 * @param {string} command
 * @returns {boolean}
 */
export function has(command) {
  const look = process.platform === 'win32' ? 'where' : 'which';
  return spawnSync(look, [command], { stdio: 'ignore' }).status === 0;
}
