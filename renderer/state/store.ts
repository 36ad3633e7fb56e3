import { createStore } from 'zustand/vanilla';
import { type Command, handoverKind } from '../../shared/contract/commands.ts';
import type { Output, Request } from '../../shared/ipc/contract.ts';
import type { Refusal } from '../../shared/refusal.ts';
import { sentence } from '../../shared/words.ts';
import type { Main } from '../ask.ts';
import { type AnswersSlice, answersSlice } from './answers.ts';
import { type AsOfSlice, asOfSlice, looksBack } from './asOfSlice.ts';
import { type CorrectingSlice, correctingSlice } from './correcting.ts';
import { type DraftsSlice, draftsSlice } from './drafts.ts';
import { type PackSlice, packSlice } from './pack.ts';
import { type PlaceSlice, placeSlice } from './place.ts';
import { type SessionSlice, sessionSlice } from './session.ts';
import { type StoresSlice, storesSlice } from './stores.ts';

export type CommandAnswer = Output<'command'>;
/** A command as the contract has it; what its form leaves to defaults may be left out. */
export type CommandRequest = Request<'command'> & { readonly command: Command['command'] };

export interface CommandSlice {
  /**
   * Gives a command, or tries it with `dryRun: true`. Where it needs a PIN just confirmed, asks for it and goes on.
   * What it changes comes back announced; nothing here is changed by the sender.
   */
  carryOut(command: CommandRequest): Promise<CommandAnswer>;
}

export type AppState = AnswersSlice &
  AsOfSlice &
  CommandSlice &
  CorrectingSlice &
  DraftsSlice &
  PackSlice &
  PlaceSlice &
  SessionSlice &
  StoresSlice;

/** One store per window, fed by main. A test hands in a main of its own. */
export function createAppStore(main: Main) {
  const store = createStore<AppState>()((...a) => {
    const [, get] = a;
    return {
      ...answersSlice(main)(...a),
      ...asOfSlice(...a),
      ...correctingSlice(...a),
      ...draftsSlice(main)(...a),
      ...packSlice(main)(...a),
      ...placeSlice(...a),
      ...sessionSlice(main)(...a),
      ...storesSlice(main)(...a),
      async carryOut(command) {
        if (looksBack(get().asOf)) return WHILE_LOOKING_BACK;
        let answer = await main.ask('command', command);
        // A handover may need the PINs of several people, who all confirmed too long ago.
        for (let wish = pinWanted(answer); wish && (await get().askPin(wish)); wish = pinWanted(answer)) {
          answer = await main.ask('command', command);
        }
        // Queues are drafts outside the log: nothing is announced of them.
        if (answer.ok && command.command.startsWith('queue.')) get().refreshQueue(handoverKind.parse(command.kind));
        return answer;
      },
    };
  });

  const { getState } = store;
  main.listen('appended', (events) => getState().takeAppended(events));
  main.listen('store', (state) => getState().takeStore(state));
  main.listen('session', (state) => getState().takeSession(state));
  main.listen('pack', (pack) => getState().takePack(pack));
  main.listen('theme', ({ choice }) => getState().takeTheme(choice));
  let last: string | null = null;
  store.subscribe((now, before) => {
    if (now.session?.status === 'signed-out') last = null;
    const who = whose(now);
    if (who === null || who === whose(before)) return;
    // Unlocked by the same person, the views go on where they were; for another one they begin anew.
    now.flushDrafts();
    if (who === last) now.refresh();
    else now.forgetAnswers();
    last = who;
  });
  return store;
}

/** What is shown is not what would be changed, so nothing is sent. */
const WHILE_LOOKING_BACK: CommandAnswer = (() => {
  const refusal: Refusal = { code: 'NOT_ALLOWED', details: { needs: 'now' } };
  return { ok: false, error: { ...refusal, message: sentence(refusal) } };
})();

/** Whose PIN the command still needs, by name where it is not that of who is signed in; null: nobody's. */
function pinWanted(answer: CommandAnswer): { readonly operator?: string } | null {
  if (answer.ok || answer.error.code !== 'NOT_ALLOWED' || answer.error.details.needs !== 'pin') return null;
  const { operator } = answer.error.details;
  return typeof operator === 'string' ? { operator } : {};
}

/** The operator who may be answered now; null: nobody. */
function whose({ session }: AppState): string | null {
  return session?.status === 'signed-in' ? session.operator.operatorId : null;
}
