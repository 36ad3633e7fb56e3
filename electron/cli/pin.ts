import type { Terminal } from './terminal.ts';
import { WrongUsage } from './verb.ts';

/** The PIN of whoever works: from ASSETTRACK_PIN, or typed at the terminal. */
export async function readPin(terminal: Terminal): Promise<string> {
  return process.env.ASSETTRACK_PIN || (await askFor(terminal, 'PIN: '));
}

/** A PIN that is given for the first time; at the terminal it is typed twice, because nobody sees it. */
export async function readNewPin(terminal: Terminal): Promise<string> {
  if (process.env.ASSETTRACK_PIN) return process.env.ASSETTRACK_PIN;
  const pin = await askFor(terminal, 'New PIN (6 to 12 digits): ');
  if ((await askFor(terminal, 'Once more: ')) !== pin) throw new WrongUsage('these were two different PINs');
  return pin;
}

async function askFor(terminal: Terminal, question: string): Promise<string> {
  const pin = await terminal.ask(question);
  if (!pin) throw new WrongUsage('no PIN: set ASSETTRACK_PIN, or run this where it can be typed');
  return pin;
}
