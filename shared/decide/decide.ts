import type { Command, CommandName, CommandOf } from '../contract/commands.ts';
import { accept, type Result, refuse } from '../result.ts';
import {
  addAsset,
  changeAsset,
  endAsset,
  foundAsset,
  inspectAsset,
  issueAsset,
  placeAsset,
  replaceAsset,
  returnAsset,
  transferAsset,
  vacateSlot,
} from './asset.ts';
import {
  acknowledgeAssignment,
  cancelAssignment,
  completeAssignment,
  declineAssignment,
  dispatchAssignment,
  readAssignment,
} from './assignment.ts';
import { addCase, changeCase, checkCase, retireCase, sealCase } from './case.ts';
import { correct } from './correction.ts';
import { dismissFlag, flagEvent } from './flag.ts';
import { commitHandover } from './handover.ts';
import { undoImport } from './importUndo.ts';
import type { Decided, Draft, Look } from './look.ts';
import {
  addHolder,
  addOperator,
  changeHolder,
  deactivateHolder,
  deactivateOperator,
  renameOperator,
  setPin,
  setRole,
  unlockOperator,
} from './people.ts';
import { acknowledgeRestore } from './restore.ts';
import { crossingsBySettings } from './threshold.ts';

/** Commands that write drafts outside the log and no event. */
export type DraftCommandName = 'queue.scan' | 'queue.remove' | 'queue.discard';
type Decider<N extends CommandName> = (look: Look, command: CommandOf<N>) => Decided;
type Deciders = { readonly [N in Exclude<CommandName, DraftCommandName>]: Decider<N> };

/** What each command comes to. The only list of them; the compiler asks for the missing one. */
const deciders: Deciders = {
  'case.add': addCase,
  'case.change': changeCase,
  'case.seal': sealCase,
  'case.unseal': sealCase,
  'case.check': checkCase,
  'case.retire': retireCase,
  'holder.add': addHolder,
  'holder.change': changeHolder,
  'holder.deactivate': deactivateHolder,
  'operator.add': addOperator,
  'operator.set_role': setRole,
  'operator.set_pin': setPin,
  'operator.rename': renameOperator,
  'operator.unlock': unlockOperator,
  'operator.deactivate': deactivateOperator,
  'asset.add': addAsset,
  'asset.change': changeAsset,
  'asset.place': placeAsset,
  'asset.move': placeAsset,
  'asset.issue': issueAsset,
  'asset.return': returnAsset,
  'asset.transfer': transferAsset,
  'asset.inspect': inspectAsset,
  'asset.lose': endAsset,
  'asset.find': foundAsset,
  'asset.replace': replaceAsset,
  'asset.retire': endAsset,
  'slot.vacate': vacateSlot,
  'handover.commit': commitHandover,
  'event.flag': flagEvent,
  'event.dismiss_flag': dismissFlag,
  'event.correct': correct,
  'import.undo': undoImport,
  'assignment.dispatch': dispatchAssignment,
  'assignment.read': readAssignment,
  'assignment.acknowledge': acknowledgeAssignment,
  'assignment.complete': completeAssignment,
  'assignment.cancel': cancelAssignment,
  'assignment.decline': declineAssignment,
  'settings.change': changeSettings,
  'store.acknowledge_restore': acknowledgeRestore,
};

export type LoggedCommand = Exclude<Command, { command: DraftCommandName }>;

/** The events that a command comes to, oldest first, or why it comes to none. Pure but for what `look` reads. */
export function decide(look: Look, command: LoggedCommand): Decided {
  // The one cast: TypeScript cannot see that the decider and the command share their name.
  const decider = deciders[command.command] as (look: Look, command: LoggedCommand) => Decided;
  return decider(look, command);
}

function changeSettings(look: Look, { set }: CommandOf<'settings.change'>): Result<readonly Draft[]> {
  const now = look.settings();
  const { termsVersion } = now;
  const changesTerms = set.termsText !== undefined && set.termsText !== now.termsText;
  const next = { ...set, ...(changesTerms ? { termsVersion: termsVersion + 1 } : {}) };
  const changes = Object.entries(next)
    .map(([field, after]) => ({ field, before: now[field as keyof typeof next] ?? null, after }))
    .filter(({ before, after }) => before !== after);
  if (changes.length === 0) return refuse('INVALID', { field: 'set', why: 'changes nothing' });
  const data = Object.fromEntries(changes.map(({ field, after }) => [field, after]));
  return accept([
    { streamType: 'store', streamId: look.storeId, type: 'SETTINGS_CHANGED', data, changes },
    ...crossingsBySettings(look, set),
  ]);
}
