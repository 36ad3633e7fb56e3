import type { Refused } from '../../shared/ipc/contract.ts';
import { words } from '../../shared/uiWords.ts';
import { moment, refusalSentence } from '../format.ts';

/** What to say when a PIN did not open. Who waits, and until when, is told as soon as the wait begins. */
export function pinRefusal(refused: Refused, name: string): string {
  const { code, details } = refused;
  if (code === 'LOCKED_OUT' || details.justLocked === true) {
    return typeof details.until === 'string'
      ? words.signIn.lockedOut(name, moment(details.until))
      : words.signIn.lockedOutForGood(name);
  }
  if (details.why === 'hashed-elsewhere') return words.signIn.hashedElsewhere(name);
  return code === 'NOT_SIGNED_IN' ? words.signIn.wrong(name) : refusalSentence(refused);
}
