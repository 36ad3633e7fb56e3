import { join } from 'node:path';
import { app } from 'electron';
import log from 'electron-log/node';

/** Bytes a log file may grow to before it is set aside. */
const MAX_BYTES = 2_000_000;

/**
 * Sends what the main process has to say to stderr and to a file in the log folder. No payloads, no names of people:
 * messages and stacks only. A bug that nobody caught is written down with its stack.
 */
export function startLog(): void {
  log.transports.file.resolvePathFn = () => join(app.getPath('logs'), 'main.log');
  log.transports.file.maxSize = MAX_BYTES;
  log.transports.console.format = '[{level}] {text}';
  log.transports.console.writeFn = ({ message }) => process.stderr.write(`${message.data.join(' ')}\n`);
  process.on('uncaughtException', (error) => logError('not caught', error));
  process.on('unhandledRejection', (reason) => logError('rejection not handled', reason));
}

/**
 * Writes down something that should not have happened.
 *
 * @param what a few words on what was being done
 */
export function logError(what: string, error: unknown): void {
  log.error(`${what}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
}
