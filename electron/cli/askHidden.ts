import { openSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { ReadStream } from 'node:tty';

/** Ctrl-C at the question. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
}

/**
 * Asks at the terminal and shows nothing of the answer, even when standard input is a pipe.
 *
 * @returns null where there is no terminal, or at Ctrl-D
 * @throws {Interrupted} at Ctrl-C
 */
export async function askHidden(question: string): Promise<string | null> {
  const keyboard = openKeyboard();
  if (!keyboard) return null;
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: keyboard, output: nowhere, terminal: true, historySize: 0 });
  process.stderr.write(question);
  try {
    return await new Promise<string | null>((resolve, reject) => {
      lines.once('line', resolve);
      lines.once('close', () => resolve(null));
      lines.once('SIGINT', () => reject(new Interrupted()));
    });
  } finally {
    lines.close();
    keyboard.destroy();
    process.stderr.write('\n');
  }
}

function openKeyboard(): ReadStream | null {
  try {
    return new ReadStream(openSync(process.platform === 'win32' ? '\\\\.\\CONIN$' : '/dev/tty', 'r+'));
  } catch {
    return null;
  }
}
