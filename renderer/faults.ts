import { words } from '../shared/uiWords.ts';
import { Fault } from './ask.ts';
import { notify } from './parts/notify.ts';
import { main } from './state/useApp.ts';

/** Says a bug aloud, and has it written to the log of the main process; what went wrong there is there already. */
export function reportFault(error: unknown): void {
  notify(words.refused.fault, 'bad');
  if (error instanceof Fault) return;
  const { message, stack = '' } = error instanceof Error ? error : new Error(String(error));
  // Where even this fails, nobody is left to tell.
  void main.ask('app.fault', { message: message.slice(0, 2000), stack: stack.slice(0, 10_000) }).catch(() => undefined);
}
